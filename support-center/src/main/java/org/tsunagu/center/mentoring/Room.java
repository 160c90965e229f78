// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import java.util.Map;
import org.tsunagu.telemetry.name.Printable;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.video.bridge.RoomId;

/// A mentoring room as the site file names it.
///
/// @param title what people read
/// @param bed whose operation it is: its vitals stand beside the pictures, and who may come in is
///     decided by its facility
/// @param labels what people read of the cameras the site file names, by source
public record Room(RoomId id, String title, BedId bed, Map<String, String> labels) {
    private static final int LONGEST_TITLE = 200;

    /// @throws IllegalArgumentException for a title that cannot be shown
    public Room {
        Printable.require("title", title, LONGEST_TITLE);
        labels = Map.copyOf(labels);
        labels.values().forEach(label -> Printable.require("label", label, LONGEST_TITLE));
    }

    /// A room without cameras of its own.
    public Room(RoomId id, String title, BedId bed) {
        this(id, title, bed, Map.of());
    }
}
