// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.sdp.Codec;
import org.tsunagu.video.sdp.Negotiated;

/// What each of the 128 payload types of one publisher means, found without searching.
final class PayloadTable {
    private final @Nullable Use[] uses = new Use[128];

    /// @param again whether these packets carry lost ones once more
    record Use(MediaKind kind, Codec codec, boolean again) {}

    PayloadTable(Negotiated negotiated) {
        for (Map.Entry<MediaKind, Negotiated.Stream> stream : negotiated.streams().entrySet()) {
            for (Codec codec : stream.getValue().codecs()) {
                uses[codec.payloadType()] = new Use(stream.getKey(), codec, false);
                if (codec.rtxPayloadType() != Codec.NO_RTX) {
                    uses[codec.rtxPayloadType()] = new Use(stream.getKey(), codec, true);
                }
            }
        }
    }

    @Nullable Use of(int payloadType) {
        return uses[payloadType];
    }
}
