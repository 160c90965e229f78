// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.MetricCode;

/// Everything about a gap-free run of samples but the samples.
///
/// @param firstSampleAt on the device's clock
/// @param deviceEndsAt when the next sample was due on the device's clock, counted from the last
///     frame: a clock that drifts ends a run elsewhere than its nominal rate says
/// @param startOffsetMicros clock model when the first sample came: axis = device + offset
/// @param endOffsetMicros clock model when the last frame of the run came
/// @param uncertaintyMicros largest of the run
/// @param estimatedRateHertz rate on the axis between the first and the last frame
public record WaveHead(
        MetricCode code,
        SourceId source,
        DeviceTime firstSampleAt,
        DeviceTime deviceEndsAt,
        long startOffsetMicros,
        long endOffsetMicros,
        long uncertaintyMicros,
        SampleRate rate,
        double estimatedRateHertz,
        double gain,
        double offset,
        String unit,
        int count) {
    /// No run is longer than this, so that a query knows how far before its interval a run that
    /// reaches into it can begin.
    public static final long LONGEST_MICROS = 600_000_000L;

    public AxisTime startsAt() {
        return new AxisTime(firstSampleAt.micros() + startOffsetMicros);
    }

    /// When the next sample would be due, on the axis; at most [#LONGEST_MICROS] after the start.
    public AxisTime endsAt() {
        return startsAt().plusMicros(Math.min(LONGEST_MICROS, rate.microsOf(count)));
    }

    /// Whether `later` goes on where this run ends: same source, code, rate and scale, no more than
    /// half a sample period off on the device's clock, and no step of the clock model between that
    /// exceeds its uncertainty.
    public boolean isContinuedBy(WaveHead later) {
        return source.equals(later.source)
                && code.equals(later.code)
                && rate.equals(later.rate)
                && gain == later.gain
                && offset == later.offset
                && unit.equals(later.unit)
                && Math.abs(later.firstSampleAt.micros() - deviceEndsAt.micros())
                        <= toleranceMicros(rate)
                && Math.abs(later.startOffsetMicros - endOffsetMicros)
                        <= Math.max(uncertaintyMicros, later.uncertaintyMicros);
    }

    /// Half a sample period, and not less than a device's rounding.
    static double toleranceMicros(SampleRate rate) {
        return Math.max(1, rate.periodMicros() / 2);
    }
}
