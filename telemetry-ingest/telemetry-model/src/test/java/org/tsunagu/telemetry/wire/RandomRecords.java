// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
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

/// Any record a gateway could write, from a seed.
final class RandomRecords {
    private static final String LETTERS = "aZ09 ^:-_é患者😀\"\\";

    private final SplittableRandom random;

    RandomRecords(long seed) {
        random = new SplittableRandom(seed);
    }

    JournalRecord next() {
        return switch (random.nextInt(8)) {
            case 0 -> movement();
            case 1 -> sourceReport();
            case 2 -> new AnomalyReport(text(), source(), number(), arrival(), arrival(), text());
            case 3 -> new LinkReport(source(), bed(), random.nextBoolean(), arrival());
            case 4 -> results();
            case 5 -> severity();
            case 6 -> new StrokeReport(text(), bed(), text(), arrival(), inkEvent());
            default -> frame();
        };
    }

    private ResultReport results() {
        int named = random.nextInt(1, 8);
        return new ResultReport(
                id(),
                oneOf(SourceKind.values()),
                (named & 1) == 0 ? null : bed(),
                (named & 2) == 0 ? null : new EncounterId(text()),
                (named & 4) == 0 ? null : new PersonId(text()),
                maybe(this::text),
                arrival(),
                stamp(),
                list(
                        () ->
                                new Result(
                                        code(),
                                        device(),
                                        reading(),
                                        text(),
                                        oneOf(Result.Status.values()))));
    }

    private StrokeReport.Event inkEvent() {
        return switch (random.nextInt(4)) {
            case 0 -> new StrokeReport.Event.Erased(new StrokeId(text()));
            case 1 -> new StrokeReport.Event.Cleared();
            case 2 ->
                    new StrokeReport.Event.Shown(
                            new StrokeId(text()), new AxisTime(number()), maybe(this::number));
            default -> new StrokeReport.Event.Drawn(stroke());
        };
    }

    private Stroke stroke() {
        Stroke.Tool tool = oneOf(Stroke.Tool.values());
        int[] points = new int[Stroke.POINT_NUMBERS * random.nextInt(5)];
        for (int i = 0; i < points.length; i++) {
            points[i] = random.nextInt(Stroke.PLACE_UNITS + 1);
        }
        return new Stroke(
                new StrokeId(text()),
                text(),
                tool,
                oneOf(Stroke.Colour.values()),
                maybe(
                        () ->
                                new Stroke.Frame(
                                        maybe(this::number),
                                        maybe(this::number),
                                        maybe(() -> new AxisTime(number())),
                                        maybe(this::number),
                                        oneOf(Stroke.Naming.values()))),
                oneOf(Stroke.Surface.values()),
                arrival(),
                Samples.of(points),
                tool == Stroke.Tool.TEXT ? text() : null);
    }

    private SeverityReport severity() {
        boolean learned = random.nextBoolean();
        return new SeverityReport(
                new EncounterId(text()),
                bed(),
                new AxisTime(number()),
                number(),
                arrival(),
                text(),
                learned
                        ? new SeverityReport.Learned(
                                random.nextDouble(),
                                random.nextDouble(),
                                random.nextDouble(),
                                random.nextBoolean(),
                                random.nextBoolean(),
                                list(() -> new SeverityReport.Reason(text(), real())))
                        : null,
                learned ? null : text(),
                random.nextInt(3) / 2.0,
                list(this::score),
                list(
                        () ->
                                new SeverityReport.ReviewDue(
                                        text(), new AxisTime(number()), new AxisTime(number()))),
                random.nextBoolean());
    }

    private SeverityReport.ScoreReport score() {
        return new SeverityReport.ScoreReport(
                text(),
                random.nextInt(),
                random.nextDouble(),
                list(
                        () ->
                                new SeverityReport.Item(
                                        text(), maybe(random::nextInt), list(this::basis))));
    }

    private SeverityReport.Basis basis() {
        return new SeverityReport.Basis(text(), real(), text(), new AxisTime(number()), text());
    }

