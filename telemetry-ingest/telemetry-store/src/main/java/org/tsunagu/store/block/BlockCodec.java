// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.block;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.tsunagu.telemetry.signal.Samples;

/// One waveform block as bytes, lossless for every 32-bit integer.
///
/// Layout, version 1, big endian: version (1 byte), predictor order (1), number of samples (4),
/// step (4, see below), Golomb-Rice code of the residuals, CRC-32C of everything before (4). When
/// all samples differ by multiples of a common step (12-bit converters scaled to 16 bits), the
/// first sample stands in the residuals as a whole and the others are divided by that step before
/// prediction.
///
/// Thread-safe; golden blocks of every release decode for ever.
public final class BlockCodec {
    public static final byte VERSION = 1;

    /// More samples than this are no block.
    public static final int MOST_SAMPLES = 1 << 20;

    private static final int HEADER_BYTES = 14;
    private static final int CHECKSUM_BYTES = 4;
    private static final int TYPICAL_BITS_PER_SAMPLE = 8;

    private BlockCodec() {}

    /// Encodes 1 to [#MOST_SAMPLES] samples.
    public static byte[] encode(Samples samples) {
        int count = samples.length();
        if (count == 0 || count > MOST_SAMPLES) {
            throw new IllegalArgumentException(count + " samples are no block");
        }
        int[] values = samples.toInts();
        int first = values[0];
        int step = commonStep(values);
        for (int i = 0; i < count; i++) {
            values[i] = step == 1 ? values[i] - first : (int) (((long) values[i] - first) / step);
        }
        int order = Predictor.bestOrder(values, count);
        Predictor.difference(values, count, order);
        byte[] start = new byte[HEADER_BYTES + count * TYPICAL_BITS_PER_SAMPLE / Byte.SIZE + 64];
        ByteBuffer.wrap(start)
                .put(VERSION)
                .put((byte) order)
                .putInt(count)
                .putInt(step)
                .putInt(first);
        var writer = new RiceWriter(start, HEADER_BYTES);
        writer.write(values, count);
        byte[] block = Arrays.copyOf(writer.buffer(), writer.length() + CHECKSUM_BYTES);
        ByteBuffer.wrap(block).putInt(writer.length(), checksum(block));
        return block;
    }

    /// Decodes a block.
    ///
    /// @throws CorruptBlockException when the bytes are not what [#encode] wrote
    public static Samples decode(byte[] block) throws CorruptBlockException {
        int[] values = new int[countOf(block)];
        decode(block, values);
        return Samples.of(values);
    }

    /// Number of samples the header states.
    ///
    /// @throws CorruptBlockException when the bytes are not what [#encode] wrote
    public static int countOf(byte[] block) throws CorruptBlockException {
        if (block.length < HEADER_BYTES + CHECKSUM_BYTES) {
            throw new CorruptBlockException("block of " + block.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(block);
        byte version = in.get();
        int order = in.get();
        int count = in.getInt();
        if (version != VERSION || order < 0 || order > Predictor.HIGHEST_ORDER) {
            throw new CorruptBlockException("block version " + version + ", order " + order);
        }
        // A coded sample takes at least one bit: bounds what a damaged count can make us allocate.
        if (count <= 0 || count > MOST_SAMPLES || count > (long) block.length * Byte.SIZE) {
            throw new CorruptBlockException(count + " samples in " + block.length + " bytes");
        }
        if (in.getInt(block.length - CHECKSUM_BYTES) != checksum(block)) {
            throw new CorruptBlockException("checksum of a block does not match");
        }
        return count;
    }

    /// Decodes into `values`, which holds exactly [#countOf] values.
    ///
    /// @throws CorruptBlockException when the bytes are not what [#encode] wrote
    public static void decode(byte[] block, int[] values) throws CorruptBlockException {
        int order = block[1];
        ByteBuffer in = ByteBuffer.wrap(block);
        int step = in.getInt(6);
        int first = in.getInt(10);
        byte[] padded = Arrays.copyOf(block, block.length + RiceReader.PADDING);
        try {
            RiceReader.read(padded, HEADER_BYTES, values, values.length);
        } catch (IndexOutOfBoundsException beyond) {
            throw new CorruptBlockException("code runs beyond the block");
        }
        Predictor.integrate(values, values.length, order);
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] * step + first;
        }
    }

    /// Greatest common divisor of all differences to the first sample; 1 when it exceeds an int.
    private static int commonStep(int[] values) {
        long divisor = 0;
        for (int value : values) {
            long distance = Math.abs((long) value - values[0]);
            while (distance != 0) {
                long rest = divisor % distance;
                divisor = distance;
                distance = rest;
            }
            if (divisor == 1) {
                return 1;
            }
        }
        return divisor == 0 || divisor > Integer.MAX_VALUE ? 1 : (int) divisor;
    }

    private static int checksum(byte[] block) {
        var crc = new CRC32C();
        crc.update(block, 0, block.length - CHECKSUM_BYTES);
        return (int) crc.getValue();
    }
}
