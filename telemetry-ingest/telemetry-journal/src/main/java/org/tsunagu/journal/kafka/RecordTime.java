// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.record.StrokeReport;

/// The timestamp a record gets in Kafka: when it arrived.
final class RecordTime {
    private static final Logger LOG = LoggerFactory.getLogger(RecordTime.class);
    private static final long MICROS_PER_MILLI = 1_000;

    /// Kafka refuses a record more than an hour ahead of its own clock; we stay well below.
    static final long FARTHEST_AHEAD_MILLIS = 30 * 60_000L;

    private static final long COMPLAIN_EVERY_MILLIS = 60_000;
    private static final AtomicLong COMPLAINED_AT = new AtomicLong();

    private RecordTime() {}

    /// @param nowMillis this machine's clock, UTC
    /// @return milliseconds since 1970-01-01 UTC
    static long millis(JournalRecord record, long nowMillis) {
        long millis = Math.max(0, Math.floorDiv(arrival(record).micros(), MICROS_PER_MILLI));
        if (millis <= nowMillis + FARTHEST_AHEAD_MILLIS) {
            return millis;
        }
        // The record keeps its own arrival time inside; only its place in the journal's time
        // index moves. Refusing it would lose a patient's data for a wrong clock.
        if (record instanceof BedFrame frame && mayComplain(nowMillis)) {
            LOG.error(
                    "A frame of {} says it arrived {} ms ahead of this machine's clock; one of the"
                            + " two clocks is wrong",
                    frame.id().source(),
                    millis - nowMillis);
        }
        return nowMillis;
    }

    private static boolean mayComplain(long nowMillis) {
        long last = COMPLAINED_AT.get();
        return nowMillis - last >= COMPLAIN_EVERY_MILLIS
                && COMPLAINED_AT.compareAndSet(last, nowMillis);
    }

    private static ArrivalTime arrival(JournalRecord record) {
        return switch (record) {
            case BedFrame frame -> frame.arrivedAt();
            case BedMovement movement -> movement.arrivedAt();
            case SourceReport report -> report.lastSeen();
            case AnomalyReport report -> report.last();
            case LinkReport report -> report.since();
            case ResultReport report -> report.arrivedAt();
            case SeverityReport report -> report.madeAt();
            case StrokeReport report -> report.madeAt();
        };
    }
}
