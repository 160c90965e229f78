// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a decoder must know before the first picture: the sequence and picture parameter sets of
/// H.264, the latest of each number. Bounded.
final class ParameterSets {
    static final int SEQUENCE = 7;
    static final int PICTURE = 8;

    /// Beyond it a set is not remembered; real ones have ten to a hundred bytes.
    static final int LARGEST = 512;

    static final int MOST = 8;
    private static final int MOST_DESCRIBED = 16;
    private static final int BEFORE_SEQUENCE_ID = 4;

    private final Map<Integer, byte[]> sequences = new LinkedHashMap<>();
    private final Map<Integer, byte[]> pictures = new LinkedHashMap<>();

    /// Takes what a description says, `sprop-parameter-sets` in base64; what cannot be read is
    /// passed over, the stream may still carry it itself.
    void putDescribed(String sets) {
        for (String set : sets.split(",", MOST_DESCRIBED)) {
            try {
                byte[] unit = Base64.getDecoder().decode(set.strip());
                put(unit, 0, unit.length);
            } catch (IllegalArgumentException _) {
                return;
            }
        }
    }

    private static boolean isSet(int type) {
        return type == SEQUENCE || type == PICTURE;
    }

    /// Takes a unit; what is no set is passed over.
    void put(byte[] b, int off, int len) {
        int type = len == 0 ? 0 : b[off] & 0x1F;
        if (!isSet(type) || len > LARGEST) {
            return;
        }
        Map<Integer, byte[]> into = type == SEQUENCE ? sequences : pictures;
        int from = off + (type == SEQUENCE ? BEFORE_SEQUENCE_ID : 1);
        int id = new Bits(b, Math.min(from, off + len), off + len).unsigned();
        if (into.size() < MOST || into.containsKey(id)) {
            into.put(id, Arrays.copyOfRange(b, off, off + len));
        }
    }

    /// Sequence parameter sets first; empty unless both kinds are known.
    List<byte[]> all() {
        if (sequences.isEmpty() || pictures.isEmpty()) {
            return List.of();
        }
        List<byte[]> all = new ArrayList<>(sequences.values());
        all.addAll(pictures.values());
        return all;
    }
}
