// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.name.Printable;
import org.tsunagu.telemetry.signal.Samples;

/// A whole stroke somebody drew on a picture.
///
/// @param source the picture's name in its room
/// @param frame the frame that was displayed when it began, null when nothing names it
/// @param surface what it was drawn on
/// @param beganAt when the server had its first piece
/// @param points four numbers for each: x and y in [#PLACE_UNITS] of the picture's width and
///     height, pressure in [#PRESSURE_UNITS], milliseconds since the stroke began. An arrow has
///     start and end, an ellipse two corners, a text its place
/// @param text what is written, with [Tool#TEXT] only
public record Stroke(
        StrokeId id,
        String source,
        Tool tool,
        Colour colour,
        @Nullable Frame frame,
        Surface surface,
        ArrivalTime beganAt,
        Samples points,
        @Nullable String text) {
    /// Numbers that make a point.
    public static final int POINT_NUMBERS = 4;

    /// The whole width or height of a picture.
    public static final int PLACE_UNITS = 100_000;

    /// The greatest pressure.
    public static final int PRESSURE_UNITS = 1_000;

    /// Points of one stroke.
    public static final int MOST_POINTS = 4_096;

    /// Characters of one text.
    public static final int LONGEST_TEXT = 120;

    private static final int LONGEST_SOURCE = 64;

    public Stroke {
        Printable.require("source", source, LONGEST_SOURCE);
        if (points.length() % POINT_NUMBERS != 0 || points.length() > MOST_POINTS * POINT_NUMBERS) {
            throw new IllegalArgumentException(
                    points.length() + " numbers are not 0 to " + MOST_POINTS + " points");
        }
        if ((tool == Tool.TEXT) != (text != null)) {
            throw new IllegalArgumentException("a text has words, and nothing else has");
        }
        if (text != null) {
            Printable.require("text", text, LONGEST_TEXT);
        }
    }

    /// What it was drawn with.
    public enum Tool {
        PEN,
        ARROW,
        ELLIPSE,
        TEXT;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Null when there is no such tool: its points mean something else.
        public static @Nullable Tool ofWireName(String name) {
            for (Tool tool : values()) {
                if (tool.wireName().equals(name)) {
                    return tool;
                }
            }
            return null;
        }
    }

    /// Colours that stand out from blood and tissue.
    public enum Colour {
        CYAN,
        LIME,
        WHITE;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        /// Null when there is no such colour.
        public static @Nullable Colour ofWireName(String name) {
            for (Colour colour : values()) {
                if (colour.wireName().equals(name)) {
                    return colour;
                }
            }
            return null;
        }
    }

    /// What was under the pen.
    public enum Surface {
        /// The moving picture: ink fades.
        MOVING,
        /// A frame everybody looks at: ink stays.
        FROZEN;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// How a frame is named.
    public enum Naming {
        /// By a trailer the sender's page put into it.
        TRAILER,
        /// By the RTP header extension abs-capture-time.
        ABS_CAPTURE_TIME,
        /// By RTCP sender reports (RFC 3550, section 6.4.1).
        SENDER_REPORT,
        NONE;

        /// Hyphenated.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// [#NONE] for a word nobody knows.
        public static Naming ofWireName(String name) {
            for (Naming naming : values()) {
                if (naming.wireName().equals(name)) {
                    return naming;
                }
            }
            return NONE;
        }
    }

    /// One frame of a picture.
    ///
    /// @param number of the frame within its publication, from 1; null when it has none
    /// @param rtpTimestamp unsigned 32 bit, null when it is not known
    /// @param capturedAt when it was captured, null when nothing says so
    /// @param uncertaintyMicros half width of `capturedAt`, null when nobody stated one
    public record Frame(
            @Nullable Long number,
            @Nullable Long rtpTimestamp,
            @Nullable AxisTime capturedAt,
            @Nullable Long uncertaintyMicros,
            Naming how) {}
}
