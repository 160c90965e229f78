// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import io.vertx.core.Context;
import java.time.InstantSource;
import org.tsunagu.journal.JournalWriter;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.video.bridge.MediaBridge;

/// What every room stands on.
///
/// @param loop the event loop that owns all rooms
record RoomParts(
        Context loop,
        InstantSource clock,
        MediaBridge bridge,
        JournalWriter journal,
        RoomCounters counters) {
    AxisTime now() {
        return AxisTime.of(clock.instant());
    }
}
