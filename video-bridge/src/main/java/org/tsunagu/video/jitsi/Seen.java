// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// What a bridge sees of one endpoint. Bridges tell no events over HTTP; this is read from what
/// they say of themselves for those who look for faults (`/debug/{conference}/{endpoint}`).
///
/// @param packets RTP and RTCP that came from it
/// @param mediaPackets RTP that could be decrypted and was no retransmission
record Seen(
        boolean iceConnected,
        boolean iceFailed,
        boolean dtlsConnected,
        long packets,
        long mediaPackets) {
    private static final String PACKETS = "PacketStreamStats";
    private static final String STATISTICS = "Incoming statistics tracker";

    /// Reads the bridge's answer; null where the endpoint is not in it.
    static @Nullable Seen of(JsonObject answer, String conference, String endpoint) {
        try {
            return read(answer, conference, endpoint);
        } catch (ClassCastException odd) { // another kind of value than there should be
            return null;
        }
    }

    private static @Nullable Seen read(JsonObject answer, String conference, String endpoint) {
        JsonObject seen = answer;
        for (String name : new String[] {"conferences", conference, "endpoints", endpoint}) {
            seen = seen.getValue(name) instanceof JsonObject inner ? inner : null;
            if (seen == null) {
                return null;
            }
        }
        JsonObject ice = seen.getJsonObject("ice_transport", new JsonObject());
        JsonObject dtls = seen.getJsonObject("dtls_transport", new JsonObject());
        JsonObject receiver =
                seen.getJsonObject("transceiver", new JsonObject())
                        .getJsonObject("receiver", new JsonObject());
        return new Seen(
                ice.getBoolean("iceConnected", false),
                ice.getBoolean("iceFailed", false),
                dtls.getBoolean("is_connected", false),
                receiver.getJsonObject(PACKETS, new JsonObject()).getLong("num_input_packets", 0L),
                media(receiver.getJsonObject(STATISTICS, new JsonObject())));
    }

    private static long media(JsonObject statistics) {
        long packets = 0;
        for (String name : statistics.fieldNames()) {
            if (statistics.getValue(name) instanceof JsonObject ssrc) {
                packets += ssrc.getLong("num_received_packets", 0L);
            }
        }
        return packets;
    }
}
