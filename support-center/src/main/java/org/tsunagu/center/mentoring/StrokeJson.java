// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.mentoring.ink.Author;
import org.tsunagu.center.mentoring.ink.Drawing;
import org.tsunagu.center.mentoring.ink.Piece;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.Stroke;
import org.tsunagu.telemetry.signal.Samples;

/// Strokes and their pieces as a room's messages.
final class StrokeJson {
    /// Points of whole strokes in one message; the longest point makes it 32 KiB of the 64 there
    /// may be. What is beyond follows in pieces.
    static final int MOST_POINTS_AT_ONCE = 1_000;

    /// What a stroke takes besides its points, in points.
    private static final int STROKE_AS_POINTS = 16;

    private StrokeJson() {}

    /// A piece for the others of its room.
    ///
    /// @param frame the stroke's, with everything that is known of it
    static String piece(Piece piece, Stroke.@Nullable Frame frame, Author by, AxisTime at) {
        return RoomWire.message("stroke", out -> fields(piece, frame, by, at, out));
    }

    /// What stands, as far as it goes into one message, for `ink` and `welcome`.
    static RoomWire.Fields ink(List<Drawing> standing) {
        return out -> {
            out.writeArrayFieldStart("strokes");
            for (Drawing drawing : standing.subList(0, atOnce(standing))) {
                Stroke stroke = drawing.whole();
                out.writeStartObject();
                fields(
                        piece(stroke, 0, stroke.points().length(), drawing.done()),
                        stroke.frame(),
                        drawing.author(),
                        drawing.lastAt(),
                        out);
                out.writeEndObject();
            }
            out.writeEndArray();
        };
    }

    /// The rest of it, one message each.
    static List<String> rest(List<Drawing> standing) {
        List<String> messages = new ArrayList<>();
        int most = Piece.MOST_POINTS * Stroke.POINT_NUMBERS;
        for (Drawing drawing : standing.subList(atOnce(standing), standing.size())) {
            Stroke stroke = drawing.whole();
            int length = stroke.points().length();
            for (int from = 0; from == 0 || from < length; from += most) {
                int to = Math.min(length, from + most);
                messages.add(
                        piece(
                                piece(stroke, from, to, drawing.done() && to == length),
                                stroke.frame(),
                                drawing.author(),
                                drawing.lastAt()));
            }
        }
        return messages;
    }

    private static int atOnce(List<Drawing> standing) {
        int points = 0;
        for (int i = 0; i < standing.size(); i++) {
            points += STROKE_AS_POINTS + standing.get(i).points();
            if (points > MOST_POINTS_AT_ONCE) {
                return i;
            }
        }
        return standing.size();
    }

    private static Piece piece(Stroke stroke, int from, int to, boolean done) {
        return new Piece(
                stroke.id(),
                stroke.source(),
                stroke.tool(),
                stroke.colour(),
                stroke.frame(),
                stroke.surface(),
                from / Stroke.POINT_NUMBERS,
                stroke.points().slice(from, to),
                stroke.text(),
                done);
    }

    private static void fields(
            Piece piece, Stroke.@Nullable Frame frame, Author by, AxisTime at, JsonGenerator out)
            throws IOException {
        Stroke.Tool tool = piece.tool();
        out.writeStringField("id", piece.id().value());
        out.writeStringField("source", piece.source());
        out.writeStringField("tool", tool == null ? "pointer" : tool.wireName());
        out.writeStringField("colour", piece.colour().wireName());
        frame(frame, out);
        out.writeStringField("surface", piece.surface().wireName());
        out.writeNumberField("from", piece.from());
        points(piece.points(), out);
        RoomWire.optional(out, "text", piece.text());
        out.writeBooleanField("done", piece.done());
        RoomWire.by(by, out);
        out.writeNumberField("at", at.micros());
    }

    private static void points(Samples points, JsonGenerator out) throws IOException {
        out.writeArrayFieldStart("points");
        for (int i = 0; i < points.length(); i += Stroke.POINT_NUMBERS) {
            out.writeNumber((double) points.at(i) / Stroke.PLACE_UNITS);
            out.writeNumber((double) points.at(i + 1) / Stroke.PLACE_UNITS);
            out.writeNumber((double) points.at(i + 2) / Stroke.PRESSURE_UNITS);
            out.writeNumber(points.at(i + 3));
        }
        out.writeEndArray();
    }

    static void frame(Stroke.@Nullable Frame frame, JsonGenerator out) throws IOException {
        if (frame == null) {
            return;
        }
        out.writeObjectFieldStart("frame");
        number(out, "n", frame.number());
        number(out, "rtp", frame.rtpTimestamp());
        AxisTime capturedAt = frame.capturedAt();
        number(out, "at", capturedAt == null ? null : capturedAt.micros());
        number(out, "unc", frame.uncertaintyMicros());
        out.writeStringField("how", frame.how().wireName());
        out.writeEndObject();
    }

    private static void number(JsonGenerator out, String name, @Nullable Long value)
            throws IOException {
        if (value != null) {
            out.writeNumberField(name, value);
        }
    }
}
