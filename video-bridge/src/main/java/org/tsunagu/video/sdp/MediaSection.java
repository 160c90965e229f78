// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.MediaKind;

/// One `m=` of a session description with what belongs to it (RFC 8866, section 5.14). What the
/// session says for all sections and a section does not say itself is in each of them.
///
/// @param kind null for what the bridge does not carry, such as data channels
/// @param media the word of the `m=` line
/// @param port 0: rejected
/// @param formats the last words of the `m=` line
/// @param mid empty without
/// @param setup of `a=setup`, empty without
/// @param ssrcs of `a=ssrc`, in their order
/// @param fid retransmission source by media source (`a=ssrc-group:FID`, RFC 5576)
public record MediaSection(
        @Nullable MediaKind kind,
        String media,
        int port,
        String protocol,
        List<String> formats,
        String mid,
        StreamDirection direction,
        List<PayloadType> payloadTypes,
        List<HeaderExtension> extensions,
        boolean rtcpMux,
        String iceUfrag,
        String icePassword,
        List<Fingerprint> fingerprints,
        String setup,
        String msid,
        List<Integer> ssrcs,
        Map<Integer, Integer> fid) {
    public MediaSection {
        formats = List.copyOf(formats);
        payloadTypes = List.copyOf(payloadTypes);
        extensions = List.copyOf(extensions);
        fingerprints = List.copyOf(fingerprints);
        ssrcs = List.copyOf(ssrcs);
        fid = Map.copyOf(fid);
    }

    /// A section that shares another's transport may have port 0 (`a=bundle-only`, RFC 9143,
    /// section 6); that it is rejected then says the bundle.
    public boolean isRejected() {
        return port == 0;
    }
}