    private BedFrame frame() {
        return new BedFrame(
                id(),
                bed(),
                oneOf(SourceKind.values()),
                maybe(this::device),
                arrival(),
                stamp(),
                maybe(() -> new PersonId(text())),
                list(this::numeric),
                list(this::waveform),
                list(this::alert),
                list(this::gap));
    }

    private BedMovement movement() {
        return new BedMovement(
                id(),
                oneOf(BedMovement.Kind.values()),
                new EncounterId(text()),
                new Patient(
                        new PersonId(text()),
                        maybe(this::text),
                        maybe(this::text),
                        maybe(this::text)),
                bed(),
                maybe(this::bed),
                maybe(this::text),
                maybe(this::text),
                new AxisTime(number()),
                arrival());
    }

    private SourceReport sourceReport() {
        return new SourceReport(
                source(),
                oneOf(SourceKind.values()),
                text(),
                maybe(this::stamp),
                maybe(this::real),
                arrival(),
                number(),
                number(),
                number(),
                number(),
                random.nextBoolean());
    }

    private Numeric numeric() {
        return new Numeric(code(), device(), reading(), text(), random.nextLong(1, 1L << 50));
    }

    private Reading reading() {
        return random.nextInt(4) == 0
                ? new Reading.Absent(oneOf(AbsentReason.values()))
                : new Reading.Value(real(), random.nextInt(10));
    }

    private SampleArray waveform() {
        int[] values = new int[random.nextInt(1, 200)];
        boolean wide = random.nextInt(4) == 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = wide ? random.nextInt() : (short) random.nextInt();
        }
        double gain = real();
        return new SampleArray(
                code(),
                device(),
                new SampleRate(random.nextLong(1, 100_000), random.nextLong(1, 1_000)),
                gain == 0 ? 1 : gain,
                real(),
                text(),
                Samples.of(values));
    }

    private Alert alert() {
        return new Alert(
                text(),
                code(),
                text(),
                oneOf(Alert.Priority.values()),
                oneOf(Alert.Kind.values()),
                oneOf(Alert.Phase.values()),
                oneOf(Alert.State.values()),
                oneOf(Alert.Inactivation.values()),
                device(),
                device());
    }

    private Gap gap() {
        long from = random.nextLong(0, 1L << 52);
        return new Gap(
                maybe(this::code),
                new DeviceTime(from),
                new DeviceTime(from + random.nextLong(0, 1L << 40)),
                oneOf(GapReason.values()));
    }

    private EventId id() {
        return random.nextBoolean()
                ? new EventId.Sequenced(source(), number(), random.nextLong(1, Long.MAX_VALUE))
                : new EventId.Message(source(), text(), text(), text());
    }

    private MetricCode code() {
        return random.nextInt(4) == 0
                ? MetricCode.local("sys", text())
                : MetricCode.mdc(random.nextInt(1, Integer.MAX_VALUE));
    }

    private ClockStamp stamp() {
        return new ClockStamp(number(), random.nextLong(0, 1L << 50));
    }

    private DeviceTime device() {
        return new DeviceTime(number());
    }

    private ArrivalTime arrival() {
        return new ArrivalTime(number());
    }

    private SourceId source() {
        return new SourceId(text());
    }

    private BedId bed() {
        return new BedId(text());
    }

    /// Numbers of every magnitude, for every width CBOR has.
    private long number() {
        return random.nextLong() >> random.nextInt(64);
    }

    private double real() {
        return switch (random.nextInt(3)) {
            case 0 -> random.nextInt(-500, 500);
            case 1 -> random.nextInt(-5_000, 5_000) / 10.0;
            default -> random.nextDouble(-1e9, 1e9);
        };
    }

    private String text() {
        var text = new StringBuilder();
        int length = random.nextInt(1, 30);
        int[] letters = LETTERS.codePoints().toArray();
        for (int i = 0; i < length; i++) {
            text.appendCodePoint(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }

    private <T> List<T> list(Supplier<T> element) {
        List<T> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(element.get());
        }
        return elements;
    }

    private <T> T maybe(Supplier<T> value) {
        return random.nextBoolean() ? value.get() : null;
    }

    private <T> T oneOf(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
