// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;

/// One numeric on the axis.
///
/// @param at axis time, by the clock model of the moment it came
/// @param offsetMicros that model's offset: device time = at − offset
public record NumericRow(
        MetricCode code,
        SourceId source,
        AxisTime at,
        long offsetMicros,
        long uncertaintyMicros,
        Reading reading,
        String unit,
        long staleAfterMicros) {}
