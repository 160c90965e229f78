// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceReport;

/// Movements and reports that wait for the database; of reports only the last of each kind.
public final class PendingReports {
    private final long sinceNanos;
    private final Map<Integer, Mark> before = new HashMap<>();
    private final List<BedMovement> movements = new ArrayList<>();
    private final Map<SourceId, SourceReport> sources = new LinkedHashMap<>();
    private final Map<AnomalyKey, AnomalyReport> anomalies = new LinkedHashMap<>();

    private record AnomalyKey(String kind, SourceId source) {}

    PendingReports(long sinceNanos) {
        this.sinceNanos = sinceNanos;
    }

    void add(BedMovement movement) {
        movements.add(movement);
    }

    void add(SourceReport report) {
        sources.put(report.source(), report);
    }

    void add(AnomalyReport report) {
        anomalies.put(new AnomalyKey(report.kind(), report.source()), report);
    }

    long sinceNanos() {
        return sinceNanos;
    }

    Map<Integer, Mark> before() {
        return before;
    }

    int size() {
        return movements.size() + sources.size() + anomalies.size();
    }

    public List<BedMovement> movements() {
        return Collections.unmodifiableList(movements);
    }

    public Collection<SourceReport> sources() {
        return Collections.unmodifiableCollection(sources.values());
    }

    public Collection<AnomalyReport> anomalies() {
        return Collections.unmodifiableCollection(anomalies.values());
    }
}
