// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import java.util.Arrays;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.signal.Samples;

/// A run of samples that still grows, frame by frame. Guarded by the lock of [Buffers].
final class WaveRun {
    /// How far the frames' own times may leave the nominal rate before a new run begins.
    private static final long MOST_DEVIATION_MICROS = 5_000;

    private static final int MOST_SAMPLES = 1 << 16;
    private static final int FIRST_CAPACITY = 256;

    private final SourceId source;
    private final SampleArray first;
    private final ClockStamp firstClock;
    private SampleArray last;
    private ClockStamp lastClock;
    private long uncertaintyMicros;
    private int samplesBeforeLast;
    private short[] narrow = new short[FIRST_CAPACITY];
    private int[] wide = {};
    private boolean isWide;
    private int count;

    WaveRun(SourceId source, SampleArray first, ClockStamp clock) {
        this.source = source;
        this.first = first;
        this.firstClock = clock;
        this.last = first;
        this.lastClock = clock;
        append(first, clock);
    }

    boolean isContinuedBy(SourceId from, SampleArray next, ClockStamp clock) {
        long deviation =
                next.firstSampleAt().micros()
                        - first.firstSampleAt().micros()
                        - first.rate().microsOf(count);
        long seam =
                next.firstSampleAt().micros()
                        - last.firstSampleAt().micros()
                        - first.rate().microsOf(last.samples().length());
        double tolerance = WaveHead.toleranceMicros(first.rate());
        return source.equals(from)
                && first.code().equals(next.code())
                && first.rate().equals(next.rate())
                && first.gain() == next.gain()
                && first.offset() == next.offset()
                && first.unit().equals(next.unit())
                && Math.abs(seam) <= tolerance
                && Math.abs(deviation) <= Math.max(tolerance, MOST_DEVIATION_MICROS)
                && Math.abs(clock.offsetMicros() - lastClock.offsetMicros())
                        <= Math.max(clock.uncertaintyMicros(), lastClock.uncertaintyMicros())
                && count + next.samples().length() <= MOST_SAMPLES
                && first.rate().microsOf(count + next.samples().length())
                        <= WaveHead.LONGEST_MICROS;
    }

    void append(SampleArray next, ClockStamp clock) {
        samplesBeforeLast = count;
        last = next;
        lastClock = clock;
        uncertaintyMicros = Math.max(uncertaintyMicros, clock.uncertaintyMicros());
        Samples samples = next.samples();
        int total = count + samples.length();
        if (!isWide && !samples.fits16()) {
            widen();
        }
        if (isWide) {
            if (wide.length < total) {
                wide = Arrays.copyOf(wide, Math.max(total, wide.length * 2));
            }
            samples.copyTo(0, samples.length(), wide, count);
        } else {
            if (narrow.length < total) {
                narrow = Arrays.copyOf(narrow, Math.max(total, narrow.length * 2));
            }
            for (int i = 0; i < samples.length(); i++) {
                narrow[count + i] = (short) samples.at(i);
            }
        }
        count = total;
    }

    private void widen() {
        isWide = true;
        wide = new int[narrow.length];
        for (int i = 0; i < count; i++) {
            wide[i] = narrow[i];
        }
        narrow = new short[0];
    }

    WaveHead head() {
        return new WaveHead(
                first.code(),
                source,
                first.firstSampleAt(),
                last.endsAt(),
                firstClock.offsetMicros(),
                lastClock.offsetMicros(),
                uncertaintyMicros,
                first.rate(),
                estimatedRateHertz(),
                first.gain(),
                first.offset(),
                first.unit(),
                count);
    }

    /// Copies.
    WaveBlock snapshot() {
        Samples samples =
                isWide
                        ? Samples.of(wide, 0, count)
                        : Samples.ofShorts(Arrays.copyOf(narrow, count));
        return new WaveBlock(head(), samples);
    }

    /// Samples between the first samples of the first and the last frame, over the axis time
    /// between them; the nominal rate while there is only one frame.
    private double estimatedRateHertz() {
        DeviceTime begin = first.firstSampleAt();
        DeviceTime end = last.firstSampleAt();
        long moved = lastClock.offsetMicros() - firstClock.offsetMicros();
        // a model that only gets better within its own uncertainty says nothing about the rate
        long axisMicros =
                end.micros() - begin.micros() + (Math.abs(moved) > uncertaintyMicros ? moved : 0);
        return samplesBeforeLast == 0 || axisMicros <= 0
                ? first.rate().toHertz()
                : samplesBeforeLast * 1e6 / axisMicros;
    }

    long bytes() {
        return 400 + (isWide ? 4L * wide.length : 2L * narrow.length);
    }
}
