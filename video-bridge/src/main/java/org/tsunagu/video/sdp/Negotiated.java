// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.sdp;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.MediaKind;

/// What the bridge and one endpoint agreed on, as far as forwarding needs it. At most one stream of
/// each kind.
public record Negotiated(Map<MediaKind, Stream> streams) {
    /// One stream of packets.
    ///
    /// @param mid its media section
    /// @param codecs best first, never empty; numbers are unique over all streams
    /// @param extensions ids of header extensions by URI
    /// @param ssrcs null where they were not stated
    public record Stream(
            String mid,
            List<Codec> codecs,
            Map<String, Integer> extensions,
            @Nullable StreamSsrcs ssrcs) {
        public Stream {
            codecs = List.copyOf(codecs);
            extensions = Map.copyOf(extensions);
        }

        /// The id of a header extension, 0 without.
        public int extension(String uri) {
            return extensions.getOrDefault(uri, 0);
        }

        /// The codec of that number, null without.
        public @Nullable Codec codec(int payloadType) {
            for (Codec codec : codecs) {
                if (codec.payloadType() == payloadType) {
                    return codec;
                }
            }
            return null;
        }

        /// The codec whose retransmissions have that number, null without.
        public @Nullable Codec codecOfRtx(int payloadType) {
            for (Codec codec : codecs) {
                if (codec.rtxPayloadType() == payloadType) {
                    return codec;
                }
            }
            return null;
        }

        Stream with(List<Codec> otherCodecs) {
            return new Stream(mid, otherCodecs, extensions, ssrcs);
        }
    }

    public Negotiated {
        streams = Map.copyOf(streams);
    }

    public @Nullable Stream stream(MediaKind kind) {
        return streams.get(kind);
    }

    /// The kind a packet of that number is of, retransmissions included; null for none.
    public @Nullable MediaKind kindOf(int payloadType) {
        for (Map.Entry<MediaKind, Stream> entry : streams.entrySet()) {
            Stream stream = entry.getValue();
            if (stream.codec(payloadType) != null || stream.codecOfRtx(payloadType) != null) {
                return entry.getKey();
            }
        }
        return null;
    }

    /// The same with only the codec that is really sent, so that a viewer is not promised another.
    public Negotiated sending(MediaKind kind, int payloadType) {
        Stream stream = stream(kind);
        Codec codec = stream == null ? null : stream.codec(payloadType);
        return stream == null || codec == null ? this : with(kind, stream.with(List.of(codec)));
    }

    /// The same with the sources that were really seen.
    public Negotiated withSsrcs(MediaKind kind, StreamSsrcs ssrcs) {
        Stream stream = stream(kind);
        return stream == null
                ? this
                : with(kind, new Stream(stream.mid(), stream.codecs(), stream.extensions(), ssrcs));
    }

    private Negotiated with(MediaKind kind, Stream stream) {
        var changed = new EnumMap<MediaKind, Stream>(streams);
        changed.put(kind, stream);
        return new Negotiated(changed);
    }
}
