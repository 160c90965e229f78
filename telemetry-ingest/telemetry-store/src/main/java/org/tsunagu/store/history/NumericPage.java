// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;

/// Raw numerics of one code.
///
/// @param points oldest first
/// @param gaps what is missing in the interval asked, and why
/// @param next where to go on when the page was full, else null
public record NumericPage(List<Point> points, List<AxisGap> gaps, @Nullable AxisTime next) {
    public NumericPage {
        points = List.copyOf(points);
        gaps = List.copyOf(gaps);
    }

    /// One observation.
    ///
    /// @param uncertaintyMicros of its axis time
    /// @param encounter who lay there then, null when nobody is known
    public record Point(
            AxisTime at,
            Reading reading,
            String unit,
            long uncertaintyMicros,
            BedId bed,
            @Nullable EncounterId encounter,
            SourceId source) {}
}
