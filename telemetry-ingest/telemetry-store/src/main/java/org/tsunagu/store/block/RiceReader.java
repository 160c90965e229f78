// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.block;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Reads what [RiceWriter] wrote: one unaligned 64-bit load per value.
final class RiceReader {
    /// Zero bytes that must follow the coded bytes in the array.
    static final int PADDING = Long.BYTES;

    private static final VarHandle BIG_ENDIAN_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private RiceReader() {}

    /// Decodes `count` residuals into `residuals` from `start`.
    ///
    /// @return where the code ends, in whole bytes
    /// @param bytes coded bytes from `at`, followed by [#PADDING] bytes
    /// @throws IndexOutOfBoundsException when the code runs beyond the array
    static int read(byte[] bytes, int at, int[] residuals, int start, int count) {
        long bit = (long) at * Byte.SIZE;
        for (int from = 0; from < count; from += RiceWriter.PARTITION) {
            int to = Math.min(count, from + RiceWriter.PARTITION);
            int parameter = (int) (load(bytes, bit) >>> (Long.SIZE - RiceWriter.PARAMETER_BITS));
            bit += RiceWriter.PARAMETER_BITS;
            for (int i = from; i < to; i++) {
                long word = load(bytes, bit);
                int quotient = Long.numberOfLeadingZeros(word);
                int zigzag;
                if (quotient >= RiceWriter.ESCAPE) {
                    zigzag = (int) (word << RiceWriter.ESCAPE >>> Integer.SIZE);
                    bit += RiceWriter.ESCAPE + Integer.SIZE;
                } else {
                    // Two shifts, because a shift by 64 would be one by 0.
                    long rest = (word << (quotient + 1)) >>> 1;
                    zigzag = (quotient << parameter) | (int) (rest >>> (Long.SIZE - 1 - parameter));
                    bit += quotient + 1 + parameter;
                }
                residuals[start + i] = (zigzag >>> 1) ^ -(zigzag & 1);
            }
        }
        return (int) ((bit + Byte.SIZE - 1) / Byte.SIZE);
    }

    private static long load(byte[] bytes, long bit) {
        return (long) BIG_ENDIAN_LONG.get(bytes, (int) (bit >>> 3)) << (bit & 7);
    }
}
