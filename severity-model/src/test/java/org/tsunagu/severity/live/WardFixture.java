// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.severity.code.CodeTable;
import org.tsunagu.severity.feature.EncounterFeatures;
import org.tsunagu.severity.feature.FeatureLayout;
import org.tsunagu.severity.risk.Assessment;
import org.tsunagu.severity.risk.Assessor;
import org.tsunagu.severity.risk.Reason;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.Patient;
import org.tsunagu.telemetry.ward.PersonId;

/// Records as a gateway would write them, about a patient admitted at [#ADMITTED].
final class WardFixture {
    static final AxisTime ADMITTED = AxisTime.parse("2026-03-01T10:20:30.250Z");
    static final long MINUTE = 60_000_000;
    static final BedId BED = new BedId("h:1");
    static final EncounterId ENCOUNTER = new EncounterId("e1");
    static final PersonId PERSON = new PersonId("p1");

    private int number;

    static SeverityWard ward() {
        return new SeverityWard(
                new LiveSettings(CodeTable.standard(), new UnitTypes(Map.of()), ZoneOffset.UTC));
    }

    static AxisTime minute(double minute) {
        return ADMITTED.plusMicros(Math.round(minute * MINUTE));
    }

    EventId id() {
        number++;
        return new EventId.Message(new SourceId("lab"), "m" + number, "t", "0");
    }

    BedMovement moved(
            BedMovement.Kind kind, String encounter, String bed, AxisTime at, String birthDate) {
        return new BedMovement(
                id(),
                kind,
                new EncounterId(encounter),
                new Patient(new PersonId("p" + encounter.substring(1)), null, birthDate, "F"),
                new BedId(bed),
                null,
                "MICU",
                null,
                at,
                new ArrivalTime(at.micros()));
    }

    BedMovement admitted() {
        return moved(BedMovement.Kind.ADMIT, "e1", BED.value(), ADMITTED, "1950-01-01");
    }

    BedFrame frame(String bed, AxisTime at, @Nullable PersonId claimed, Object... codesAndValues) {
        List<Numeric> numerics = new ArrayList<>();
        for (int i = 0; i < codesAndValues.length; i += 2) {
            numerics.add(
                    new Numeric(
                            MetricCode.ofId((String) codesAndValues[i]),
                            new DeviceTime(at.micros()),
                            new Reading.Value(((Number) codesAndValues[i + 1]).doubleValue(), 1),
                            unit((String) codesAndValues[i]),
                            5_000_000));
        }
        number++;
        return new BedFrame(
                new EventId.Sequenced(new SourceId("monitor-" + bed), 1, number),
                new BedId(bed),
                SourceKind.DEVICE_STREAM,
                null,
                new ArrivalTime(at.micros()),
                new ClockStamp(0, 1_000),
                claimed,
                numerics,
                List.of(),
                List.of(),
                List.of());
    }

    private static String unit(String code) {
        return switch (code) {
            case "147842", "149530", "151562" -> "/min";
            case "150456" -> "%";
            case "150344" -> "Cel";
            default -> "mm[Hg]";
        };
    }

    ResultReport result(String code, String unit, double value, AxisTime at) {
        return result(code, unit, value, at, Result.Status.FINAL, at);
    }

    ResultReport result(
            String code,
            String unit,
            double value,
            AxisTime at,
            Result.Status status,
            AxisTime arrived) {
        return report(
                arrived,
                new Result(
                        MetricCode.ofId(code),
                        new DeviceTime(at.micros()),
                        new Reading.Value(value, 2),
                        unit,
                        status));
    }

    ResultReport report(AxisTime arrived, Result... results) {
        return new ResultReport(
                id(),
                SourceKind.LABORATORY,
                null,
                ENCOUNTER,
                null,
                null,
                new ArrivalTime(arrived.micros()),
                new ClockStamp(0, 0),
                List.of(results));
    }

    /// Any function of every bit of the features, so that no difference can hide.
    static Assessor assessor() {
        return new Assessor() {
            private final double[] vector = new double[FeatureLayout.LENGTH];

            @Override
            public String model() {
                return "test 1";
            }

            @Override
            public Assessment assess(EncounterFeatures features, int minute) {
                features.write(vector, minute);
                return WardFixture.assess(vector, features.completeness());
            }
        };
    }

    static Assessment assess(double[] vector, double completeness) {
        long hash = 0xcbf29ce484222325L;
        for (double feature : vector) {
            hash = (hash ^ Double.doubleToRawLongBits(feature)) * 0x100000001b3L;
            hash ^= hash >>> 29;
        }
        double risk = (hash >>> 11) * 0x1.0p-53;
        return new Assessment(
                risk,
                risk / 2,
                (1 + risk) / 2,
                risk > 0.5,
                true,
                completeness,
                List.of(new Reason("Lactate", risk)));
    }
}
