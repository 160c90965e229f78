// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.history;

import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.ward.BedId;

/// The newest numeric of one code on one bed.
public record LatestNumeric(
        BedId bed,
        MetricCode code,
        AxisTime at,
        Reading reading,
        String unit,
        long staleAfterMicros,
        long uncertaintyMicros,
        SourceId source) {}
