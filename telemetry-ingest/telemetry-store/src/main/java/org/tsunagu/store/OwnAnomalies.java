// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.store.intake.Buffers;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.SourceId;

/// What the store itself finds odd, counted per kind. Kinds are a small fixed set. Thread-safe.
final class OwnAnomalies {
    static final SourceId TSUNAGU = new SourceId("tsunagu");

    private final Buffers buffers;
    private final Clock clock;
    private final Map<String, AnomalyReport> byKind = new HashMap<>();

    OwnAnomalies(Buffers buffers, Clock clock) {
        this.buffers = buffers;
        this.clock = clock;
    }

    /// Goes on counting where the database stopped.
    synchronized void resume(Iterable<AnomalyReport> known) {
        for (AnomalyReport report : known) {
            if (report.source().equals(TSUNAGU)) {
                byKind.put(report.kind(), report);
            }
        }
    }

    synchronized void report(String kind, @Nullable String example) {
        var now = new ArrivalTime(clock.millis() * 1_000);
        AnomalyReport old = byKind.get(kind);
        var report =
                new AnomalyReport(
                        kind,
                        TSUNAGU,
                        old == null ? 1 : old.count() + 1,
                        old == null ? now : old.first(),
                        now,
                        old == null ? String.valueOf(example) : old.example());
        byKind.put(kind, report);
        buffers.report(report, System.nanoTime());
    }
}
