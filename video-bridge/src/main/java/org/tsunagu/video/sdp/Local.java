// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.List;

/// What the bridge says of itself in a description.
///
/// @param fingerprint SHA-256 of its certificate, pairs of hexadecimal digits in upper case, joined
///     by colons
/// @param candidates where it listens, best first
public record Local(
        String iceUfrag, String icePassword, String fingerprint, List<Candidate> candidates) {
    /// A UDP address of ours.
    ///
    /// @param address IPv4 or IPv6, as text
    public record Candidate(String address, int port) {}

    public Local {
        candidates = List.copyOf(candidates);
    }

    @Override
    public String toString() {
        return "Local[" + iceUfrag + "]";
    }
}
