// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.sdp;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One media section the other side wrote.
public final class RemoteSection {
    private static final int LARGEST_ONE_BYTE_ID = 14;

    private final String media;
    private final boolean rejected;
    private String mid = "";
    private final Map<Integer, String> codecs = new LinkedHashMap<>();
    private final Map<Integer, String> parameters = new HashMap<>();
    private final Map<Integer, Integer> rtxOf = new HashMap<>();
    private final Map<Extension, Integer> extensions = new EnumMap<>(Extension.class);
    private boolean transportFeedback;

    RemoteSection(String media, boolean rejected) {
        this.media = media;
        this.rejected = rejected;
    }

    String media() {
        return media;
    }

    String mid() {
        return mid;
    }

    boolean isVideo() {
        return media.equals("video") && !rejected;
    }

    void attribute(String name, String value) {
        String[] words = value.split(" ", 2);
        String rest = words.length > 1 ? words[1] : "";
        switch (name) {
            case "mid" -> mid = value;
            case "rtpmap" -> codecs.put(number(words[0]), rest.split("/", 2)[0]);
            case "fmtp" -> format(number(words[0]), rest);
            case "extmap" -> extension(number(words[0].split("/", 2)[0]), rest.split(" ", 2)[0]);
            case "rtcp-fb" -> transportFeedback |= rest.equals("transport-cc");
            default -> {} // nothing a sender or receiver of one stream needs
        }
    }

    private void format(int payloadType, String text) {
        parameters.put(payloadType, text.toLowerCase(Locale.ROOT));
        if (text.startsWith("apt=")) {
            rtxOf.put(number(text.substring("apt=".length()).split("[; ]", 2)[0]), payloadType);
        }
    }

    private void extension(int id, String uri) {
        for (Extension known : Extension.values()) {
            if (known.uri().equals(uri) && id <= LARGEST_ONE_BYTE_ID) {
                extensions.put(known, id);
            }
        }
    }

    /// What this section says of the stream, null where it does not take the codec.
    @Nullable StreamNumbers numbers(VideoCodec codec) {
        for (Map.Entry<Integer, String> entry : codecs.entrySet()) {
            int payloadType = entry.getKey();
            if (entry.getValue().equalsIgnoreCase(codec.sdpName()) && fits(codec, payloadType)) {
                return new StreamNumbers(
                        mid,
                        codec,
                        payloadType,
                        rtxOf.getOrDefault(payloadType, StreamNumbers.NO_RTX),
                        extensions,
                        transportFeedback);
            }
        }
        return null;
    }

    private boolean fits(VideoCodec codec, int payloadType) {
        return codec != VideoCodec.H264
                || parameters.getOrDefault(payloadType, "").contains("packetization-mode=1");
    }

    private static int number(String word) {
        return Integer.parseInt(word);
    }
}
