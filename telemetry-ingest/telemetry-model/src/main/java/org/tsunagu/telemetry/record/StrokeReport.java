// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.name.Printable;
import org.tsunagu.telemetry.ward.BedId;

/// What happened to the ink of one mentoring room. Strokes go to the people at once; this is what
/// is kept of them.
///
/// @param room the mentoring room's name
/// @param bed whose operation it is, and so whose vitals stand beside it
/// @param by account of who did it
/// @param madeAt when the server knew
public record StrokeReport(String room, BedId bed, String by, ArrivalTime madeAt, Event event)
        implements JournalRecord {
    private static final int LONGEST_NAME = 200;

    public StrokeReport {
        Printable.require("room", room, LONGEST_NAME);
        Printable.require("by", by, LONGEST_NAME);
    }

    /// What happened.
    public sealed interface Event {
        /// A stroke is complete. It was with the others of the room before.
        record Drawn(Stroke stroke) implements Event {}

        /// Who drew it took it back.
        record Erased(StrokeId stroke) implements Event {}

        /// Everything in the room was taken away.
        record Cleared() implements Event {}

        /// A page of the operating room had it on its glass.
        ///
        /// @param at when, as that page says
        /// @param frame number of the frame that was displayed then, null when it is not known
        record Shown(StrokeId stroke, AxisTime at, @Nullable Long frame) implements Event {}
    }

    @Override
    public String partitionKey() {
        return room;
    }
}
