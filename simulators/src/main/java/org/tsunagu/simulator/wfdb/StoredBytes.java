// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import java.io.IOException;
import java.io.InputStream;

/// Integers from a stream of bytes; [SampleDecoder#END] where they end, even in the middle of one.
final class StoredBytes {
    private final InputStream in;

    StoredBytes(InputStream in) {
        this.in = in;
    }

    /// Little endian, not negative.
    long unsigned(int width) throws IOException {
        long value = 0;
        for (int i = 0; i < width; i++) {
            int next = in.read();
            if (next < 0) {
                return SampleDecoder.END;
            }
            value |= (long) next << (8 * i);
        }
        return value;
    }

    /// Little endian, two's complement.
    long signed(int width) throws IOException {
        return signExtended(unsigned(width), 8 * width);
    }

    /// Little endian, half the range added.
    long offsetBinary(int width) throws IOException {
        long value = unsigned(width);
        return value == SampleDecoder.END ? value : value - (1L << (8 * width - 1));
    }

    long bigEndian16() throws IOException {
        long value = unsigned(2);
        return value == SampleDecoder.END ? value : Short.reverseBytes((short) value);
    }

    /// The low `bits` bits as two's complement.
    static long signExtended(long value, int bits) {
        return value == SampleDecoder.END ? value : value << (64 - bits) >> (64 - bits);
    }
}
