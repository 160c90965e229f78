// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.SequenceRanges;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.GapReason;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.ward.BedId;

/// What the gateway knows of one epoch of one source, over all its connections: which frames are
/// kept, which are on their way, where numbers are missing. Belongs to the gateway's event loop.
public final class EpochLedger {
    /// Time holes shorter than this are jitter of the device's stamps.
    private static final long SMALLEST_HOLE_MICROS = 1_000;

    private static final int MOST_BEDS = 2_000;

    /// Where the data of one bed ended, and how many holes had been met by then.
    private record Trail(long endMicros, long holes) {}

    private final long sessionEpoch;
    private final SequenceRanges kept = new SequenceRanges();
    private final Map<Long, Future<?>> onTheirWay = new HashMap<>();
    private final Map<BedId, Trail> trails = new HashMap<>();
    private long highest;
    private long holes;

    EpochLedger(long sessionEpoch) {
        this.sessionEpoch = sessionEpoch;
    }

    public long sessionEpoch() {
        return sessionEpoch;
    }

    /// The lowest number wanted: the one after the first unbroken run that is kept.
    long next() {
        var ranges = kept.ranges();
        return ranges.isEmpty() ? 1 : ranges.getFirst().to() + 1;
    }

    boolean isKept(long sequence) {
        return kept.contains(sequence);
    }

    /// The append of a frame that came before and is not durable yet, or null.
    @Nullable Future<?> onItsWay(long sequence) {
        return onTheirWay.get(sequence);
    }

    /// Whether one number more can be remembered.
    boolean accepts(long sequence) {
        return kept.accepts(sequence);
    }

    /// Notes the number of a new frame.
    ///
    /// @return how many numbers before it were left out
    long met(long sequence) {
        long missed = highest == 0 || sequence <= highest + 1 ? 0 : sequence - highest - 1;
        highest = Math.max(highest, sequence);
        if (missed > 0) {
            holes++;
        }
        return missed;
    }

    void sent(long sequence, Future<?> durable) {
        onTheirWay.put(sequence, durable);
    }

    /// A frame is in the journal, or will never be wanted again.
    void settled(long sequence) {
        onTheirWay.remove(sequence);
        if (kept.accepts(sequence)) {
            kept.add(sequence);
        }
    }

    /// A frame was not kept: it is wanted again.
    void lost(long sequence) {
        onTheirWay.remove(sequence);
    }

    /// The stretch this bed has no data for because numbers were left out, up to the beginning of
    /// this frame; null when there is none. Notes where this frame's data ends.
    public @Nullable Gap lostBefore(
            BedId bed, List<SampleArray> waveforms, List<Numeric> numerics) {
        long begin = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (SampleArray wave : waveforms) {
            begin = Math.min(begin, wave.firstSampleAt().micros());
            end = Math.max(end, wave.endsAt().micros());
        }
        boolean waves = begin != Long.MAX_VALUE;
        for (Numeric numeric : numerics) {
            // where there are waveforms they say which stretch is covered; numerics may be older
            begin = waves ? begin : Math.min(begin, numeric.measuredAt().micros());
            end = waves ? end : Math.max(end, numeric.measuredAt().micros());
        }
        if (begin == Long.MAX_VALUE) {
            return null;
        }
        Trail before = trails.get(bed);
        if (before != null || trails.size() < MOST_BEDS) {
            trails.put(bed, new Trail(end, holes));
        }
        if (before == null
                || before.holes == holes
                || begin - before.endMicros < SMALLEST_HOLE_MICROS) {
            return null;
        }
        return new Gap(
                null,
                new DeviceTime(before.endMicros),
                new DeviceTime(begin),
                GapReason.FRAMES_LOST);
    }
}
