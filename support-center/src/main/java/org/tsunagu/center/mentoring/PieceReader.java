// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import static org.tsunagu.center.mentoring.RoomMessageReader.EXACT_IN_A_BROWSER;
import static org.tsunagu.center.mentoring.RoomMessageReader.micros;
import static org.tsunagu.center.mentoring.RoomMessageReader.optional;
import static org.tsunagu.center.mentoring.RoomMessageReader.require;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.mentoring.ink.Piece;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.name.Printable;
import org.tsunagu.telemetry.record.Stroke;
import org.tsunagu.telemetry.record.StrokeId;
import org.tsunagu.telemetry.signal.Samples;

/// Reads pieces of strokes and names of frames.
final class PieceReader {
    private static final String POINTER = "pointer";
    private static final long UNSIGNED_32 = 0xFFFF_FFFFL;
    private static final int LONGEST_MILLIS = 3_600_000;

    private PieceReader() {}

    /// @throws IllegalArgumentException for a piece that cannot be used
    static Piece piece(JsonNode message) {
        String name = RoomMessageReader.text(message, "tool");
        boolean pointer = name.equals(POINTER);
        Stroke.Tool tool = Stroke.Tool.ofWireName(name);
        require(pointer || tool != null, "there is no such tool");
        Stroke.Colour colour = Stroke.Colour.ofWireName(RoomMessageReader.text(message, "colour"));
        if (colour == null) {
            throw new IllegalArgumentException("there is no such colour");
        }
        return new Piece(
                new StrokeId(RoomMessageReader.text(message, "id")),
                RoomMessageReader.source(message),
                tool,
                colour,
                frame(message),
                surface(RoomMessageReader.text(message, "surface")),
                from(message, pointer),
                points(message.path("points")),
                text(message, tool),
                message.path("done").asBoolean(false));
    }

    private static Stroke.Surface surface(String word) {
        for (Stroke.Surface surface : Stroke.Surface.values()) {
            if (surface.wireName().equals(word)) {
                return surface;
            }
        }
        throw new IllegalArgumentException("surface is moving or frozen");
    }

    private static int from(JsonNode message, boolean pointer) {
        long most = pointer ? EXACT_IN_A_BROWSER : Stroke.MOST_POINTS;
        Long from = optional(message, "from", most);
        return from == null ? 0 : (int) Math.min(from, Stroke.MOST_POINTS);
    }

    private static Samples points(JsonNode points) {
        int count = points.size();
        require(
                points.isArray()
                        && count % Stroke.POINT_NUMBERS == 0
                        && count <= Piece.MOST_POINTS * Stroke.POINT_NUMBERS,
                "points are x, y, pressure and ms of at most " + Piece.MOST_POINTS + " points");
        int[] numbers = new int[count];
        for (int i = 0; i < count; i += Stroke.POINT_NUMBERS) {
            numbers[i] = share(points.get(i), Stroke.PLACE_UNITS);
            numbers[i + 1] = share(points.get(i + 1), Stroke.PLACE_UNITS);
            numbers[i + 2] = share(points.get(i + 2), Stroke.PRESSURE_UNITS);
            numbers[i + 3] = (int) Math.round(in(points.get(i + 3), LONGEST_MILLIS));
        }
        return Samples.of(numbers);
    }

    private static int share(JsonNode number, int units) {
        return (int) Math.round(in(number, 1) * units);
    }

    private static double in(JsonNode number, double most) {
        double value = number.isNumber() ? number.asDouble() : Double.NaN;
        require(value >= 0 && value <= most, "a number of the points is not in its range");
        return value;
    }

    private static @Nullable String text(JsonNode message, Stroke.@Nullable Tool tool) {
        if (tool != Stroke.Tool.TEXT) {
            return null;
        }
        String text = RoomMessageReader.text(message, "text");
        require(
                Printable.is(text, Stroke.LONGEST_TEXT),
                "a text has 1 to " + Stroke.LONGEST_TEXT + " printable characters");
        return text;
    }

    /// The frame a message names, null when it names none.
    ///
    /// @throws IllegalArgumentException for one that cannot be used
    static Stroke.@Nullable Frame frame(JsonNode message) {
        JsonNode frame = message.path("frame");
        if (!frame.isObject()) {
            return null;
        }
        return new Stroke.Frame(
                optional(frame, "n", EXACT_IN_A_BROWSER),
                optional(frame, "rtp", UNSIGNED_32),
                frame.hasNonNull("at") ? new AxisTime(micros(frame, "at")) : null,
                optional(frame, "unc", EXACT_IN_A_BROWSER),
                Stroke.Naming.ofWireName(frame.path("how").asText()));
    }
}
