// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who a peer says it is, checked: the words ICE allows (RFC 8839, section 5.4), a certificate's
/// hash, the side of DTLS the bridge leaves to it.
final class Identity {
    private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9+/]{22,256}");

    private Identity() {}

    /// What is wrong with a section's transport, null when it can be used.
    static @Nullable String trouble(MediaSection section) {
        if (!section.protocol().equals("UDP/TLS/RTP/SAVPF")
                && !section.protocol().equals("UDP/TLS/RTP/SAVP")) {
            return "media must be secured by DTLS (UDP/TLS/RTP/SAVPF), not "
                    + shortened(section.protocol());
        }
        if (!section.rtcpMux()) {
            return "RTP and RTCP must share a port (a=rtcp-mux)";
        }
        if (!UFRAG.matcher(section.iceUfrag()).matches()
                || !PASSWORD.matcher(section.icePassword()).matches()) {
            return "ICE user fragment and password are missing or not allowed";
        }
        if (section.fingerprints().stream().noneMatch(Fingerprint::isTrusted)) {
            return "no fingerprint of a certificate by SHA-256 or better";
        }
        return section.setup().equals("active") || section.setup().equals("actpass")
                ? null
                : "the peer must be able to open DTLS (a=setup:active or actpass)";
    }

    static PeerTransport of(MediaSection section) {
        List<Fingerprint> trusted =
                section.fingerprints().stream().filter(Fingerprint::isTrusted).toList();
        return new PeerTransport(section.iceUfrag(), section.icePassword(), trusted);
    }

    private static String shortened(String word) {
        return Lines.isPrintable(word, 40) ? word : "something else";
    }
}
