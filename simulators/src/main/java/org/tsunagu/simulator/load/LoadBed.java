// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.load;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tsunagu.simulator.device.BedContent;
import org.tsunagu.simulator.device.EncodedFrame;
import org.tsunagu.simulator.device.FrameEncoder;
import org.tsunagu.simulator.device.Measured;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.signal.Samples;
import org.tsunagu.telemetry.ward.BedId;

/// One bed under load: ten frames a second, each with two of twenty numerics and 25 samples of each
/// of four waveforms. The ten frames of a second are encoded once and sent again and again at new
/// times, so that the sender costs little of what it shares the machine with.
final class LoadBed {
    static final long FRAME_MICROS = 100_000;
    static final int FRAMES = 10;
    static final int NUMERICS_PER_FRAME = 2;
    static final int SAMPLES_PER_WAVE = 25;

    private static final SampleRate RATE = SampleRate.hertz(250);
    private static final List<Integer> WAVES = List.of(131_330, 131_395, 150_036, 150_452);
    private static final List<Integer> NUMERICS =
            List.of(
                    147_842, 150_456, 151_562, 150_037, 150_038, 150_039, 149_530, 150_344, 150_087,
                    150_488, 150_021, 150_022, 150_023, 150_045, 150_046, 150_047, 151_594, 151_712,
                    151_716, 148_066);

    private final List<EncodedFrame> frames;
    private int next;

    LoadBed(BedId bed, long seed) {
        var random = new SplittableRandom(seed);
        List<EncodedFrame> encoded = new ArrayList<>();
        for (int frame = 0; frame < FRAMES; frame++) {
            encoded.add(FrameEncoder.frame(content(bed, frame, random)));
        }
        frames = List.copyOf(encoded);
    }

    /// The next frame, taken at `firstSampleMicros`.
    EncodedFrame next(long firstSampleMicros) {
        EncodedFrame frame = frames.get(next).at(new DeviceTime(firstSampleMicros));
        next = (next + 1) % FRAMES;
        return frame;
    }

    private static BedContent content(BedId bed, int frame, SplittableRandom random) {
        var anyTime = new DeviceTime(0);
        List<Measured> numerics = new ArrayList<>();
        for (int i = 0; i < NUMERICS_PER_FRAME; i++) {
            var code = MetricCode.mdc(NUMERICS.get(frame * NUMERICS_PER_FRAME + i));
            var reading = new Reading.Value(random.nextInt(40, 140), 0);
            numerics.add(new Measured(code, anyTime, reading, "1", 1_000_000));
        }
        List<SampleArray> waves = new ArrayList<>();
        for (int number : WAVES) {
            int[] samples = new int[SAMPLES_PER_WAVE];
            for (int i = 0; i < samples.length; i++) {
                double phase = (frame * SAMPLES_PER_WAVE + i) / 250.0;
                double value = 800 * Math.pow(Math.sin(Math.PI * phase), 6);
                samples[i] = (int) Math.round(value + 4 * random.nextGaussian());
            }
            waves.add(
                    new SampleArray(
                            MetricCode.mdc(number),
                            anyTime,
                            RATE,
                            0.005,
                            0,
                            "mV",
                            Samples.of(samples)));
        }
        return new BedContent(bed, null, numerics, waves, List.of(), List.of());
    }
}
