// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.sdp.Codec;
import org.tsunagu.video.sdp.HeaderExtension;
import org.tsunagu.video.sdp.Negotiated;
import org.tsunagu.video.sdp.StreamSsrcs;

/// Codecs, header extensions and sources as Colibri2's JSON has them. Numbers of payload types are
/// strings there, those of extensions and sources are numbers.
final class Medias {
    /// What the bridge reads, writes or lets through; it logs a warning for any other.
    private static final Set<String> KNOWN =
            Set.of(
                    HeaderExtension.AUDIO_LEVEL,
                    HeaderExtension.ABS_SEND_TIME,
                    HeaderExtension.TRANSPORT_CC,
                    HeaderExtension.VIDEO_ORIENTATION,
                    HeaderExtension.DEPENDENCY_DESCRIPTOR);

    private Medias() {}

    /// What an endpoint can take or is going to send.
    static JsonArray of(Negotiated negotiated) {
        var medias = new JsonArray();
        new TreeMap<>(negotiated.streams())
                .forEach((kind, stream) -> medias.add(media(kind, stream)));
        return medias;
    }

    private static JsonObject media(MediaKind kind, Negotiated.Stream stream) {
        var types = new JsonArray();
        for (Codec codec : stream.codecs()) {
            types.add(payloadType(codec));
            if (codec.rtxPayloadType() != Codec.NO_RTX) {
                types.add(
                        numbered("rtx", codec.rtxPayloadType(), codec.clockRate())
                                .put(
                                        "parameters",
                                        JsonObject.of(
                                                "apt", Integer.toString(codec.payloadType()))));
            }
        }
        var extensions = new JsonArray();
        new TreeMap<>(stream.extensions())
                .forEach(
                        (uri, id) -> {
                            if (KNOWN.contains(uri)) {
                                extensions.add(JsonObject.of("uri", uri, "id", id));
                            }
                        });
        return JsonObject.of(
                "type",
                kind.sdpName(),
                "payload-types",
                types,
                "rtp-hdrexts",
                extensions,
                "extmap-allow-mixed",
                true);
    }

    private static JsonObject payloadType(Codec codec) {
        JsonObject type = numbered(codec.name(), codec.payloadType(), codec.clockRate());
        if (codec.channels() > 1) {
            type.put("channels", Integer.toString(codec.channels()));
        }
        var parameters = new JsonObject();
        new TreeMap<>(codec.parameters())
                .forEach(
                        (name, value) -> {
                            if (!name.startsWith("x-")) {
                                parameters.put(name, value);
                            }
                        });
        if (!parameters.isEmpty()) {
            type.put("parameters", parameters);
        }
        var feedback = new JsonArray();
        for (String words : codec.feedback()) {
            int space = words.indexOf(' ');
            feedback.add(
                    space < 0
                            ? JsonObject.of("type", words)
                            : JsonObject.of(
                                    "type", words.substring(0, space),
                                    "subtype", words.substring(space + 1)));
        }
        return type.put("rtcp-fbs", feedback);
    }

    private static JsonObject numbered(String name, int number, int clockRate) {
        return JsonObject.of(
                "name", name,
                "id", Integer.toString(number),
                "clockrate", Integer.toString(clockRate));
    }

    /// What a publisher sends, null when it does not say which SSRC: then the bridge could not tell
    /// its packets from a stranger's. A source for retransmissions is made up where the publisher
    /// has none, for the bridge's own retransmissions to viewers.
    ///
    /// @param owner the bridge's id of the endpoint
    static @Nullable JsonArray sources(Negotiated negotiated, String owner) {
        var sources = new JsonArray();
        for (Map.Entry<MediaKind, Negotiated.Stream> entry :
                new TreeMap<>(negotiated.streams()).entrySet()) {
            StreamSsrcs ssrcs = entry.getValue().ssrcs();
            if (ssrcs == null) {
                return null;
            }
            sources.add(
                    switch (entry.getKey()) {
                        case AUDIO -> audio(owner + "-a0", ssrcs.media());
                        case VIDEO -> video(owner + "-v0", ssrcs.withRtx());
                    });
        }
        return sources;
    }

    private static JsonObject audio(String name, int ssrc) {
        return JsonObject.of(
                "type", "audio", "id", name, "sources", JsonArray.of(source(name, ssrc)));
    }

    private static JsonObject video(String name, StreamSsrcs ssrcs) {
        long media = Integer.toUnsignedLong(ssrcs.media());
        long rtx = Integer.toUnsignedLong(ssrcs.rtx());
        return JsonObject.of(
                "type",
                "video",
                "id",
                name,
                "sources",
                JsonArray.of(source(name, ssrcs.media()), source(name, ssrcs.rtx())),
                "ssrc-groups",
                JsonArray.of(
                        JsonObject.of("semantics", "FID", "sources", JsonArray.of(media, rtx))));
    }

    private static JsonObject source(String name, int ssrc) {
        return JsonObject.of("ssrc", Integer.toUnsignedLong(ssrc), "name", name);
    }
}
