// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.ward;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.occupancy.Stay;
import org.tsunagu.telemetry.ward.BedId;

/// One bed as it is at a moment; immutable, so that any thread may write it out.
///
/// @param name what people call the bed
/// @param unit its ward, when the site file says so
/// @param stay who lies there, null when nobody is known
/// @param lastAt axis time of the newest data, null before the first
/// @param clock clock model of the newest frame
/// @param lostSince when supervision was lost, null while it holds
/// @param numerics newest of each code, never from before the present encounter
/// @param alerts alerts that have not ended, never from before the present encounter
public record BedView(
        BedId bed,
        String name,
        @Nullable String unit,
        BedStatus status,
        @Nullable Stay stay,
        @Nullable AxisTime lastAt,
        @Nullable ClockStamp clock,
        @Nullable AxisTime lostSince,
        List<LatestValue> numerics,
        List<OpenAlert> alerts) {
    public BedView {
        numerics = List.copyOf(numerics);
        alerts = List.copyOf(alerts);
    }
}
