// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring.ink;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.Stroke;
import org.tsunagu.telemetry.record.StrokeId;
import org.tsunagu.telemetry.signal.Samples;

/// A stroke on its way: its pieces joined so far. What it lies on and was drawn with is what its
/// first piece said. Written by the event loop that owns the room.
public final class Drawing {
    private static final int FIRST_NUMBERS = 64;

    private final Author author;
    private final Piece first;
    private final Stroke.Tool tool;
    private Stroke.@Nullable Frame frame;
    private final AxisTime beganAt;
    private int[] numbers = new int[FIRST_NUMBERS];
    private int length;
    private @Nullable String text;
    private AxisTime lastAt;
    private boolean done;

    /// @param first a piece of anything but a pointer
    /// @param frame the first piece's frame with everything that is known of it
    public Drawing(Author author, Piece first, Stroke.@Nullable Frame frame, AxisTime now) {
        this.author = author;
        this.first = first;
        this.frame = frame;
        tool = Objects.requireNonNull(first.tool(), "a pointer leaves no ink");
        beganAt = now;
        lastAt = now;
    }

    /// Joins the next piece.
    ///
    /// @return why it does not belong to this stroke, null when it was taken
    public @Nullable String take(Piece piece, AxisTime now) {
        if (done) {
            return "this stroke is complete";
        }
        if (!piece.source().equals(first.source()) || piece.tool() != tool) {
            return "a stroke stays on its picture and with its tool";
        }
        int at = piece.from() * Stroke.POINT_NUMBERS;
        int end = at + piece.points().length();
        if (at > length) {
            return "a piece is missing before this one";
        }
        if (end > Stroke.MOST_POINTS * Stroke.POINT_NUMBERS) {
            return "a stroke has at most " + Stroke.MOST_POINTS + " points";
        }
        if (end > numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(end, 2 * numbers.length));
        }
        piece.points().copyTo(0, piece.points().length(), numbers, at);
        length = end;
        frame = betterNamed(frame, piece.frame());
        text = piece.text();
        lastAt = now;
        done = piece.done();
        return null;
    }

    /// The frame it began on. Its number may become known a moment after its other names; nothing
    /// else of it changes later.
    private static Stroke.@Nullable Frame betterNamed(
            Stroke.@Nullable Frame known, Stroke.@Nullable Frame next) {
        if (known == null || next == null) {
            return known == null ? next : known;
        }
        boolean same =
                known.number() == null
                        && next.number() != null
                        && Objects.equals(known.rtpTimestamp(), next.rtpTimestamp());
        if (!same) {
            return known;
        }
        return next.capturedAt() != null
                ? next
                : new Stroke.Frame(
                        next.number(),
                        next.rtpTimestamp(),
                        known.capturedAt(),
                        known.uncertaintyMicros(),
                        next.how());
    }

    /// Nothing more comes: its page is gone.
    public void end() {
        done = true;
    }

    /// All of it so far.
    public Stroke whole() {
        return new Stroke(
                id(),
                source(),
                tool,
                first.colour(),
                frame,
                surface(),
                new ArrivalTime(beganAt.micros()),
                Samples.of(numbers, 0, length),
                text);
    }

    public StrokeId id() {
        return first.id();
    }

    public Author author() {
        return author;
    }

    public String source() {
        return first.source();
    }

    public Stroke.Surface surface() {
        return first.surface();
    }

    public Stroke.@Nullable Frame frame() {
        return frame;
    }

    /// When its last piece came.
    public AxisTime lastAt() {
        return lastAt;
    }

    public boolean done() {
        return done;
    }

    /// How many it has so far.
    public int points() {
        return length / Stroke.POINT_NUMBERS;
    }
}
