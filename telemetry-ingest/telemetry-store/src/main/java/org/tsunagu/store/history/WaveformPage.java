// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.signal.Samples;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;

/// Waveform samples of one code in gap-free segments, oldest first.
public record WaveformPage(List<Segment> segments, List<AxisGap> gaps, @Nullable AxisTime next) {
    public WaveformPage {
        segments = List.copyOf(segments);
        gaps = List.copyOf(gaps);
    }

    /// A gap-free run at one rate and scale. Physical = sample × gain + offset.
    ///
    /// @param rate nominal, as the device states it
    /// @param estimatedRateHertz the rate on the axis, as the clock model sees it
    public record Segment(
            AxisTime firstSampleAt,
            long uncertaintyMicros,
            BedId bed,
            @Nullable EncounterId encounter,
            SampleRate rate,
            double estimatedRateHertz,
            double gain,
            double offset,
            String unit,
            Samples samples) {}
}
