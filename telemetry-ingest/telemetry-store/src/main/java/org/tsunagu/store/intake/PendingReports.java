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
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceReport;

/// Movements and reports that wait for the database; of sources and anomalies only the last report
/// of each.
public final class PendingReports {
    /// What one severity report, and one result, take in memory, estimated.
    private static final long SEVERITY_BYTES = 8 << 10;

    private static final long RESULT_BYTES = 512;

    private final long sinceNanos;
    private final Map<Integer, Mark> before = new HashMap<>();
    private final List<BedMovement> movements = new ArrayList<>();
    private final List<SeverityReport> severity = new ArrayList<>();
    private final List<ResultReport> results = new ArrayList<>();
    private final Map<SourceId, SourceReport> sources = new LinkedHashMap<>();
    private final Map<AnomalyKey, AnomalyReport> anomalies = new LinkedHashMap<>();

    private long bytes;

    private record AnomalyKey(String kind, SourceId source) {}

    PendingReports(long sinceNanos) {
        this.sinceNanos = sinceNanos;
    }

    void add(BedMovement movement) {
        movements.add(movement);
    }

    void add(SeverityReport report) {
        severity.add(report);
        bytes += SEVERITY_BYTES;
    }

    void add(ResultReport report) {
        results.add(report);
        bytes += RESULT_BYTES * (1 + report.results().size());
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

    /// Of severity reports and results, estimated; the others are few.
    long bytes() {
        return bytes;
    }

    public List<SeverityReport> severity() {
        return Collections.unmodifiableList(severity);
    }

    public List<ResultReport> results() {
        return Collections.unmodifiableList(results);
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
