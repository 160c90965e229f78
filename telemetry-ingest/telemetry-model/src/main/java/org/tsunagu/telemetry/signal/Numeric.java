// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.signal;

import org.tsunagu.telemetry.axis.DeviceTime;

/// One numeric observation of one channel.
///
/// @param code what was measured
/// @param measuredAt when, on the device's clock; for interval sources the end of the interval
/// @param reading value or absence
/// @param unit UCUM
/// @param staleAfterMicros how long after `measuredAt` it may be shown as present; decided at the
///     gateway from code and kind of source
public record Numeric(
        MetricCode code,
        DeviceTime measuredAt,
        Reading reading,
        String unit,
        long staleAfterMicros) {
    public Numeric {
        if (staleAfterMicros <= 0) {
            throw new IllegalArgumentException("staleAfterMicros must be positive");
        }
    }
}
