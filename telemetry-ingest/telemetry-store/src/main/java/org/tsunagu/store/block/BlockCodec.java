// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.block;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32C;
import org.tsunagu.telemetry.signal.Samples;

/// One waveform block as bytes, lossless for every 32-bit integer.
///
/// Layout, version 1, big endian: version (1 byte), number of samples (4), one section or more (see
/// [Section]), CRC-32C of everything before (4).
///
/// Thread-safe; golden blocks of every release decode for ever.
public final class BlockCodec {
    public static final byte VERSION = 1;

    /// More samples than this are no block.
    public static final int MOST_SAMPLES = 1 << 20;

    private static final int HEADER_BYTES = 5;
    private static final int CHECKSUM_BYTES = 4;

    private BlockCodec() {}

    /// Encodes 1 to [#MOST_SAMPLES] samples.
    public static byte[] encode(Samples samples) {
        int count = samples.length();
        if (count == 0 || count > MOST_SAMPLES) {
            throw new IllegalArgumentException(count + " samples are no block");
        }
        byte[] sections = Section.encode(samples.toInts());
        byte[] block = new byte[HEADER_BYTES + sections.length + CHECKSUM_BYTES];
        ByteBuffer out = ByteBuffer.wrap(block).put(VERSION).putInt(count).put(sections);
        out.putInt(checksum(block, block.length - CHECKSUM_BYTES));
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

    /// Number of samples the header states, once the checksum was found right.
    ///
    /// @throws CorruptBlockException when the bytes are not what [#encode] wrote
    public static int countOf(byte[] block) throws CorruptBlockException {
        if (block.length < HEADER_BYTES + CHECKSUM_BYTES) {
            throw new CorruptBlockException("block of " + block.length + " bytes");
        }
        ByteBuffer in = ByteBuffer.wrap(block);
        int end = block.length - CHECKSUM_BYTES;
        int count = in.getInt(1);
        if (in.get(0) != VERSION) {
            throw new CorruptBlockException("block version " + in.get(0));
        }
        // A coded sample takes at least one bit: bounds what a damaged count can make us allocate.
        if (count <= 0 || count > MOST_SAMPLES || count > (long) block.length * Byte.SIZE) {
            throw new CorruptBlockException(count + " samples in " + block.length + " bytes");
        }
        if (in.getInt(end) != checksum(block, end)) {
            throw new CorruptBlockException("checksum of a block does not match");
        }
        return count;
    }

    /// Decodes into `values`, which holds exactly [#countOf] values.
    ///
    /// @throws CorruptBlockException when the bytes are not what [#encode] wrote
    public static void decode(byte[] block, int[] values) throws CorruptBlockException {
        int end = block.length - CHECKSUM_BYTES;
        byte[] padded = Arrays.copyOf(block, block.length + RiceReader.PADDING);
        int at = HEADER_BYTES;
        int from = 0;
        try {
            while (from < values.length) {
                Section.Reached reached = Section.decode(padded, at, values, from);
                at = reached.at();
                from += reached.samples();
            }
        } catch (IndexOutOfBoundsException beyond) {
            throw new CorruptBlockException("code runs beyond the block");
        }
        if (at != end) {
            throw new CorruptBlockException("code ends at " + at + ", the block at " + end);
        }
    }

    private static int checksum(byte[] block, int length) {
        var crc = new CRC32C();
        crc.update(block, 0, length);
        return (int) crc.getValue();
    }
}
