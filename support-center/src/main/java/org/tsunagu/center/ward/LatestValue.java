// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.ward;

import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;

/// The newest numeric of one code on one bed.
///
/// @param staleAfterMicros how long after `at` it may be shown as present
/// @param uncertaintyMicros of `at`
public record LatestValue(
        MetricCode code,
        AxisTime at,
        Reading reading,
        String unit,
        long staleAfterMicros,
        long uncertaintyMicros,
        SourceId source) {
    /// Whether it must not be shown as present any more.
    public boolean staleAt(AxisTime now) {
        return now.microsSince(at) > staleAfterMicros;
    }
}
