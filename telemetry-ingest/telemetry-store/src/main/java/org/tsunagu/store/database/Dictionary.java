// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.tsunagu.store.intake.Flush;
import org.tsunagu.store.intake.PendingBed;
import org.tsunagu.telemetry.signal.MetricCode;

/// Beds, codes, sources and units as small numbers.
public final class Dictionary {
    private final Names beds = new Names("bed");
    private final Names codes = new Names("code");
    private final Map<MetricCode, Integer> codeIds = new ConcurrentHashMap<>();
    private final Names sources = new Names("source");
    private final Names units = new Names("unit");

    public void load(Connection connection) throws SQLException {
        for (Names names : new Names[] {beds, codes, sources, units}) {
            names.load(connection);
        }
    }

    /// Adds every name a flush will need.
    void ensure(Connection connection, Flush flush) throws SQLException {
        Set<String> newBeds = new HashSet<>();
        Set<MetricCode> newCodes = new HashSet<>();
        Set<String> newSources = new HashSet<>();
        Set<String> newUnits = new HashSet<>();
        for (PendingBed bed : flush.beds()) {
            newBeds.add(bed.bed().value());
            bed.numerics()
                    .forEach(
                            row -> {
                                newCodes.add(row.code());
                                newSources.add(row.source().value());
                                newUnits.add(row.unit());
                            });
            bed.heads()
                    .forEach(
                            head -> {
                                newCodes.add(head.code());
                                newSources.add(head.source().value());
                                newUnits.add(head.unit());
                            });
            bed.alerts().forEach(alert -> newSources.add(alert.source().value()));
            bed.links().forEach(link -> newSources.add(link.source().value()));
            bed.gaps()
                    .forEach(
                            gap -> {
                                newSources.add(gap.source().value());
                                if (gap.code() != null) {
                                    newCodes.add(gap.code());
                                }
                            });
        }
        flush.reports().sources().forEach(report -> newSources.add(report.source().value()));
        flush.reports().anomalies().forEach(report -> newSources.add(report.source().value()));
        beds.ensure(connection, newBeds);
        codes.ensure(connection, newCodes.stream().map(MetricCode::id).toList());
        sources.ensure(connection, newSources);
        units.ensure(connection, newUnits);
    }

    public Names beds() {
        return beds;
    }

    public Names codes() {
        return codes;
    }

    /// The number of a code that [#ensure] has seen; asked for every value stored, so the code is
    /// not turned into text each time.
    int codeId(MetricCode code) {
        Integer known = codeIds.get(code);
        if (known == null) {
            known = codes.idOf(code.id());
            codeIds.put(code, known);
        }
        return known;
    }

    public Names sources() {
        return sources;
    }

    public Names units() {
        return units;
    }
}
