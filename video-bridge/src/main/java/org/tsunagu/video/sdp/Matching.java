// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.MediaKind;

/// What of a peer's section fits to what the bridge forwards.
final class Matching {
    private Matching() {}

    /// Codecs of the section the bridge forwards, in the peer's order and with its numbers.
    ///
    /// @param allowed only such; null: whatever is forwarded
    /// @param feedback what the bridge itself gives or takes
    static List<Codec> codecs(
            MediaSection section, @Nullable Collection<Codec> allowed, List<String> feedback) {
        Map<Integer, Integer> rtx = new HashMap<>();
        for (PayloadType type : section.payloadTypes()) {
            Integer apt = type.apt();
            if (apt != null) {
                rtx.putIfAbsent(apt, type.number());
            }
        }
        List<Codec> found = new ArrayList<>();
        for (PayloadType type : section.payloadTypes()) {
            if (type.isForwarded()) {
                int retransmission = rtx.getOrDefault(type.number(), Codec.NO_RTX);
                Codec codec = Codec.of(type, retransmission);
                if (allowed == null || allowed.stream().anyMatch(codec::matches)) {
                    found.add(codec.withFeedback(common(type.feedback(), feedback)));
                }
            }
        }
        return found;
    }

    private static List<String> common(List<String> peers, List<String> ours) {
        return ours.stream().filter(peers::contains).toList();
    }

    /// Header extensions of the section the bridge can use, with the peer's ids.
    ///
    /// @param allowed only these; null: whatever the bridge knows
    static Map<String, Integer> extensions(
            MediaSection section, MediaKind kind, @Nullable Collection<String> allowed) {
        Map<String, Integer> found = new HashMap<>();
        for (HeaderExtension extension : section.extensions()) {
            String uri = extension.uri();
            boolean wanted = allowed == null ? Catalogue.knows(kind, uri) : allowed.contains(uri);
            if (wanted && !found.containsValue(extension.id())) {
                found.putIfAbsent(uri, extension.id());
            }
        }
        return found;
    }

    /// What the section says of its sources, null when nothing.
    static @Nullable StreamSsrcs ssrcs(MediaSection section) {
        if (section.ssrcs().isEmpty()) {
            return null;
        }
        for (int ssrc : section.ssrcs()) {
            Integer rtx = section.fid().get(ssrc);
            if (rtx != null) {
                return new StreamSsrcs(ssrc, rtx);
            }
        }
        return new StreamSsrcs(section.ssrcs().getFirst(), 0);
    }
}
