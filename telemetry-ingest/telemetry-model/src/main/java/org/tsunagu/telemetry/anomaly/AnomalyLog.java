// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.anomaly;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.SourceId;

/// Each kind of odd input of each source kept once, with count, first and last time and the first
/// example. Thread-safe.
///
/// Bound: [#MOST_DISTINCT] pairs of kind and source. What comes beyond is counted under the kind
/// [#OVERFLOW] of the source [#OURSELVES]; nothing that is listed already is dropped for it.
public final class AnomalyLog {
    public static final int MOST_DISTINCT = 1_000;
    public static final String OVERFLOW = "anomalies-overflow";
    public static final SourceId OURSELVES = new SourceId("tsunagu");

    private record Key(String kind, SourceId source) {}

    private final Map<Key, AnomalyReport> reports = new LinkedHashMap<>();
    private final Set<Key> changed = new LinkedHashSet<>();

    /// Counts one anomaly.
    public synchronized void record(SourceId source, Anomaly anomaly, ArrivalTime at) {
        var key = new Key(anomaly.kind(), source);
        if (reports.containsKey(key) || reports.size() < MOST_DISTINCT) {
            count(key, anomaly.example(), at);
        } else {
            count(
                    new Key(OVERFLOW, OURSELVES),
                    "more than " + MOST_DISTINCT + " kinds and sources",
                    at);
        }
    }

    /// The reports that changed since the last call, to be journaled; each stands for all before
    /// it.
    public synchronized List<AnomalyReport> drainChanged() {
        List<AnomalyReport> drained = new ArrayList<>(changed.size());
        for (Key key : changed) {
            AnomalyReport report = reports.get(key);
            if (report != null) {
                drained.add(report);
            }
        }
        changed.clear();
        return List.copyOf(drained);
    }

    /// Everything, in the order it was first met.
    public synchronized List<AnomalyReport> all() {
        return List.copyOf(reports.values());
    }

    private void count(Key key, String example, ArrivalTime at) {
        AnomalyReport known = reports.get(key);
        AnomalyReport next =
                known == null
                        ? new AnomalyReport(key.kind(), key.source(), 1, at, at, example)
                        : new AnomalyReport(
                                known.kind(),
                                known.source(),
                                known.count() + 1,
                                earlier(known.first(), at),
                                later(known.last(), at),
                                known.example());
        reports.put(key, next);
        changed.add(key);
    }

    private static ArrivalTime earlier(ArrivalTime one, ArrivalTime other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    private static ArrivalTime later(ArrivalTime one, ArrivalTime other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
