// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

/// What came of an offer.
public sealed interface Agreement {
    /// Both can go on.
    ///
    /// @param sdp the answer, whoever gave it
    record Agreed(String sdp, Negotiated negotiated, PeerTransport peer) implements Agreement {}

    /// The bridge cannot take it.
    ///
    /// @param reason for the person who set the peer up
    record Refused(String reason) implements Agreement {}
}
