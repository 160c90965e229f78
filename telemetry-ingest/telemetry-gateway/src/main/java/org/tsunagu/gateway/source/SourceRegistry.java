// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.anomaly.AnomalyLog;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.record.StrokeReport;

/// Every source that was heard of, and what the journal must be told of them. Pure: time comes in,
/// records come out. Written by the gateway's event loop only.
///
/// Bound: [#MOST_SOURCES]; beyond it the source that was silent longest and is not connected is
/// forgotten (`source-forgotten`).
public final class SourceRegistry {
    public static final int MOST_SOURCES = 5_000;

    /// A source is reported at most so often.
    public static final long REPORT_EVERY_MICROS = 2_000_000;

    /// Odd input is reported at most so often.
    public static final long ANOMALIES_EVERY_MICROS = 1_000_000;

    /// Silence of a device stream after which its beds' supervision is lost. With the tick it is
    /// told before 5 s have passed.
    public static final long STREAM_SILENCE_MICROS = 4_500_000;

    /// An interval source may be late by so much beyond two intervals.
    public static final long INTERVAL_GRACE_MICROS = 5_000_000;

    private final AnomalyLog anomalies;
    private final Map<SourceId, Source> sources = new LinkedHashMap<>();
    private boolean tellAllAnomalies;
    private long anomaliesToldMicros;

    public SourceRegistry(AnomalyLog anomalies) {
        this.anomalies = anomalies;
    }

    /// The source of that name; made when it is new.
    public Source source(SourceId id, SourceKind kind, String address, ArrivalTime now) {
        Source known = sources.get(id);
        if (known != null) {
            return known;
        }
        if (sources.size() >= MOST_SOURCES) {
            forgetOne(now);
        }
        var source = new Source(id, kind, address, now);
        sources.put(id, source);
        return source;
    }

    public @Nullable Source known(SourceId id) {
        return sources.get(id);
    }

    /// Every source as it stands now.
    public List<SourceReport> reports() {
        return sources.values().stream().map(Source::report).toList();
    }

    public void odd(SourceId source, List<Anomaly> found, ArrivalTime now) {
        for (Anomaly anomaly : found) {
            anomalies.record(source, anomaly, now);
        }
    }

    public void odd(SourceId source, String kind, String example, ArrivalTime now) {
        anomalies.record(source, new Anomaly(kind, example), now);
    }

    /// What must be journaled now: links that were lost or restored, sources and anomalies that
    /// changed.
    public List<JournalRecord> due(ArrivalTime now) {
        List<JournalRecord> due = new ArrayList<>();
        for (Source source : sources.values()) {
            for (Supervision supervision : source.supervisions()) {
                add(due, supervision.due(now));
            }
            add(due, source.dueReport(now));
        }
        long waited = now.micros() - anomaliesToldMicros;
        if (waited < 0 || waited >= ANOMALIES_EVERY_MICROS) {
            anomaliesToldMicros = now.micros();
            List<AnomalyReport> changed = anomalies.drainChanged();
            due.addAll(tellAllAnomalies ? anomalies.all() : changed);
            tellAllAnomalies = false;
        }
        return due;
    }

    /// A record that was due could not be kept: it becomes due again.
    public void notKept(JournalRecord record) {
        switch (record) {
            case LinkReport link -> {
                Source source = sources.get(link.source());
                if (source != null) {
                    source.supervisions().stream()
                            .filter(s -> s.isFor(link))
                            .forEach(Supervision::tellAgain);
                }
            }
            case SourceReport report -> {
                Source source = sources.get(report.source());
                if (source != null) {
                    source.reportAgain();
                }
            }
            case AnomalyReport _ -> tellAllAnomalies = true;
            case BedFrame _, BedMovement _, ResultReport _, SeverityReport _, StrokeReport _ -> {}
        }
    }

    private void forgetOne(ArrivalTime now) {
        Source oldest = null;
        for (Source source : sources.values()) {
            if (!source.isConnected()
                    && (oldest == null || source.lastSeen().compareTo(oldest.lastSeen()) < 0)) {
                oldest = source;
            }
        }
        if (oldest != null) {
            sources.remove(oldest.id());
            odd(AnomalyLog.OURSELVES, "source-forgotten", oldest.id().value(), now);
        }
    }

    private static void add(List<JournalRecord> due, @Nullable JournalRecord record) {
        if (record != null) {
            due.add(record);
        }
    }
}
