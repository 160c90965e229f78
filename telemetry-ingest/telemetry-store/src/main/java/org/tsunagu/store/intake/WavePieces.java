// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.signal.Samples;

/// Cutting and joining runs of samples.
final class WavePieces {
    private static final int MOST_SAMPLES = 1 << 16;
    private static final Comparator<WaveBlock> BY_DEVICE_TIME =
            Comparator.comparing((WaveBlock block) -> block.head().source().value())
                    .thenComparing(block -> block.head().firstSampleAt());

    private WavePieces() {}

    /// Cuts an array so that no piece is longer than a block may be.
    static List<SampleArray> of(SampleArray array) {
        int most = Math.clamp(array.rate().samplesIn(WaveHead.LONGEST_MICROS), 1, MOST_SAMPLES);
        int length = array.samples().length();
        if (length <= most) {
            return List.of(array);
        }
        List<SampleArray> pieces = new ArrayList<>();
        for (int from = 0; from < length; from += most) {
            int to = Math.min(length, from + most);
            pieces.add(
                    new SampleArray(
                            array.code(),
                            array.firstSampleAt().plusMicros(array.rate().microsOf(from)),
                            array.rate(),
                            array.gain(),
                            array.offset(),
                            array.unit(),
                            array.samples().slice(from, to)));
        }
        return pieces;
    }

    /// Joins blocks of one code where one goes on in another, so that frames that came out of order
    /// still make long blocks.
    static List<WaveBlock> join(List<WaveBlock> blocks) {
        List<WaveBlock> sorted = new ArrayList<>(blocks);
        sorted.sort(BY_DEVICE_TIME);
        List<WaveBlock> joined = new ArrayList<>();
        for (WaveBlock block : sorted) {
            WaveBlock last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && fits(last.head(), block.head())) {
                joined.set(joined.size() - 1, join(last, block));
            } else {
                joined.add(block);
            }
        }
        return joined;
    }

    private static boolean fits(WaveHead early, WaveHead late) {
        int count = early.count() + late.count();
        return early.isContinuedBy(late)
                && count <= MOST_SAMPLES
                && early.rate().microsOf(count) <= WaveHead.LONGEST_MICROS;
    }

    private static WaveBlock join(WaveBlock early, WaveBlock late) {
        WaveHead head = early.head();
        WaveHead tail = late.head();
        int[] samples = new int[head.count() + tail.count()];
        early.samples().copyTo(0, head.count(), samples, 0);
        late.samples().copyTo(0, tail.count(), samples, head.count());
        long axisMicros = tail.startsAt().microsSince(head.startsAt());
        return new WaveBlock(
                new WaveHead(
                        head.code(),
                        head.source(),
                        head.firstSampleAt(),
                        tail.deviceEndsAt(),
                        head.startOffsetMicros(),
                        tail.endOffsetMicros(),
                        Math.max(head.uncertaintyMicros(), tail.uncertaintyMicros()),
                        head.rate(),
                        axisMicros > 0
                                ? head.count() * 1e6 / axisMicros
                                : head.estimatedRateHertz(),
                        head.gain(),
                        head.offset(),
                        head.unit(),
                        samples.length),
                Samples.of(samples));
    }
}
