// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.tsunagu.video.bridge.MediaKind;

/// What the bridge offers a publisher: codecs, feedback, header extensions, with its own numbers.
final class Catalogue {
    /// Without a word about it Chromium begins at 300 kbit/s and shrinks the picture to fit.
    static final int START_KBIT = 4_000;

    /// Below this a sender stops sending pictures rather than send ones nobody can read.
    static final int LEAST_KBIT = 1_000;

    /// Towards us: losses, key frames, and both ways to say how much may be sent.
    private static final List<String> VIDEO_FEEDBACK =
            List.of("nack", "nack pli", "ccm fir", "goog-remb", "transport-cc");

    private static final List<String> AUDIO_FEEDBACK = List.of("nack", "transport-cc");

    /// Towards viewers: they estimate themselves.
    static final List<String> VIEWER_VIDEO_FEEDBACK =
            List.of("nack", "nack pli", "ccm fir", "goog-remb");

    static final List<String> VIEWER_AUDIO_FEEDBACK = List.of("nack");

    private static final Map<String, Integer> AUDIO_EXTENSIONS =
            Map.of(
                    HeaderExtension.AUDIO_LEVEL, 1,
                    HeaderExtension.ABS_SEND_TIME, 2,
                    HeaderExtension.TRANSPORT_CC, 3,
                    HeaderExtension.MID, 4,
                    HeaderExtension.ABS_CAPTURE_TIME, 5);

    private static final Map<String, Integer> VIDEO_EXTENSIONS =
            Map.of(
                    HeaderExtension.ABS_SEND_TIME, 2,
                    HeaderExtension.TRANSPORT_CC, 3,
                    HeaderExtension.MID, 4,
                    HeaderExtension.ABS_CAPTURE_TIME, 5,
                    HeaderExtension.VIDEO_ORIENTATION, 6,
                    HeaderExtension.DEPENDENCY_DESCRIPTOR, 7);

    private Catalogue() {}

    static Negotiated.Stream stream(MediaKind kind, String mid) {
        return switch (kind) {
            case AUDIO -> new Negotiated.Stream(mid, List.of(opus()), AUDIO_EXTENSIONS, null);
            case VIDEO ->
                    new Negotiated.Stream(
                            mid,
                            List.of(
                                    video("VP8", 100, Map.of()),
                                    video(
                                            "H264",
                                            102,
                                            Map.of(
                                                    "level-asymmetry-allowed", "1",
                                                    "packetization-mode", "1",
                                                    "profile-level-id", "42e01f")),
                                    video("VP9", 104, Map.of("profile-id", "0")),
                                    video("AV1", 106, Map.of())),
                            VIDEO_EXTENSIONS,
                            null);
        };
    }

    /// Which feedback the bridge gives a publisher or takes from a viewer.
    static List<String> feedback(MediaKind kind, boolean toPublisher) {
        return switch (kind) {
            case AUDIO -> toPublisher ? AUDIO_FEEDBACK : VIEWER_AUDIO_FEEDBACK;
            case VIDEO -> toPublisher ? VIDEO_FEEDBACK : VIEWER_VIDEO_FEEDBACK;
        };
    }

    /// Which feedback a bridge takes from its viewers.
    static List<String> fromViewers(MediaKind kind, Local local) {
        List<String> said = feedback(kind, false);
        return !local.estimates()
                ? said
                : Stream.concat(
                                said.stream().filter(word -> !word.equals("goog-remb")),
                                Stream.of("transport-cc"))
                        .toList();
    }

    /// Whether the bridge does something with a header extension, or lets it through.
    static boolean knows(MediaKind kind, String uri) {
        return switch (kind) {
            case AUDIO -> AUDIO_EXTENSIONS.containsKey(uri);
            case VIDEO -> VIDEO_EXTENSIONS.containsKey(uri);
        };
    }

    /// Whether a viewer gets it: transport-wide numbers belong to one transport, whose bridge
    /// writes its own where it wants to, and identifiers of sections to one description.
    static boolean reachesViewers(String uri, Local local) {
        return uri.equals(HeaderExtension.TRANSPORT_CC)
                ? local.estimates()
                : !uri.equals(HeaderExtension.MID);
    }

    private static Codec opus() {
        return new Codec(
                111,
                "opus",
                Codec.OPUS_CLOCK,
                2,
                Codec.NO_RTX,
                Map.of("minptime", "10", "useinbandfec", "1"),
                AUDIO_FEEDBACK);
    }

    private static Codec video(String name, int number, Map<String, String> parameters) {
        return withWishes(
                new Codec(
                        number,
                        name,
                        Codec.VIDEO_CLOCK,
                        1,
                        number + 1,
                        parameters,
                        VIDEO_FEEDBACK));
    }

    /// What the bridge wishes of the sender of a video codec; nothing of the sender of sound.
    static Codec withWishes(Codec codec) {
        if (codec.clockRate() != Codec.VIDEO_CLOCK) {
            return codec;
        }
        var said = new LinkedHashMap<String, String>(codec.parameters());
        said.put("x-google-start-bitrate", Integer.toString(START_KBIT));
        said.put("x-google-min-bitrate", Integer.toString(LEAST_KBIT));
        return new Codec(
                codec.payloadType(),
                codec.name(),
                codec.clockRate(),
                codec.channels(),
                codec.rtxPayloadType(),
                said,
                codec.feedback());
    }
}
