// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.history;

import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.ResultId;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.PersonId;

/// One result of a laboratory, an admission or an entry, as it was reported. Whose it is: the
/// encounter's, else the person's encounter at that time, else of whoever lay in the bed.
///
/// @param at when the specimen was taken or the patient looked at
/// @param takenBySender the same on the sender's clock, by which a correction names it
/// @param enteredBy account of who typed it, null for what nobody did
public record StoredResult(
        ResultId id,
        SourceKind kind,
        SourceId source,
        @Nullable BedId bed,
        @Nullable EncounterId encounter,
        @Nullable PersonId person,
        MetricCode code,
        AxisTime at,
        DeviceTime takenBySender,
        ArrivalTime arrivedAt,
        Reading reading,
        String unit,
        Result.Status status,
        @Nullable String enteredBy) {

    /// @param place within the report, from 0
    public static StoredResult of(ResultReport report, int place) {
        Result result = report.results().get(place);
        return new StoredResult(
                ResultId.of(report, place),
                report.kind(),
                report.id().source(),
                report.bed(),
                report.encounter(),
                report.person(),
                result.code(),
                report.axis(result.takenAt()),
                result.takenAt(),
                report.arrivedAt(),
                result.reading(),
                result.unit(),
                result.status(),
                report.enteredBy());
    }

    /// Whether this takes the place of an earlier one of the same specimen.
    private boolean replaces(StoredResult earlier) {
        return switch (status) {
            case CORRECTED, WITHDRAWN -> true;
            case FINAL -> earlier.status == Result.Status.PRELIMINARY;
            case PRELIMINARY -> false;
        };
    }

    /// Whether a result that came later, of the same patient, takes this one back or its place: it
    /// names the same code and time.
    public boolean isReplacedBy(StoredResult later) {
        return code.equals(later.code)
                && takenBySender.equals(later.takenBySender)
                && !id.equals(later.id)
                && arrivedAt.compareTo(later.arrivedAt) <= 0
                && later.replaces(this);
    }
}
