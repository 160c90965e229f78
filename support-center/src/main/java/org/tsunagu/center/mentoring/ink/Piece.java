// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring.ink;

import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.record.Stroke;
import org.tsunagu.telemetry.record.StrokeId;
import org.tsunagu.telemetry.signal.Samples;

/// A piece of a stroke as a page sends it.
///
/// @param tool null for a pointer, which leaves no ink
/// @param from index of the first point
/// @param points as in [Stroke]
/// @param done whether it is the last
public record Piece(
        StrokeId id,
        String source,
        Stroke.@Nullable Tool tool,
        Stroke.Colour colour,
        Stroke.@Nullable Frame frame,
        Stroke.Surface surface,
        int from,
        Samples points,
        @Nullable String text,
        boolean done) {
    /// Points of one piece.
    public static final int MOST_POINTS = 512;
}
