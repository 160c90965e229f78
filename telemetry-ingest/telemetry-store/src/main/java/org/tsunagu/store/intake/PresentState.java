// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tsunagu.store.history.LatestNumeric;
import org.tsunagu.store.history.StoredAlert;
import org.tsunagu.store.history.StoredEncounter;
import org.tsunagu.store.history.StoredStay;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.occupancy.Occupancy;
import org.tsunagu.telemetry.occupancy.Stay;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.Patient;

/// What is newest of everything: loaded from the database at the start, kept up as records are
/// read. Thread-safe. Bounded by what exists: beds, codes, sources, movements (see [Occupancy]).
public final class PresentState {
    private static final int MOST_CODES_PER_BED = 2_000;
    private static final int MOST_ALERTS_PER_BED = 1_000;

    private final Map<BedId, Map<MetricCode, LatestNumeric>> numerics = new HashMap<>();
    private final Map<BedId, Map<AlertKey, StoredAlert>> alerts = new HashMap<>();
    private final Set<BedId> beds = new HashSet<>();
    private final TreeSet<BedId> occupiedOnce = new TreeSet<>(Comparator.comparing(BedId::value));
    private final Map<SourceId, SourceReport> sources = new LinkedHashMap<>();
    private final Map<AnomalyKey, AnomalyReport> anomalies = new LinkedHashMap<>();
    private final Map<EncounterId, Patient> patients = new HashMap<>();
    private final Occupancy occupancy = new Occupancy();

    private record AlertKey(SourceId source, String id) {}

    private record AnomalyKey(String kind, SourceId source) {}

    synchronized void apply(BedFrame frame) {
        know(frame.bed());
        Map<MetricCode, LatestNumeric> ofBed = numericsOf(frame.bed());
        for (Numeric numeric : frame.numerics()) {
            put(
                    ofBed,
                    new LatestNumeric(
                            frame.bed(),
                            numeric.code(),
                            frame.axis(numeric.measuredAt()),
                            numeric.reading(),
                            numeric.unit(),
                            numeric.staleAfterMicros(),
                            frame.clock().uncertaintyMicros(),
                            frame.id().source()));
        }
        for (Alert alert : frame.alerts()) {
            put(
                    new StoredAlert(
                            frame.bed(),
                            alert,
                            frame.axis(alert.since()),
                            frame.axis(alert.at()),
                            frame.id().source()));
        }
    }

    synchronized void apply(LinkReport link) {
        beds.add(link.bed());
    }

    /// A bed that something was stored for.
    public synchronized void know(BedId bed) {
        beds.add(bed);
    }

    /// Takes a movement, from the journal or the database.
    public synchronized void apply(BedMovement movement) {
        occupancy.apply(movement);
        patients.put(movement.encounter(), movement.patient());
        occupiedOnce.add(movement.bed());
        beds.add(movement.bed());
        BedId from = movement.from();
        if (from != null) {
            occupiedOnce.add(from);
            beds.add(from);
        }
    }

    public synchronized void apply(SourceReport report) {
        sources.put(report.source(), report);
    }

    public synchronized void apply(AnomalyReport report) {
        anomalies.put(new AnomalyKey(report.kind(), report.source()), report);
    }

    /// Takes a value if it is the newest of its bed and code.
    public synchronized void put(LatestNumeric value) {
        know(value.bed());
        put(numericsOf(value.bed()), value);
    }

    private Map<MetricCode, LatestNumeric> numericsOf(BedId bed) {
        return numerics.computeIfAbsent(bed, _ -> new HashMap<>());
    }

    private static void put(Map<MetricCode, LatestNumeric> ofBed, LatestNumeric value) {
        LatestNumeric old = ofBed.get(value.code());
        boolean fits = old != null || ofBed.size() < MOST_CODES_PER_BED;
        if (fits && (old == null || value.at().compareTo(old.at()) >= 0)) {
            ofBed.put(value.code(), value);
        }
    }

    /// Takes an alert's report if it is its newest; an alert that has ended is forgotten.
    public synchronized void put(StoredAlert report) {
        Map<AlertKey, StoredAlert> ofBed =
                alerts.computeIfAbsent(report.bed(), _ -> new LinkedHashMap<>());
        var key = new AlertKey(report.source(), report.alert().id());
        StoredAlert old = ofBed.get(key);
        if (old != null && report.at().compareTo(old.at()) < 0) {
            return;
        }
        if (hasEnded(report.alert())) {
            ofBed.remove(key);
        } else if (old != null || ofBed.size() < MOST_ALERTS_PER_BED) {
            ofBed.put(key, report);
        }
    }

    /// PCD-04: the event's phase is its end, or its state is no longer active or latched.
    public static boolean hasEnded(Alert alert) {
        return alert.phase() == Alert.Phase.END || alert.state() == Alert.State.INACTIVE;
    }

    public synchronized List<LatestNumeric> latestNumerics() {
        return numerics.values().stream().flatMap(ofBed -> ofBed.values().stream()).toList();
    }

    public synchronized List<StoredAlert> openAlerts() {
        return alerts.values().stream().flatMap(ofBed -> ofBed.values().stream()).toList();
    }

    public synchronized List<BedId> beds() {
        return beds.stream().sorted(Comparator.comparing(BedId::value)).toList();
    }

    public synchronized List<SourceReport> sources() {
        return List.copyOf(sources.values());
    }

    public synchronized List<AnomalyReport> anomalies() {
        return List.copyOf(anomalies.values());
    }

    /// Who lay in a bed then, null when nobody is known.
    public synchronized @Nullable EncounterId encounterAt(BedId bed, AxisTime at) {
        Stay stay = occupancy.at(bed, at);
        return stay == null ? null : stay.encounter();
    }

    /// The stays in a bed, oldest first.
    public synchronized List<StoredStay> staysOf(BedId bed) {
        return occupancy.ofBed(bed).stream().map(PresentState::stored).toList();
    }

    /// The stays of an encounter, oldest first.
    public synchronized List<StoredStay> staysOf(EncounterId encounter) {
        return occupancy.ofEncounter(encounter).stream().map(PresentState::stored).toList();
    }

    /// Newest first.
    public synchronized List<StoredStay> stays(int limit) {
        List<StoredStay> all = new ArrayList<>();
        occupiedOnce.forEach(bed -> all.addAll(staysOf(bed)));
        all.sort(Comparator.comparing(StoredStay::from).reversed());
        return List.copyOf(all.subList(0, Math.min(limit, all.size())));
    }

    /// Encounters that lie in a bed and have not left it.
    public synchronized List<EncounterId> presentEncounters() {
        return occupiedOnce.stream()
                .flatMap(bed -> occupancy.ofBed(bed).stream())
                .filter(stay -> stay.to() == null)
                .map(Stay::encounter)
                .distinct()
                .toList();
    }

    public synchronized @Nullable StoredEncounter encounter(EncounterId id) {
        Patient patient = patients.get(id);
        return patient == null ? null : new StoredEncounter(id, patient, staysOf(id));
    }

    private static StoredStay stored(Stay stay) {
        return new StoredStay(stay.bed(), stay.encounter(), stay.person(), stay.from(), stay.to());
    }
}
