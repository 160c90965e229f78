// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.record.StrokeReport;

/// Hands what happened to ink to the journal, after the people have it.
final class StrokeKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(StrokeKeeper.class);

    private final RoomParts parts;
    private final Room room;

    StrokeKeeper(RoomParts parts, Room room) {
        this.parts = parts;
        this.room = room;
    }

    /// @param account who did it
    /// @return completes on the event loop when the journal has it
    Future<Void> keep(String account, StrokeReport.Event event) {
        var report =
                new StrokeReport(
                        room.id().value(),
                        room.bed(),
                        account,
                        new ArrivalTime(parts.now().micros()),
                        event);
        return parts.journal()
                .append(report)
                .onFailure(
                        refusal -> {
                            parts.counters().unkept.increment();
                            LOG.warn(
                                    "Ink of room {} is not kept: {}",
                                    room.id(),
                                    refusal.toString());
                        })
                .mapEmpty();
    }
}
