// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.List;

/// What the bridge says of itself in a description.
///
/// @param fingerprint SHA-256 of its certificate, pairs of hexadecimal digits in upper case, joined
///     by colons
/// @param candidates where it listens, best first
/// @param iceLite it answers connectivity checks and makes none (RFC 8445, section 2.5)
/// @param estimates it finds out itself how much a viewer can take, from transport-wide feedback;
///     else viewers estimate and say so (REMB)
public record Local(
        String iceUfrag,
        String icePassword,
        String fingerprint,
        List<Candidate> candidates,
        boolean iceLite,
        boolean estimates) {
    /// A UDP address of ours.
    ///
    /// @param address IPv4 or IPv6, as text
    public record Candidate(String address, int port) {}

    /// The bridge in this process: ICE-lite, viewers estimate.
    public Local(
            String iceUfrag, String icePassword, String fingerprint, List<Candidate> candidates) {
        this(iceUfrag, icePassword, fingerprint, candidates, true, false);
    }

    public Local {
        candidates = List.copyOf(candidates);
    }

    @Override
    public String toString() {
        return "Local[" + iceUfrag + "]";
    }
}
