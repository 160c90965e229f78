// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.signal;

import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.axis.SampleRate;

/// A gap-free run of samples of one waveform. Physical value = sample × gain + offset.
///
/// @param code what was measured
/// @param firstSampleAt when the first sample was taken, on the device's clock
/// @param rate nominal rate as the device states it
/// @param gain physical units per step
/// @param offset physical value of sample 0
/// @param unit UCUM
/// @param samples at least one
public record SampleArray(
        MetricCode code,
        DeviceTime firstSampleAt,
        SampleRate rate,
        double gain,
        double offset,
        String unit,
        Samples samples) {
    public SampleArray {
        if (samples.length() == 0) {
            throw new IllegalArgumentException("a sample array has at least one sample");
        }
        if (!Double.isFinite(gain) || gain == 0 || !Double.isFinite(offset)) {
            throw new IllegalArgumentException("gain " + gain + ", offset " + offset);
        }
    }

    /// The moment the next sample after this array is due: first sample + n / rate.
    public DeviceTime endsAt() {
        return firstSampleAt.plusMicros(rate.microsOf(samples.length()));
    }

    /// Whether `later` goes on where this array ends, within half a sample period, at the same rate
    /// and scale.
    public boolean isContinuedBy(SampleArray later) {
        return code.equals(later.code)
                && rate.equals(later.rate)
                && gain == later.gain
                && offset == later.offset
                && unit.equals(later.unit)
                && Math.abs(later.firstSampleAt.micros() - endsAt().micros())
                        <= Math.max(1, rate.periodMicros() / 2);
    }
}
