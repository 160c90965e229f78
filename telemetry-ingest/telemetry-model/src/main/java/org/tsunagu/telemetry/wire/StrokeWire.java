// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.Stroke;
import org.tsunagu.telemetry.record.StrokeId;
import org.tsunagu.telemetry.record.StrokeReport;
import org.tsunagu.telemetry.record.StrokeReport.Event;
import org.tsunagu.telemetry.signal.Samples;

/// A stroke report's fields.
final class StrokeWire {
    private static final Samples NO_POINTS = Samples.of();

    private @Nullable String id;
    private @Nullable String source;
    private @Nullable String tool;
    private Stroke.Colour colour = Stroke.Colour.CYAN;
    private Stroke.@Nullable Frame frame;
    private Stroke.Surface surface = Stroke.Surface.MOVING;
    private long began;
    private Samples points = NO_POINTS;
    private @Nullable String text;
    private long shownAt;
    private @Nullable Long shownFrame;

    private StrokeWire() {}

    static void write(StrokeReport report, CBORGenerator out) throws IOException {
        out.writeStringField("room", report.room());
        out.writeStringField("bed", report.bed().value());
        out.writeStringField("by", report.by());
        out.writeNumberField("made", report.madeAt().micros());
        switch (report.event()) {
            case Event.Drawn(Stroke stroke) -> {
                out.writeStringField("ev", "drawn");
                write(stroke, out);
            }
            case Event.Erased(StrokeId stroke) -> {
                out.writeStringField("ev", "erased");
                out.writeStringField("id", stroke.value());
            }
            case Event.Cleared _ -> out.writeStringField("ev", "cleared");
            case Event.Shown(StrokeId stroke, AxisTime at, Long number) -> {
                out.writeStringField("ev", "shown");
                out.writeStringField("id", stroke.value());
                out.writeNumberField("at", at.micros());
                optional(out, "n", number);
            }
        }
    }

    private static void write(Stroke stroke, CBORGenerator out) throws IOException {
        out.writeStringField("id", stroke.id().value());
        out.writeStringField("src", stroke.source());
        out.writeStringField("tool", stroke.tool().wireName());
        out.writeStringField("col", stroke.colour().wireName());
        Stroke.Frame frame = stroke.frame();
        if (frame != null) {
            out.writeFieldName("frm");
            out.writeStartObject();
            optional(out, "n", frame.number());
            optional(out, "rtp", frame.rtpTimestamp());
            AxisTime capturedAt = frame.capturedAt();
            optional(out, "at", capturedAt == null ? null : capturedAt.micros());
            optional(out, "unc", frame.uncertaintyMicros());
            out.writeStringField("how", frame.how().wireName());
            out.writeEndObject();
        }
        out.writeStringField("on", stroke.surface().wireName());
        out.writeNumberField("began", stroke.beganAt().micros());
        Fields.optional(out, "txt", stroke.text());
        if (stroke.points().length() > 0) {
            out.writeFieldName("pts");
            SampleWire.writeSamples(stroke.points(), out);
        }
    }

    private static void optional(CBORGenerator out, String name, @Nullable Long value)
            throws IOException {
        if (value != null) {
            out.writeNumberField(name, value);
        }
    }

    static StrokeReport read(CborReader in) throws IOException {
        var stroke = new StrokeWire();
        @Nullable String room = null;
        @Nullable String bed = null;
        @Nullable String by = null;
        @Nullable String event = null;
        long made = 0;
        for (String name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "room" -> room = in.knownText();
                case "bed" -> bed = in.knownText();
                case "by" -> by = in.knownText();
                case "made" -> made = in.integer();
                case "ev" -> event = in.knownText();
                default -> stroke.take(name, in);
            }
        }
        return new StrokeReport(
                Fields.required(room, "room"),
                Canonical.bed(Fields.required(bed, "bed")),
                Fields.required(by, "by"),
                new ArrivalTime(made),
                stroke.event(Fields.required(event, "ev")));
    }

    private void take(String name, CborReader in) throws IOException {
        switch (name) {
            case "id" -> id = in.text();
            case "src" -> source = in.knownText();
            case "tool" -> tool = in.knownText();
            case "col" -> {
                Stroke.Colour known = Stroke.Colour.ofWireName(in.knownText());
                colour = known == null ? Stroke.Colour.CYAN : known;
            }
            case "frm" -> {
                in.map();
                frame = readFrame(in);
            }
            case "on" ->
                    surface =
                            in.knownText().equals(Stroke.Surface.FROZEN.wireName())
                                    ? Stroke.Surface.FROZEN
                                    : Stroke.Surface.MOVING;
            case "began" -> began = in.integer();
            case "txt" -> text = in.text();
            case "pts" -> points = in.bytes(SampleWire::readSamples);
            case "at" -> shownAt = in.integer();
            case "n" -> shownFrame = in.integer();
            default -> in.skip();
        }
    }

    private static Stroke.Frame readFrame(CborReader in) throws IOException {
        @Nullable Long number = null;
        @Nullable Long rtpTimestamp = null;
        @Nullable AxisTime capturedAt = null;
        @Nullable Long uncertainty = null;
        Stroke.Naming how = Stroke.Naming.NONE;
        for (String name = in.field(); name != null; name = in.field()) {
            switch (name) {
                case "n" -> number = in.integer();
                case "rtp" -> rtpTimestamp = in.integer();
                case "at" -> capturedAt = new AxisTime(in.integer());
                case "unc" -> uncertainty = in.integer();
                case "how" -> how = Stroke.Naming.ofWireName(in.knownText());
                default -> in.skip();
            }
        }
        return new Stroke.Frame(number, rtpTimestamp, capturedAt, uncertainty, how);
    }

    /// @throws IllegalArgumentException for an event or a tool nobody knows
    private Event event(String word) {
        return switch (word) {
            case "drawn" -> new Event.Drawn(stroke());
            case "erased" -> new Event.Erased(strokeId());
            case "cleared" -> new Event.Cleared();
            case "shown" -> new Event.Shown(strokeId(), new AxisTime(shownAt), shownFrame);
            default -> throw new IllegalArgumentException("no event " + word);
        };
    }

    private Stroke stroke() {
        Stroke.Tool known = Stroke.Tool.ofWireName(Fields.required(tool, "tool"));
        if (known == null) {
            throw new IllegalArgumentException("no tool " + tool);
        }
        return new Stroke(
                strokeId(),
                Fields.required(source, "src"),
                known,
                colour,
                frame,
                surface,
                new ArrivalTime(began),
                points,
                text);
    }

    private StrokeId strokeId() {
        return new StrokeId(Fields.required(id, "id"));
    }
}
