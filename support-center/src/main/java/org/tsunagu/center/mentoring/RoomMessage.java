// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.mentoring.ink.Piece;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.Stroke;
import org.tsunagu.telemetry.record.StrokeId;
import org.tsunagu.video.bridge.EndpointId;
import org.tsunagu.video.bridge.MediaKind;

/// What a page of a room says (`docs/protocols/room.md`).
sealed interface RoomMessage {
    /// Largest message taken.
    int LARGEST_BYTES = 64 * 1024;

    /// The first message.
    record Hello(int version, Place place) implements RoomMessage {}

    /// @param label what people read
    /// @param trailer whether its encoded frames carry the frame trailer
    record Publish(String source, Set<MediaKind> kinds, String label, boolean trailer)
            implements RoomMessage {
        public Publish {
            kinds = Set.copyOf(kinds);
        }
    }

    record View(String source) implements RoomMessage {}

    record Answer(EndpointId endpoint, String sdp) implements RoomMessage {}

    record Close(EndpointId endpoint) implements RoomMessage {}

    record Draw(Piece piece) implements RoomMessage {}

    record Erase(StrokeId stroke) implements RoomMessage {}

    record Clear() implements RoomMessage {}

    record Freeze(String source, Stroke.@Nullable Frame frame) implements RoomMessage {}

    record Unfreeze() implements RoomMessage {}

    /// @param at when the page had it on its glass
    /// @param frame number of the frame that was displayed then
    record Shown(StrokeId stroke, AxisTime at, @Nullable Long frame) implements RoomMessage {}

    record Scene(String source) implements RoomMessage {}

    /// @param page the page's own clock, given back as it came
    record Ping(double page) implements RoomMessage {}

    /// Understood as far as its type, and not served.
    ///
    /// @param what its type, as far as it can be shown
    record Odd(String what, String why) implements RoomMessage {}

    /// No message of this protocol at all.
    record Broken() implements RoomMessage {}
}
