// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

/// Reads the first numbers of an H.264 unit (ITU-T H.264, section 9.1: Exp-Golomb codes). They come
/// before anything that would need emulation prevention.
final class Bits {
    private static final int MOST_ZEROS = 16;

    private final byte[] b;
    private final int endBit;
    private int bit;

    Bits(byte[] b, int from, int to) {
        this.b = b;
        this.bit = 8 * from;
        this.endBit = 8 * to;
    }

    /// ue(v); 0 where the bytes end or the number is none.
    int unsigned() {
        int zeros = 0;
        while (zeros <= MOST_ZEROS && next() == 0) {
            zeros++;
        }
        if (zeros > MOST_ZEROS) {
            return 0;
        }
        int value = 1;
        for (int i = 0; i < zeros; i++) {
            value = (value << 1) | next();
        }
        return value - 1;
    }

    private int next() {
        if (bit >= endBit) {
            return 0;
        }
        int value = (b[bit / 8] >> (7 - bit % 8)) & 1;
        bit++;
        return value;
    }
}
