// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.List;

/// How a peer proves who it is: by ICE (RFC 8839) and by its certificate.
///
/// @param fingerprints one of them must fit; never empty, none weaker than SHA-256
public record PeerTransport(String iceUfrag, String icePassword, List<Fingerprint> fingerprints) {
    public PeerTransport {
        fingerprints = List.copyOf(fingerprints);
    }

    @Override
    public String toString() {
        return "PeerTransport[" + iceUfrag + "]";
    }
}
