// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import java.io.IOException;

/// Formats 310 and 311: three 10-bit samples in four bytes. 311 packs them from the lowest bit up;
/// 310 keeps one in bits 1–10 of each byte pair and the third in the top five bits of both.
final class PackedTriples implements SampleDecoder {
    private static final int SAMPLES = 3;

    private final StoredBytes bytes;
    private final boolean pairwise;
    private int position = SAMPLES;
    private long word;

    PackedTriples(StoredBytes bytes, boolean pairwise) {
        this.bytes = bytes;
        this.pairwise = pairwise;
    }

    @Override
    public long next() throws IOException {
        if (position == SAMPLES) {
            word = bytes.unsigned(4);
            if (word == END) {
                return END;
            }
            position = 0;
        }
        return StoredBytes.signExtended(
                pairwise ? ofPairs(position++) : word >> (10 * position++), 10);
    }

    private long ofPairs(int index) {
        long first = word & 0xffff;
        long second = word >> 16;
        return switch (index) {
            case 0 -> first >> 1;
            case 1 -> second >> 1;
            default -> first >> 11 | second >> 11 << 5;
        };
    }
}
