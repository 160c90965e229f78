// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Writes CBOR items (RFC 8949) one after the other into a growing array.
final class CborBytes {
    private static final int UNSIGNED = 0x00;
    private static final int NEGATIVE = 0x20;
    private static final int BYTES = 0x40;
    private static final int TEXT = 0x60;
    private static final int ARRAY = 0x80;
    private static final int MAP = 0xa0;
    private static final int TAG = 0xc0;
    private static final int FLOAT_64 = 0xfb;
    private static final int IN_8_BYTES = 27;

    private byte[] bytes = new byte[512];
    private int length;

    /// An integer in the shortest form.
    CborBytes integer(long value) {
        return value >= 0 ? head(UNSIGNED, value) : head(NEGATIVE, -1 - value);
    }

    /// An integer that always takes nine bytes, so that it can be overwritten with
    /// [#putWideInteger]. Returns where it begins.
    int wideInteger(long value) {
        room(9);
        int at = length;
        putWideInteger(bytes, at, value);
        length += 9;
        return at;
    }

    static void putWideInteger(byte[] target, int at, long value) {
        target[at] = (byte) ((value >= 0 ? UNSIGNED : NEGATIVE) | IN_8_BYTES);
        putBigEndian(target, at + 1, value >= 0 ? value : -1 - value, 8);
    }

    CborBytes float64(double value) {
        room(9);
        bytes[length] = (byte) FLOAT_64;
        putBigEndian(bytes, length + 1, Double.doubleToRawLongBits(value), 8);
        length += 9;
        return this;
    }

    CborBytes text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        head(TEXT, utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
        return this;
    }

    CborBytes array(int items) {
        return head(ARRAY, items);
    }

    CborBytes map(int pairs) {
        return head(MAP, pairs);
    }

    CborBytes tag(int number) {
        return head(TAG, number);
    }

    /// Begins a byte string of `count` bytes, to be filled with [#littleEndian].
    CborBytes byteString(int count) {
        head(BYTES, count);
        room(count);
        return this;
    }

    /// The lowest `width` bytes of `value`, lowest first, inside a byte string.
    void littleEndian(int value, int width) {
        for (int i = 0; i < width; i++) {
            bytes[length++] = (byte) (value >> (8 * i));
        }
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, length);
    }

    private CborBytes head(int majorType, long argument) {
        room(9);
        if (argument < 24) {
            bytes[length++] = (byte) (majorType | argument);
            return this;
        }
        int exponent =
                argument < 1L << 8 ? 0 : argument < 1L << 16 ? 1 : argument < 1L << 32 ? 2 : 3;
        bytes[length++] = (byte) (majorType | (24 + exponent));
        putBigEndian(bytes, length, argument, 1 << exponent);
        length += 1 << exponent;
        return this;
    }

    private static void putBigEndian(byte[] target, int at, long value, int width) {
        for (int i = 0; i < width; i++) {
            target[at + i] = (byte) (value >>> (8 * (width - 1 - i)));
        }
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
