// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import java.util.List;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.record.Stroke;
import org.tsunagu.telemetry.record.StrokeId;
import org.tsunagu.telemetry.record.StrokeReport;
import org.tsunagu.telemetry.signal.AbsentReason;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.GapReason;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.signal.Samples;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.Patient;
import org.tsunagu.telemetry.ward.PersonId;

/// What the golden bytes mean. Frozen: a record here is never changed once its bytes are checked
/// in.
enum SampleRecords {
    BED_FRAME_STREAM("bed-frame-stream", streamFrame()),
    BED_FRAME_MESSAGE("bed-frame-message", messageFrame()),
    BED_FRAME_LEAST("bed-frame-least", leastFrame()),
    BED_MOVEMENT_TRANSFER("bed-movement-transfer", transfer()),
    BED_MOVEMENT_LEAST("bed-movement-least", admission()),
    SOURCE_REPORT("source-report", sourceReport()),
    SOURCE_REPORT_LEAST("source-report-least", unknownSource()),
    ANOMALY_REPORT("anomaly-report", anomalyReport()),
    LINK_REPORT("link-report", linkReport()),
    BED_MOVEMENT_ADMIT("bed-movement-admit", admissionWithUnit()),
    RESULT_REPORT("result-report", laboratory()),
    RESULT_REPORT_ENTRY("result-report-entry", entry()),
    SEVERITY_REPORT("severity-report", severity()),
    SEVERITY_REPORT_WITHHELD("severity-report-withheld", withheld()),
    STROKE_REPORT_DRAWN("stroke-report-drawn", ink(new StrokeReport.Event.Drawn(pen()))),
    STROKE_REPORT_TEXT("stroke-report-text", ink(new StrokeReport.Event.Drawn(words()))),
    STROKE_REPORT_ERASED(
            "stroke-report-erased", ink(new StrokeReport.Event.Erased(new StrokeId("c7:12")))),
    STROKE_REPORT_CLEARED("stroke-report-cleared", ink(new StrokeReport.Event.Cleared())),
    STROKE_REPORT_SHOWN(
            "stroke-report-shown",
            ink(
                    new StrokeReport.Event.Shown(
                            new StrokeId("c7:12"),
                            new AxisTime(1_790_000_000_123_456L - 20_000L),
                            4_711L)));

    private static final long NOON = 1_790_000_000_123_456L;

    final String fileName;
    final JournalRecord record;

    SampleRecords(String fileName, JournalRecord record) {
        this.fileName = fileName;
        this.record = record;
    }

    private static BedFrame streamFrame() {
        return new BedFrame(
                new EventId.Sequenced(new SourceId("edge-3"), 1_790_000_000L, 42),
                new BedId("north:ICU-1"),
                SourceKind.DEVICE_STREAM,
                new DeviceTime(NOON - 1_440_000_000L),
                new ArrivalTime(NOON),
                new ClockStamp(1_439_998_700L, 1_850),
                new PersonId("4711"),
                List.of(
                        new Numeric(
                                MetricCode.mdc(147_842),
                                new DeviceTime(NOON - 1_440_000_100L),
                                new Reading.Value(72, 0),
                                "/min",
                                5_000_000),
                        new Numeric(
                                MetricCode.mdc(150_344),
                                new DeviceTime(NOON - 1_440_000_100L),
                                new Reading.Value(36.8, 1),
                                "Cel",
                                14_400_000_000L),
                        new Numeric(
                                MetricCode.local("99MNDRY", "352"),
                                new DeviceTime(NOON - 1_440_000_100L),
                                new Reading.Absent(AbsentReason.SENSOR_OFF),
                                "/min",
                                5_000_000)),
                List.of(
                        new SampleArray(
                                MetricCode.mdc(131_330),
                                new DeviceTime(NOON - 1_440_100_000L),
                                SampleRate.parse("249.89"),
                                0.005,
                                0,
                                "mV",
                                Samples.of(-3, 0, 17, 32_767, -32_768)),
                        new SampleArray(
                                MetricCode.mdc(150_036),
                                new DeviceTime(NOON - 1_440_100_000L),
                                SampleRate.parse("62.4725"),
                                0.125,
                                -40.5,
                                "mm[Hg]",
                                Samples.of(8_388_606, -8_388_607))),
                List.of(
                        new Alert(
                                "alert-9",
                                MetricCode.mdc(196_648),
                                "ABPs 119>110",
                                Alert.Priority.MEDIUM,
                                Alert.Kind.PHYSIOLOGICAL,
                                Alert.Phase.START,
                                Alert.State.ACTIVE,
                                Alert.Inactivation.AUDIO_PAUSED,
                                new DeviceTime(NOON - 1_441_000_000L),
                                new DeviceTime(NOON - 1_440_000_000L))),
                List.of(
                        new Gap(
                                MetricCode.mdc(150_452),
                                new DeviceTime(NOON - 1_450_000_000L),
                                new DeviceTime(NOON - 1_440_000_000L),
                                GapReason.SENSOR_OFF),
                        new Gap(
                                null,
                                new DeviceTime(NOON - 1_460_000_000L),
                                new DeviceTime(NOON - 1_455_000_000L),
                                GapReason.FRAMES_LOST)));
    }

