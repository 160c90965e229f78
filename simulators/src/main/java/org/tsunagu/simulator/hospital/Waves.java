// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.hospital;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.tsunagu.simulator.device.DeviceClock;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.signal.Samples;

/// Synthesises a monitor's waveforms beat by beat, sample after sample from its start on.
final class Waves {
    /// What the monitor shows: samples every so many eighths of a millisecond.
    enum Channel {
        ECG_II(131_330, 32, 0.005, "mV"),
        ECG_V(131_395, 32, 0.005, "mV"),
        ABP(150_036, 64, 0.1, "mm[Hg]"),
        PLETH(150_452, 64, 0.0005, "1"),
        RESP(151_780, 128, 0.001, "Ohm");

        private static final int TICKS_PER_SECOND = 8_000;

        private final int number;
        private final int periodTicks;
        private final double step;
        private final String unit;

        Channel(int number, int periodTicks, double step, String unit) {
            this.number = number;
            this.periodTicks = periodTicks;
            this.step = step;
            this.unit = unit;
        }

        MetricCode code() {
            return MetricCode.mdc(number);
        }

        SampleRate rate() {
            return new SampleRate(TICKS_PER_SECOND, periodTicks);
        }
    }

    private static final double ABP_DELAY_SECONDS = 0.18;
    private static final double PLETH_DELAY_SECONDS = 0.32;
    private static final int MOST_SAMPLES = 5_000;

    private final long startMicros;
    private final DeviceClock clock;
    private final HeartBeats beats;
    private final SplittableRandom noise;
    private final Map<Channel, Long> done = new EnumMap<>(Channel.class);
    private double breathPhase;
    private double breathSeconds;

    Waves(long startMicros, DeviceClock clock, long seed) {
        this.startMicros = startMicros;
        this.clock = clock;
        this.beats = new HeartBeats(seed);
        this.noise = new SplittableRandom(~seed);
    }

    /// The samples complete by `nowMicros` that were not handed out before.
    List<SampleArray> until(long nowMicros, Vitals vitals) {
        double seconds = (nowMicros - startMicros) / 1e6;
        breathPhase += (seconds - breathSeconds) * vitals.respirationRate() / 60;
        breathSeconds = seconds;
        beats.until(seconds, vitals, breathPhase);
        List<SampleArray> arrays = new ArrayList<>();
        for (Channel channel : Channel.values()) {
            long total = (long) ((nowMicros - startMicros) * channel.rate().toHertz() / 1e6);
            long first = Math.max(done.getOrDefault(channel, 0L), total - MOST_SAMPLES);
            if (total > first) {
                arrays.add(array(channel, first, (int) (total - first), vitals));
                done.put(channel, total);
            }
        }
        return arrays;
    }

    private SampleArray array(Channel channel, long first, int count, Vitals vitals) {
        SampleRate rate = channel.rate();
        double hertz = rate.toHertz();
        int[] samples = new int[count];
        for (int i = 0; i < count; i++) {
            double at = (first + i) / hertz;
            samples[i] = (int) Math.round(value(channel, at, vitals) / channel.step);
        }
        return new SampleArray(
                channel.code(),
                clock.at(startMicros + rate.microsOf(first)),
                rate,
                channel.step,
                0,
                channel.unit,
                Samples.of(samples));
    }

    private double value(Channel channel, double at, Vitals vitals) {
        double breath = breathPhase + (at - breathSeconds) * vitals.respirationRate() / 60;
        double wander = Math.sin(2 * Math.PI * breath);
        return switch (channel) {
            case ECG_II, ECG_V -> {
                HeartBeats.Beat beat = beats.at(at);
                double ecg = Shapes.ecg(at - beat.at(), beat.interval(), channel == Channel.ECG_V);
                yield ecg + 0.03 * wander + 0.008 * noise.nextGaussian();
            }
            case ABP -> {
                double pulse = pulse(at - ABP_DELAY_SECONDS);
                double range = vitals.systolic() - vitals.diastolic();
                yield vitals.diastolic() + range * pulse + 2 * wander + 0.3 * noise.nextGaussian();
            }
            case PLETH -> pulse(at - PLETH_DELAY_SECONDS) + 0.05 * wander;
            case RESP -> 0.8 * wander + 0.15 * Math.sin(4 * Math.PI * breath + 0.6);
        };
    }

    private double pulse(double at) {
        HeartBeats.Beat beat = beats.at(at);
        return Shapes.pulse(Math.clamp((at - beat.at()) / beat.interval(), 0, 1));
    }
}
