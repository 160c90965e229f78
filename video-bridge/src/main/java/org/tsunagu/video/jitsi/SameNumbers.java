// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.sdp.Codec;
import org.tsunagu.video.sdp.HeaderExtension;
import org.tsunagu.video.sdp.Negotiated;

/// What a player that offers itself can be given through a bridge that forwards packets with the
/// publisher's numbers: codecs both call by the same payload type, header extensions with the same
/// id. Numbers of retransmissions may differ, for the bridge writes those itself.
final class SameNumbers {
    /// Header extensions the bridge lets through as they are; others it writes itself.
    private static final Set<String> LET_THROUGH =
            Set.of(
                    HeaderExtension.AUDIO_LEVEL,
                    HeaderExtension.VIDEO_ORIENTATION,
                    HeaderExtension.DEPENDENCY_DESCRIPTOR);

    private SameNumbers() {}

    /// What of the publisher's streams the viewer calls by the same numbers; null where that is
    /// nothing of a kind, or not what the publisher most likely sends, its first codec.
    ///
    /// @param viewer what the viewer offered of the publisher's codecs, with its own numbers
    static @Nullable Negotiated of(Negotiated publisher, Negotiated viewer) {
        Map<MediaKind, Negotiated.Stream> same = new EnumMap<>(MediaKind.class);
        for (Map.Entry<MediaKind, Negotiated.Stream> entry : viewer.streams().entrySet()) {
            Negotiated.Stream sent = publisher.stream(entry.getKey());
            if (sent == null) {
                return null;
            }
            List<Codec> codecs =
                    sent.codecs().stream().filter(codec -> has(entry.getValue(), codec)).toList();
            if (codecs.isEmpty() || !codecs.getFirst().equals(sent.codecs().getFirst())) {
                return null;
            }
            same.put(
                    entry.getKey(),
                    new Negotiated.Stream(sent.mid(), codecs, sent.extensions(), sent.ssrcs()));
        }
        return new Negotiated(same);
    }

    private static boolean has(Negotiated.Stream viewer, Codec codec) {
        Codec its = viewer.codec(codec.payloadType());
        return its != null && its.matches(codec);
    }

    /// What is said to the bridge of a viewer: without extensions that it would let through to a
    /// viewer that means something else by their ids.
    static Negotiated toBridge(Negotiated publisher, Negotiated viewer) {
        Map<MediaKind, Negotiated.Stream> said = new EnumMap<>(MediaKind.class);
        viewer.streams()
                .forEach(
                        (kind, stream) -> {
                            Negotiated.Stream sent = publisher.stream(kind);
                            Map<String, Integer> extensions = new HashMap<>(stream.extensions());
                            extensions
                                    .entrySet()
                                    .removeIf(
                                            one ->
                                                    LET_THROUGH.contains(one.getKey())
                                                            && (sent == null
                                                                    || sent.extension(one.getKey())
                                                                            != one.getValue()));
                            said.put(
                                    kind,
                                    new Negotiated.Stream(
                                            stream.mid(),
                                            stream.codecs(),
                                            extensions,
                                            stream.ssrcs()));
                        });
        return new Negotiated(said);
    }
}
