// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.block;

import java.util.Arrays;

/// Writes residuals in adaptive Golomb-Rice code: partitions of [#PARTITION] values, each with its
/// own parameter. A value whose quotient would be [#ESCAPE] or more is written plainly after the
/// escape, so that no value takes more than 56 bits and one 64-bit load holds any.
final class RiceWriter {
    static final int PARTITION = 64;
    static final int PARAMETER_BITS = 5;
    static final int ESCAPE = 24;
    private static final int PLAIN_BITS = Integer.SIZE;
    private static final int LARGEST_PARAMETER = 31;

    private byte[] bytes;
    private int length;
    private long pending;
    private int pendingBits;

    RiceWriter(byte[] bytes, int length) {
        this.bytes = bytes;
        this.length = length;
    }

    void write(int[] residuals, int count) {
        for (int from = 0; from < count; from += PARTITION) {
            int to = Math.min(count, from + PARTITION);
            int parameter = bestParameter(residuals, from, to);
            put(parameter, PARAMETER_BITS);
            for (int i = from; i < to; i++) {
                writeValue(zigzag(residuals[i]), parameter);
            }
        }
        put(0, (Byte.SIZE - pendingBits % Byte.SIZE) % Byte.SIZE);
        drain();
    }

    /// The buffer, at least [#length()] long.
    byte[] buffer() {
        return bytes;
    }

    int length() {
        return length;
    }

    private void writeValue(int zigzag, int parameter) {
        int quotient = zigzag >>> parameter;
        if (Integer.compareUnsigned(quotient, ESCAPE) >= 0) {
            put(0, ESCAPE);
            put(zigzag & 0xffff_ffffL, PLAIN_BITS);
        } else {
            put(1, quotient + 1);
            put(zigzag & ((1L << parameter) - 1), parameter);
        }
    }

    private static int bestParameter(int[] residuals, int from, int to) {
        long sum = 0;
        for (int i = from; i < to; i++) {
            sum += zigzag(residuals[i]) & 0xffff_ffffL;
        }
        long mean = sum / (to - from);
        int guess = Math.min(LARGEST_PARAMETER, Long.SIZE - Long.numberOfLeadingZeros(mean));
        int best = guess;
        long bestBits = Long.MAX_VALUE;
        for (int parameter = Math.max(0, guess - 2); parameter <= guess; parameter++) {
            long bits = bits(residuals, from, to, parameter);
            if (bits < bestBits) {
                bestBits = bits;
                best = parameter;
            }
        }
        return best;
    }

    private static long bits(int[] residuals, int from, int to, int parameter) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            int quotient = zigzag(residuals[i]) >>> parameter;
            bits +=
                    Integer.compareUnsigned(quotient, ESCAPE) >= 0
                            ? ESCAPE + PLAIN_BITS
                            : quotient + 1 + parameter;
        }
        return bits;
    }

    static int zigzag(int value) {
        return (value << 1) ^ (value >> 31);
    }

    /// Appends the low `count` bits, at most 32 at once.
    private void put(long value, int count) {
        pending = (pending << count) | value;
        pendingBits += count;
        if (pendingBits >= Integer.SIZE) {
            drain();
        }
    }

    private void drain() {
        if (bytes.length - length < Long.BYTES) {
            bytes = Arrays.copyOf(bytes, bytes.length * 2);
        }
        while (pendingBits >= Byte.SIZE) {
            pendingBits -= Byte.SIZE;
            bytes[length++] = (byte) (pending >>> pendingBits);
        }
    }
}
