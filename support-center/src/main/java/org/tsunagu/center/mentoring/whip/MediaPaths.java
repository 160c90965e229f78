// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring.whip;

import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.RoomId;

/// Addresses of WHIP and WHEP.
final class MediaPaths {
    static final String WHIP = "whip";
    static final String WHEP = "whep";

    private MediaPaths() {}

    /// The word for a direction.
    static String endpoint(Direction direction) {
        return switch (direction) {
            case PUBLISH -> WHIP;
            case VIEW -> WHEP;
        };
    }

    /// Rooms and sources are plain names: nothing in them needs an escape.
    static String of(String endpoint, RoomId room, String source) {
        return "/media/" + endpoint + "/" + room + "/" + source;
    }
}
