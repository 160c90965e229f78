// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.bench;

import java.util.ArrayList;
import java.util.List;
import org.tsunagu.store.block.BlockCodec;
import org.tsunagu.store.block.CorruptBlockException;
import org.tsunagu.telemetry.signal.Samples;

/// The block codec on recordings, in blocks as long as the store makes them. One thread.
public final class CodecBench {
    /// The mean time a bed's samples wait for their block.
    private static final long BLOCK_MICROS = 12_750_000L;

    private static final long WARM_UP_NANOS = 300_000_000L;
    private static final long MEASURED_NANOS = 700_000_000L;

    private CodecBench() {}

    public static List<CodecFigures> run(List<Channel> channels) {
        return channels.stream().map(CodecBench::run).toList();
    }

    private static CodecFigures run(Channel channel) {
        List<Samples> cut = cut(channel);
        List<byte[]> blocks = cut.stream().map(BlockCodec::encode).toList();
        long bytes = blocks.stream().mapToLong(block -> block.length).sum();
        long samples = channel.samples().length();
        repeat(WARM_UP_NANOS, () -> decode(blocks));
        double decoded = repeat(MEASURED_NANOS, () -> decode(blocks)) * samples;
        repeat(WARM_UP_NANOS, () -> cut.forEach(BlockCodec::encode));
        double encoded = repeat(MEASURED_NANOS, () -> cut.forEach(BlockCodec::encode)) * samples;
        return new CodecFigures(
                channel.name(),
                samples,
                (double) bytes / samples,
                2.0 * samples / bytes,
                encoded,
                decoded,
                isExact(cut, blocks));
    }

    private static List<Samples> cut(Channel channel) {
        int length = (int) Math.max(1, channel.rate().samplesIn(BLOCK_MICROS));
        List<Samples> cut = new ArrayList<>();
        for (int from = 0; from < channel.samples().length(); from += length) {
            int to = Math.min(channel.samples().length(), from + length);
            cut.add(channel.samples().slice(from, to));
        }
        return cut;
    }

    private static void decode(List<byte[]> blocks) {
        try {
            for (byte[] block : blocks) {
                BlockCodec.decode(block, new int[BlockCodec.countOf(block)]);
            }
        } catch (CorruptBlockException impossible) {
            throw new IllegalStateException("a block that was just written", impossible);
        }
    }

    private static boolean isExact(List<Samples> cut, List<byte[]> blocks) {
        try {
            for (int i = 0; i < cut.size(); i++) {
                if (!BlockCodec.decode(blocks.get(i)).equals(cut.get(i))) {
                    return false;
                }
            }
            return true;
        } catch (CorruptBlockException broken) {
            return false;
        }
    }

    /// How often a second a step runs.
    private static double repeat(long nanos, Runnable step) {
        long begin = System.nanoTime();
        long runs = 0;
        while (System.nanoTime() - begin < nanos) {
            step.run();
            runs++;
        }
        return runs * 1e9 / (System.nanoTime() - begin);
    }
}
