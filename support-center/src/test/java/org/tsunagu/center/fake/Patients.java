// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.fake;

import java.util.List;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.PersonId;

/// Severity reports as the scorer would journal them, and results of a laboratory.
public final class Patients {
    public static final MetricCode LACTATE = MetricCode.local("LN", "2524-7");
    public static final MetricCode SODIUM = MetricCode.local("LN", "2951-2");
    public static final String MODEL = "tsunagu-severity 1";

    private Patients() {}

    /// A report made a second after its minute.
    public static SeverityReport report(
            String bed, String encounter, long asOfMicros, double risk) {
        return report(bed, encounter, asOfMicros, risk, asOfMicros + 1_000_000);
    }

    public static SeverityReport report(
            String bed, String encounter, long asOfMicros, double risk, long madeMicros) {
        return report(
                bed,
                encounter,
                asOfMicros,
                madeMicros,
                new SeverityReport.Learned(
                        risk,
                        risk / 2,
                        (1 + risk) / 2,
                        risk > 0.3,
                        true,
                        List.of(
                                new SeverityReport.Reason("Lactate", 0.7),
                                new SeverityReport.Reason("HR", 0.4),
                                new SeverityReport.Reason("age", -0.2),
                                new SeverityReport.Reason("GCS", -0.1))),
                null);
    }

    public static SeverityReport withheld(
            String bed, String encounter, long asOfMicros, String why) {
        return report(bed, encounter, asOfMicros, asOfMicros, null, why);
    }

    private static SeverityReport report(
            String bed,
            String encounter,
            long asOfMicros,
            long madeMicros,
            SeverityReport.Learned learned,
            String withheld) {
        AxisTime asOf = new AxisTime(asOfMicros);
        boolean silent = "under-16".equals(withheld);
        var pulse =
                new SeverityReport.Item(
                        "Pulse",
                        3,
                        List.of(
                                new SeverityReport.Basis(
                                        "PULSE", 140, "/min", asOf, "monitor@" + bed)));
        return new SeverityReport(
                new EncounterId(encounter),
                new BedId(bed),
                asOf,
                600,
                new ArrivalTime(madeMicros),
                MODEL,
                learned,
                withheld,
                0.5,
                silent
                        ? List.of()
                        : List.of(
                                new SeverityReport.ScoreReport(
                                        "NEWS2",
                                        7,
                                        2 / 7.0,
                                        List.of(
                                                pulse,
                                                new SeverityReport.Item(
                                                        "Temperature", null, List.of())))),
                silent
                        ? List.of()
                        : List.of(
                                new SeverityReport.ReviewDue(
                                        "NEWS2", asOf, asOf.plusMicros(1_800_000_000L))),
                false);
    }

    /// One result of a laboratory whose clock is right.
    public static ResultReport result(
            String message,
            String encounter,
            MetricCode code,
            long takenMicros,
            double value,
            Result.Status status) {
        return result(message, encounter, null, null, code, takenMicros, value, status);
    }

    public static ResultReport ofPerson(
            String message, String person, MetricCode code, long takenMicros, double value) {
        return result(message, null, person, null, code, takenMicros, value, Result.Status.FINAL);
    }

    private static ResultReport result(
            String message,
            String encounter,
            String person,
            String bed,
            MetricCode code,
            long takenMicros,
            double value,
            Result.Status status) {
        return new ResultReport(
                new EventId.Message(new SourceId("lab"), message, "20260301", "00"),
                SourceKind.LABORATORY,
                bed == null ? null : new BedId(bed),
                encounter == null ? null : new EncounterId(encounter),
                person == null ? null : new PersonId(person),
                null,
                new ArrivalTime(takenMicros + Integer.parseInt(message) * 1_000L),
                new ClockStamp(0, 1_000),
                List.of(
                        new Result(
                                code,
                                new DeviceTime(takenMicros),
                                new Reading.Value(value, 1),
                                "mmol/L",
                                status)));
    }
}
