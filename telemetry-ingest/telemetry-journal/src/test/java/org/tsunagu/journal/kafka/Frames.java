// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.signal.Samples;
import org.tsunagu.telemetry.ward.BedId;

/// Frames as a bedside gateway sends them.
final class Frames {
    private static final int WAVES = 4;
    private static final int HERTZ = 250;

    private Frames() {}

    static long nowMicros() {
        return System.currentTimeMillis() * 1_000;
    }

    static BedFrame small(String bed, long sequence) {
        return small(bed, sequence, nowMicros());
    }

    static BedFrame small(String bed, long sequence, long arrivedMicros) {
        return frame(
                bed, sequence, arrivedMicros, List.of(heartRate(arrivedMicros, 72)), List.of());
    }

    /// 100 ms of one bed: two numerics and four waves of 250 Hz, with the slow swing and the noise
    /// of real ones.
    static BedFrame typical(String bed, long sequence, long arrivedMicros, Random random) {
        return frame(
                bed,
                sequence,
                arrivedMicros,
                List.of(
                        heartRate(arrivedMicros, 60 + random.nextInt(40)),
                        heartRate(arrivedMicros, 90 + random.nextInt(9))),
                IntStream.range(0, WAVES)
                        .mapToObj(wave -> wave(wave, sequence, arrivedMicros, random))
                        .toList());
    }

    /// A frame that encodes to about so many bytes.
    static BedFrame large(String bed, long sequence, int samples) {
        int[] values = new Random(sequence).ints(samples, -30_000, 30_000).toArray();
        return frame(
                bed,
                sequence,
                nowMicros(),
                List.of(),
                List.of(array(0, nowMicros(), Samples.of(values))));
    }

    private static BedFrame frame(
            String bed,
            long sequence,
            long arrivedMicros,
            List<Numeric> numerics,
            List<SampleArray> waves) {
        return new BedFrame(
                new EventId.Sequenced(new SourceId("gateway-" + bed), 1, sequence),
                new BedId(bed),
                SourceKind.DEVICE_STREAM,
                new DeviceTime(arrivedMicros - 5_000),
                new ArrivalTime(arrivedMicros),
                new ClockStamp(4_000, 2_000),
                null,
                numerics,
                waves,
                List.of(),
                List.of());
    }

    private static Numeric heartRate(long atMicros, int value) {
        return new Numeric(
                MetricCode.mdc(147_842),
                new DeviceTime(atMicros),
                new Reading.Value(value, 0),
                "/min",
                5_000_000);
    }

    private static SampleArray wave(int wave, long sequence, long atMicros, Random random) {
        int[] values = new int[HERTZ / 10];
        for (int i = 0; i < values.length; i++) {
            double t = (sequence * values.length + i) / (double) HERTZ;
            values[i] =
                    (int) Math.round(800 * Math.sin(t * 7.5 + wave) + 12 * random.nextGaussian());
        }
        return array(wave, atMicros, Samples.of(values));
    }

    private static SampleArray array(int wave, long atMicros, Samples samples) {
        return new SampleArray(
                MetricCode.mdc(131_329 + wave),
                new DeviceTime(atMicros),
                SampleRate.hertz(HERTZ),
                0.005,
                0,
                "mV",
                samples);
    }
}
