// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.ward;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tsunagu.store.history.History;
import org.tsunagu.store.history.LatestNumeric;
import org.tsunagu.store.history.StoredAlert;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.store.history.StoredSeverity;
import org.tsunagu.store.history.StoredStay;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.Patient;

/// What the store remembers when the center starts.
public record Seed(
        List<BedId> beds,
        Map<BedId, List<LatestValue>> values,
        Map<BedId, List<OpenAlert>> alerts,
        List<BedMovement> movements,
        List<StoredSeverity> severity,
        List<StoredResult> results,
        List<SourceReport> sources,
        List<AnomalyReport> anomalies) {
    /// Stays read at the start; older ones are asked of the store when somebody wants them.
    public static final int MOST_STAYS = 20_000;

    /// How far back severity is read: an older risk says nothing of now.
    static final Duration SEVERITY_BACK = Duration.ofHours(6);

    static final Duration RESULTS_BACK = Duration.ofDays(7);

    private static final SourceId STORE = new SourceId("tsunagu-store");

    private record Beginning(EncounterId encounter, AxisTime at) {}

    public Seed {
        beds = List.copyOf(beds);
        values = Map.copyOf(values);
        alerts = Map.copyOf(alerts);
        movements = List.copyOf(movements);
        severity = List.copyOf(severity);
        results = List.copyOf(results);
        sources = List.copyOf(sources);
        anomalies = List.copyOf(anomalies);
    }

    /// Reads it. Blocks; throws what [History] throws.
    public static Seed read(History history, AxisTime now) {
        Map<BedId, List<LatestValue>> values = new LinkedHashMap<>();
        for (LatestNumeric latest : history.latestNumerics()) {
            values.computeIfAbsent(latest.bed(), _ -> new ArrayList<>())
                    .add(
                            new LatestValue(
                                    latest.code(),
                                    latest.at(),
                                    latest.reading(),
                                    latest.unit(),
                                    latest.staleAfterMicros(),
                                    latest.uncertaintyMicros(),
                                    latest.source()));
        }
        Map<BedId, List<OpenAlert>> alerts = new LinkedHashMap<>();
        for (StoredAlert stored : history.openAlerts()) {
            alerts.computeIfAbsent(stored.bed(), _ -> new ArrayList<>())
                    .add(
                            new OpenAlert(
                                    stored.alert(), stored.since(), stored.at(), stored.source()));
        }
        List<BedMovement> movements = new ArrayList<>();
        List<StoredStay> stays = history.stays(MOST_STAYS);
        Set<Beginning> beginnings = new HashSet<>();
        stays.forEach(stay -> beginnings.add(new Beginning(stay.encounter(), stay.from())));
        for (StoredStay stay : stays) {
            movements.add(movement(stay, BedMovement.Kind.ADMIT, stay.from()));
            AxisTime to = stay.to();
            // A stay that goes on in another bed is ended by its beginning there.
            if (to != null && !beginnings.contains(new Beginning(stay.encounter(), to))) {
                movements.add(movement(stay, BedMovement.Kind.DISCHARGE, to));
            }
        }
        return new Seed(
                history.beds(),
                values,
                alerts,
                movements,
                history.presentSeverity(before(now, SEVERITY_BACK)),
                history.presentResults(before(now, RESULTS_BACK)),
                history.sources(),
                history.anomalies());
    }

    private static AxisTime before(AxisTime now, Duration back) {
        return now.plusMicros(-back.toMillis() * 1_000);
    }

    /// A stored stay as the movement it came from. The same stay has the same id, so that seeding
    /// twice is seeding once.
    private static BedMovement movement(StoredStay stay, BedMovement.Kind kind, AxisTime at) {
        var id =
                new EventId.Message(
                        STORE,
                        stay.encounter() + "@" + stay.bed(),
                        at.toRfc3339(),
                        kind.wireName());
        return new BedMovement(
                id,
                kind,
                stay.encounter(),
                new Patient(stay.person(), null, null, null),
                stay.bed(),
                null,
                at,
                new ArrivalTime(at.micros()));
    }
}
