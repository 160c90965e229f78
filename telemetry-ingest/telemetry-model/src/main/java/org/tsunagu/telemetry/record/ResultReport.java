// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.PersonId;

/// Results of one patient that came together: from a laboratory, with an admission, or typed in.
/// It names the patient in one way at least; who that is now, and where, is for the reader to find.
///
/// @param kind who says it: `laboratory`, `entry`, or `adt` for what an admission brought along
/// @param enteredBy account of who typed it, with `entry` only
/// @param clock the clock model of the sender at that moment; holds for every time of a result
/// @param results in the order they stood
public record ResultReport(
        EventId id,
        SourceKind kind,
        @Nullable BedId bed,
        @Nullable EncounterId encounter,
        @Nullable PersonId person,
        @Nullable String enteredBy,
        ArrivalTime arrivedAt,
        ClockStamp clock,
        List<Result> results)
        implements JournalRecord {
    public ResultReport {
        if (bed == null && encounter == null && person == null) {
            throw new IllegalArgumentException("a result needs a bed, an encounter or a person");
        }
        results = List.copyOf(results);
    }

    public AxisTime axis(DeviceTime time) {
        return clock.toAxis(time);
    }

    /// The encounter, else the person, else the bed, so that what corrects a result comes after it.
    @Override
    public String partitionKey() {
        if (encounter != null) {
            return encounter.value();
        }
        if (person != null) {
            return person.value();
        }
        return bed == null ? "" : bed.value();
    }
}