    private static BedFrame messageFrame() {
        return new BedFrame(
                new EventId.Message(
                        new SourceId("VSP^080019FFFE134535^EUI-64"),
                        "080019FFFE134535",
                        "20260921141320+0000",
                        "0123456789abcdef"),
                new BedId("集中治療室:ベッド1"),
                SourceKind.PCD_01,
                null,
                new ArrivalTime(NOON),
                new ClockStamp(-77, 625_000),
                null,
                List.of(
                        new Numeric(
                                MetricCode.mdc(150_456),
                                new DeviceTime(NOON),
                                new Reading.Value(97.5, 1),
                                "%",
                                60_000_000)),
                List.of(),
                List.of(),
                List.of());
    }

    private static BedFrame leastFrame() {
        return new BedFrame(
                new EventId.Sequenced(new SourceId("s"), 0, 1),
                new BedId("b"),
                SourceKind.DEVICE_STREAM,
                null,
                new ArrivalTime(0),
                new ClockStamp(0, 0),
                null,
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    private static BedMovement transfer() {
        return new BedMovement(
                new EventId.Message(new SourceId("his"), "4711", "20260921", "fedcba9876543210"),
                BedMovement.Kind.TRANSFER,
                new EncounterId("e-1"),
                new Patient(new PersonId("p-1"), "試験 患者", "1960-02-29", "F"),
                new BedId("north:ICU-2"),
                new BedId("north:ICU-1"),
                new AxisTime(NOON - 3_600_000_000L),
                new ArrivalTime(NOON));
    }

    private static BedMovement admission() {
        return new BedMovement(
                new EventId.Sequenced(new SourceId("his"), 7, 9),
                BedMovement.Kind.ADMIT,
                new EncounterId("e-2"),
                new Patient(new PersonId("p-2"), null, null, null),
                new BedId("ICU-1"),
                null,
                new AxisTime(NOON),
                new ArrivalTime(NOON));
    }

    private static SourceReport sourceReport() {
        return new SourceReport(
                new SourceId("edge-3"),
                SourceKind.DEVICE_STREAM,
                "127.0.0.1:50123",
                new ClockStamp(1_439_998_700L, 1_850),
                -12.5,
                new ArrivalTime(NOON),
                1_000_000_007L,
                3,
                2,
                1,
                true);
    }

    private static SourceReport unknownSource() {
        return new SourceReport(
                new SourceId("monitor"),
                SourceKind.PCD_01,
                "",
                null,
                null,
                new ArrivalTime(NOON),
                0,
                0,
                0,
                0,
                false);
    }

    private static AnomalyReport anomalyReport() {
        return new AnomalyReport(
                "bed-id-conflict",
                new SourceId("his"),
                12,
                new ArrivalTime(NOON),
                new ArrivalTime(NOON + 5),
                "ICU^2^1^north");
    }

    private static LinkReport linkReport() {
        return new LinkReport(
                new SourceId("edge-3"), new BedId("north:ICU-1"), false, new ArrivalTime(NOON));
    }

    private static BedMovement admissionWithUnit() {
        return new BedMovement(
                new EventId.Message(new SourceId("his"), "4712", "20260921", "fedcba9876543210"),
                BedMovement.Kind.ADMIT,
                new EncounterId("north:132539"),
                new Patient(new PersonId("p-1"), null, "1972-01-01", "F"),
                new BedId("north:SICU-7"),
                null,
                "SICU",
                "SUR",
                new AxisTime(NOON),
                new ArrivalTime(NOON));
    }

    private static ResultReport laboratory() {
        return new ResultReport(
                new EventId.Message(
                        new SourceId("mllp:LAB@north"), "L1", "20260921141320", "00ff00ff00ff00ff"),
                SourceKind.LABORATORY,
                new BedId("north:ICU-1"),
                new EncounterId("north:132539"),
                new PersonId("p-1"),
                null,
                new ArrivalTime(NOON),
                new ClockStamp(-77, 625_000),
                List.of(
                        new Result(
                                MetricCode.local("LN", "2823-3"),
                                new DeviceTime(NOON - 3_600_000_000L),
                                new Reading.Value(4.1, 1),
                                "meq/L",
                                Result.Status.FINAL),
                        new Result(
                                MetricCode.local("JC10", "3C015000002327101"),
                                new DeviceTime(NOON - 3_600_000_000L),
                                new Reading.Absent(AbsentReason.UNUSABLE),
                                "mg/dL",
                                Result.Status.PRELIMINARY),
                        new Result(
                                MetricCode.mdc(188_740),
                                new DeviceTime(NOON - 7_200_000_000L),
                                new Reading.Value(735, 0),
                                "cm",
                                Result.Status.CORRECTED),
                        new Result(
                                MetricCode.local("LN", "2951-2"),
                                new DeviceTime(NOON - 7_200_000_000L),
                                new Reading.Absent(AbsentReason.NOT_MEASURED),
                                "1",
                                Result.Status.WITHDRAWN)));
    }

    private static ResultReport entry() {
        return new ResultReport(
                new EventId.Sequenced(new SourceId("entry"), 1_790_000_000L, 3),
                SourceKind.ENTRY,
                null,
                new EncounterId("north:132539"),
                null,
                "nurse-7",
                new ArrivalTime(NOON),
                new ClockStamp(0, 0),
                List.of(
                        new Result(
                                MetricCode.local("LN", "9269-2"),
                                new DeviceTime(NOON - 60_000_000L),
                                new Reading.Value(15, 0),
                                "{score}",
                                Result.Status.FINAL)));
    }

    private static SeverityReport severity() {
        return new SeverityReport(
                new EncounterId("north:132539"),
                new BedId("north:ICU-1"),
                new AxisTime(NOON),
                2_880,
                new ArrivalTime(NOON + 40_000L),
                "net-1",
                new SeverityReport.Learned(
                        0.5,
                        0.1,
                        0.7000000000000001,
                        true,
                        true,
                        List.of(
                                new SeverityReport.Reason("lactate", 0.75),
                                new SeverityReport.Reason("gcs", -0.1))),
                null,
                0.875,
                List.of(
                        new SeverityReport.ScoreReport(
                                "news2",
                                3,
                                0.5,
                                List.of(
                                        new SeverityReport.Item(
                                                "respiration",
                                                3,
                                                List.of(
                                                        new SeverityReport.Basis(
                                                                "respiratory rate",
                                                                25,
                                                                "/min",
                                                                new AxisTime(NOON - 60_000_000L),
                                                                "monitor"))),
                                        new SeverityReport.Item(
                                                "consciousness", null, List.of())))),
                List.of(
                        new SeverityReport.ReviewDue(
                                "news2", new AxisTime(NOON), new AxisTime(NOON + 3_600_000_000L))),
                true);
    }

    private static SeverityReport withheld() {
        return new SeverityReport(
                new EncounterId("e-1"),
                new BedId("ICU-1"),
                new AxisTime(NOON),
                0,
                new ArrivalTime(NOON),
                "net-1",
                null,
                "under-16",
                0,
                List.of(),
                List.of(),
                false);
    }

    private static StrokeReport ink(StrokeReport.Event event) {
        return new StrokeReport(
                "or-1", new BedId("north:OR-1"), "mentor-3", new ArrivalTime(NOON), event);
    }

    private static Stroke pen() {
        return new Stroke(
                new StrokeId("c7:12"),
                "field",
                Stroke.Tool.PEN,
                Stroke.Colour.LIME,
                new Stroke.Frame(
                        4_709L,
                        4_294_967_295L,
                        new AxisTime(NOON - 180_000L),
                        900L,
                        Stroke.Naming.TRAILER),
                Stroke.Surface.FROZEN,
                new ArrivalTime(NOON - 60_000L),
                Samples.of(50_000, 25_000, 500, 0, 100_000, 0, 1_000, 48),
                null);
    }

    private static Stroke words() {
        return new Stroke(
                new StrokeId("c7:13"),
                "field",
                Stroke.Tool.TEXT,
                Stroke.Colour.WHITE,
                null,
                Stroke.Surface.MOVING,
                new ArrivalTime(NOON - 1L),
                Samples.of(1, 2, 0, 0),
                "ここを結紮");
    }
}
