// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.patient;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tsunagu.store.history.StoredSeverity;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SeverityReport;

/// What was said of one patient in the last hours: the newest report, whole, and the risks before
/// it. Of one minute the report made last counts.
final class RiskHistory {
    private static final long MINUTE_MICROS = 60_000_000;

    /// Risks are compared over an hour, or what lies nearest to it between these.
    static final long NEAREST_MICROS = 30 * MINUTE_MICROS;

    static final long FARTHEST_MICROS = 120 * MINUTE_MICROS;

    private static final long HOUR_MICROS = 60 * MINUTE_MICROS;

    /// Minutes remembered.
    static final int MOST = 200;

    /// @param risk null when none was given
    private record Said(ArrivalTime madeAt, String model, @Nullable Double risk) {}

    private final NavigableMap<AxisTime, Said> said = new TreeMap<>();
    private @Nullable SeverityReport newest;
    private @Nullable RiskChange change;

    void take(SeverityReport made) {
        SeverityReport report = made.shown();
        SeverityReport.Learned learned = report.learned();
        take(
                report.asOf(),
                new Said(report.madeAt(), report.model(), learned == null ? null : learned.risk()));
        SeverityReport known = newest;
        if (known == null || isLater(report, known)) {
            newest = report;
        }
        change = reckoned();
    }

    void take(StoredSeverity stored) {
        for (StoredSeverity.Risk risk : stored.risks()) {
            // Whoever was heard live since the start knows better.
            said.putIfAbsent(risk.at(), new Said(new ArrivalTime(0), risk.model(), risk.risk()));
        }
        take(stored.newest());
    }

    private static boolean isLater(SeverityReport report, SeverityReport known) {
        int byMinute = report.asOf().compareTo(known.asOf());
        return byMinute > 0 || (byMinute == 0 && report.madeAt().compareTo(known.madeAt()) >= 0);
    }

    private void take(AxisTime at, Said one) {
        said.merge(at, one, (old, next) -> next.madeAt().compareTo(old.madeAt()) >= 0 ? next : old);
        AxisTime line = said.lastKey().plusMicros(-FARTHEST_MICROS);
        said.headMap(line, false).clear();
        if (said.size() > MOST) {
            said.pollFirstEntry();
        }
    }

    @Nullable SeverityReport newest() {
        return newest;
    }

    /// Against the risk nearest to an hour before; null without one, or when another model said it.
    @Nullable RiskChange change() {
        return change;
    }

    private @Nullable RiskChange reckoned() {
        SeverityReport report = newest;
        SeverityReport.Learned learned = report == null ? null : report.learned();
        if (report == null || learned == null) {
            return null;
        }
        AxisTime best = null;
        double then = 0;
        for (var entry : said.entrySet()) {
            Double risk = entry.getValue().risk();
            long back = report.asOf().microsSince(entry.getKey());
            if (risk == null
                    || back < NEAREST_MICROS
                    || back > FARTHEST_MICROS
                    || !entry.getValue().model().equals(report.model())) {
                continue;
            }
            if (best == null || distance(back) < distance(report.asOf().microsSince(best))) {
                best = entry.getKey();
                then = risk;
            }
        }
        return best == null
                ? null
                : new RiskChange(
                        (learned.risk() - then) * HOUR_MICROS / report.asOf().microsSince(best),
                        best);
    }

    private static long distance(long backMicros) {
        return Math.abs(backMicros - HOUR_MICROS);
    }
}
