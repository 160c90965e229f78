// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store;

import java.util.ArrayList;
import java.util.List;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.GapReason;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.signal.Samples;
import org.tsunagu.telemetry.ward.BedId;

/// Frames of a bed with a heart rate and an arterial pressure of 125 Hz, a second each, on a device
/// clock that is 24 minutes slow.
public final class Frames {
    public static final MetricCode HEART_RATE = MetricCode.mdc(147842);
    public static final MetricCode PRESSURE = MetricCode.mdc(150036);
    public static final SampleRate RATE = SampleRate.hertz(125);
    public static final long SECOND = 1_000_000L;
    public static final long OFFSET = 24 * 60 * SECOND;

    private final BedId bed;
    private final SourceId source;
    private final long epoch;
    private final long startMicros;

    /// @param start of second 0 on the axis
    public Frames(String bed, String source, long epoch, AxisTime start) {
        this.bed = new BedId(bed);
        this.source = new SourceId(source);
        this.epoch = epoch;
        this.startMicros = start.micros();
    }

    public BedId bed() {
        return bed;
    }

    public AxisTime at(long second) {
        return new AxisTime(startMicros + second * SECOND);
    }

    /// What the pressure's sample of an index is.
    public static int sample(long index) {
        double beat = Math.sin(index * 2 * Math.PI / 100);
        return (int) Math.round(2_000 + 600 * beat + 80 * Math.sin(index * 0.7) + index % 3);
    }

    public static double rate(long second) {
        return 60 + second % 40;
    }

    public BedFrame second(long second) {
        return second(second, second + 1, List.of());
    }

    public BedFrame second(long second, long sequence, List<Gap> gaps) {
        int[] samples = new int[125];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = sample(second * 125 + i);
        }
        var at = new DeviceTime(startMicros + second * SECOND - OFFSET);
        var numeric =
                new Numeric(HEART_RATE, at, new Reading.Value(rate(second), 0), "/min", 5 * SECOND);
        var waveform =
                new SampleArray(PRESSURE, at, RATE, 0.05, -20, "mm[Hg]", Samples.of(samples));
        return new BedFrame(
                new EventId.Sequenced(source, epoch, sequence),
                bed,
                SourceKind.DEVICE_STREAM,
                at.plusMicros(SECOND),
                new ArrivalTime(startMicros + (second + 1) * SECOND),
                new ClockStamp(OFFSET, 2_000),
                null,
                List.of(numeric),
                List.of(waveform),
                List.of(),
                gaps);
    }

    /// A second whose numeric is given.
    public BedFrame withValue(long second, double value) {
        BedFrame frame = second(second);
        Numeric numeric = frame.numerics().getFirst();
        return new BedFrame(
                frame.id(),
                frame.bed(),
                frame.kind(),
                frame.sentAt(),
                frame.arrivedAt(),
                frame.clock(),
                null,
                List.of(
                        new Numeric(
                                numeric.code(),
                                numeric.measuredAt(),
                                new Reading.Value(value, 0),
                                numeric.unit(),
                                numeric.staleAfterMicros())),
                frame.waveforms(),
                List.of(),
                List.of());
    }

    public Gap gap(long fromSecond, long toSecond, GapReason reason) {
        return new Gap(
                null,
                new DeviceTime(startMicros + fromSecond * SECOND - OFFSET),
                new DeviceTime(startMicros + toSecond * SECOND - OFFSET),
                reason);
    }

    public List<BedFrame> seconds(long from, long to) {
        List<BedFrame> frames = new ArrayList<>();
        for (long second = from; second < to; second++) {
            frames.add(second(second));
        }
        return frames;
    }
}
