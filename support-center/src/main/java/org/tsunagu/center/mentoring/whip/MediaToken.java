// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring.whip;

import java.time.Instant;
import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.RoomId;
import org.tsunagu.video.bridge.SourceId;

/// What a bearer of a media token may do: send or see one source of one room, for a while.
///
/// @param id of the token, as the audit names it
/// @param maker who made it, as the audit names them
record MediaToken(
        String id,
        String maker,
        RoomId room,
        String source,
        Direction direction,
        Instant expiresAt) {
    SourceId sourceId() {
        return new SourceId(room, source);
    }

    boolean expiredAt(Instant now) {
        return !now.isBefore(expiresAt);
    }
}
