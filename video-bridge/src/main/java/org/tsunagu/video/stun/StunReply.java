// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.stun;

/// What to do about one datagram on the media port that looked like STUN.
///
/// Datagrams are not to be changed.
public sealed interface StunReply {
    /// The peer proved that it knows our password; its address may be sent to.
    ///
    /// @param datagram success response to send back
    /// @param useCandidate the peer chose this pair of addresses for media (RFC 8445, section
    ///     8.1.1)
    @SuppressWarnings("ArrayRecordComponent") // goes to a socket as it is, never compared
    record Respond(byte[] datagram, boolean useCandidate) implements StunReply {}

    /// The request cannot be taken; the address is as untrusted as before.
    ///
    /// @param datagram error response to send back, never longer than [IceLite#LARGEST_REFUSAL]
    /// @param code of RFC 8489, section 14.8: 400, 401, 420 or 487
    @SuppressWarnings("ArrayRecordComponent") // goes to a socket as it is, never compared
    record Refuse(byte[] datagram, int code) implements StunReply {}

    /// Nothing is to be sent.
    ///
    /// @param why for counters and logs; one of the constants below
    record Ignore(String why) implements StunReply {}

    /// No header, no magic cookie, lengths that do not fit.
    Ignore NOT_STUN = new Ignore("not STUN");

    /// An indication or a response: an ICE-lite agent asks nothing.
    Ignore NOT_A_REQUEST = new Ignore("no request");

    /// A method other than Binding.
    Ignore UNKNOWN_METHOD = new Ignore("unknown method");

    /// FINGERPRINT is absent or wrong (RFC 8445, section 7.1: connectivity checks have it).
    Ignore NO_FINGERPRINT = new Ignore("no fingerprint");
}
