// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.ward;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.patient.PatientRecords;
import org.tsunagu.center.patient.SeverityView;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.occupancy.Occupancy;
import org.tsunagu.telemetry.occupancy.Stay;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.ResultId;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.record.StrokeReport;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.PersonId;

/// What every bed shows now, from records in any order and as often as they come. Pure; one thread
/// writes and reads it.
public final class WardState {
    /// A bed without data for so long, and without an admission, has no data.
    public static final long QUIET_MICROS = 600_000_000L;

    /// Bounds of what is remembered; beyond it a new one is not taken and counted.
    public static final int MOST_BEDS = 20_000;

    public static final int MOST_REPORTS = 20_000;

    /// Results whose patient is not known yet.
    static final int MOST_WAITING = 2_000;

    /// Movements after which stays that ended long ago are forgotten, so that there is always
    /// room for a new one; the store keeps them all.
    static final int MANY_MOVEMENTS = Occupancy.MOST_MOVEMENTS / 2;

    static final long STAYS_KEPT_MICROS = 7 * 86_400_000_000L;
    private static final long FORGET_EVERY_MICROS = 3_600_000_000L;

    private static final AxisTime EVER = new AxisTime(Long.MIN_VALUE);

    private record AnomalyKey(String kind, SourceId source) {}

    private final WardNames names;
    private final BedOrder order;
    private final Map<BedId, BedState> beds = new HashMap<>();
    private List<BedState> inOrder = List.of();
    private final Map<BedId, BedStatus> shown = new HashMap<>();
    private final Occupancy occupancy = new Occupancy();
    private final SeenEvents seen = new SeenEvents();
    private final Map<SourceId, SourceReport> sources = new LinkedHashMap<>();
    private final Map<AnomalyKey, AnomalyReport> anomalies = new LinkedHashMap<>();
    private final PatientRecords patients = new PatientRecords();
    private final Deque<StoredResult> waiting = new ArrayDeque<>();
    private long notTaken;
    private AxisTime forgotAt = EVER;

    public WardState(WardNames names) {
        this.names = names;
        order = new BedOrder(names);
    }

    /// What a record did.
    ///
    /// @param fresh false when the event was known; then nothing changed
    /// @param changed beds that show something else now
    /// @param patients beds whose patient's severity or results may be others now
    public record Change(boolean fresh, Set<BedId> changed, Set<BedId> patients) {
        static final Change KNOWN = new Change(false, Set.of(), Set.of());
        static final Change ELSEWHERE = new Change(true, Set.of(), Set.of());

        public Change {
            changed = Set.copyOf(changed);
            patients = Set.copyOf(patients);
        }
    }

    /// Takes one record of the journal.
    public Change apply(JournalRecord record, AxisTime now) {
        return switch (record) {
            case BedFrame frame -> apply(frame);
            case BedMovement movement -> {
                if (!seen.isNew(movement.id())) {
                    yield Change.KNOWN;
                }
                Set<BedId> moved = move(movement, now);
                Set<BedId> found = takeWaiting();
                found.addAll(moved);
                yield new Change(true, moved, found);
            }
            case LinkReport report -> {
                BedState bed = bed(report.bed());
                yield bed != null && bed.take(report)
                        ? new Change(true, Set.of(report.bed()), Set.of())
                        : Change.KNOWN;
            }
            case SourceReport report -> {
                keep(sources, report.source(), report);
                yield Change.ELSEWHERE;
            }
            case AnomalyReport report -> {
                keep(anomalies, new AnomalyKey(report.kind(), report.source()), report);
                yield Change.ELSEWHERE;
            }
            case ResultReport report -> {
                if (!seen.isNew(report.id())) {
                    yield Change.KNOWN;
                }
                yield new Change(true, Set.of(), take(report));
            }
            case SeverityReport report -> {
                patients.take(report);
                yield new Change(true, Set.of(), bedsOf(report.encounter()));
            }
            case StrokeReport _ -> Change.ELSEWHERE;
        };
    }

    /// Takes what the store remembers. Never older over newer, so it may come late.
    public void seed(Seed past, AxisTime now) {
        past.beds().forEach(this::bed);
        past.values().forEach((id, values) -> onBed(id, bed -> values.forEach(bed::take)));
        past.alerts().forEach((id, alerts) -> onBed(id, bed -> alerts.forEach(bed::take)));
        past.sources().forEach(report -> sources.putIfAbsent(report.source(), report));
        past.anomalies()
                .forEach(
                        report ->
                                anomalies.putIfAbsent(
                                        new AnomalyKey(report.kind(), report.source()), report));
        for (BedMovement movement : past.movements()) {
            move(movement, now);
        }
        past.severity().forEach(patients::take);
        past.results().forEach(this::take);
        takeWaiting();
    }

    /// How ill whoever lies in a bed is.
    public SeverityView severity(BedId bed, AxisTime now) {
        BedState state = beds.get(bed);
        Stay stay = state == null ? null : state.stay();
        return patients.severity(
                bed,
                stay == null ? null : stay.encounter(),
                state != null && state.status(now) == BedStatus.CONFLICT);
    }

    /// Of each code the newest result of whoever lies in a bed.
    public List<StoredResult> results(BedId bed) {
        BedState state = beds.get(bed);
        Stay stay = state == null ? null : state.stay();
        return stay == null ? List.of() : patients.results(stay.encounter());
    }

    /// Whether another result of the same patient, code and time stands.
    public boolean standsBeside(EncounterId encounter, StoredResult result) {
        return patients.standsBeside(encounter, result);
    }

    /// A result of a patient that nothing took back, null when it is not remembered here.
    public @Nullable StoredResult standingResult(EncounterId encounter, ResultId id) {
        return patients.standing(encounter, id);
    }

    /// Beds whose state changed by time alone since it was last asked.
    public Set<BedId> tick(AxisTime now) {
        forgetOldStays(now);
        Set<BedId> changed = new LinkedHashSet<>();
        for (BedState bed : bedsInOrder()) {
            Stay present = occupancy.at(bed.bed(), now);
            occupy(bed, present, now);
            BedStatus status = bed.status(now);
            if (shown.put(bed.bed(), status) != status) {
                changed.add(bed.bed());
            }
        }
        return changed;
    }

    /// Every bed in the ward's own order.
    public List<BedView> views(AxisTime now) {
        List<BedView> views = new ArrayList<>(beds.size());
        bedsInOrder().forEach(bed -> views.add(bed.view(now)));
        return views;
    }

    /// One bed, null when nothing was ever heard of it.
    public @Nullable BedView view(BedId bed, AxisTime now) {
        BedState state = beds.get(bed);
        return state == null ? null : state.view(now);
    }

    /// The stays of an encounter, oldest first, as far as they are remembered here.
    public List<Stay> staysOf(EncounterId encounter) {
        return occupancy.ofEncounter(encounter);
    }

    public List<SourceReport> sources() {
        return List.copyOf(sources.values());
    }

    public List<AnomalyReport> anomalies() {
        return List.copyOf(anomalies.values());
    }

    public Set<BedId> bedIds() {
        return Collections.unmodifiableSet(beds.keySet());
    }

    public int bedCount() {
        return beds.size();
    }

    /// Beds, reports and results that were not taken because of the bounds.
    public long notTaken() {
        return notTaken;
    }

    private void forgetOldStays(AxisTime now) {
        if (occupancy.size() > MANY_MOVEMENTS
                && (forgotAt.equals(EVER) || now.microsSince(forgotAt) >= FORGET_EVERY_MICROS)) {
            occupancy.forgetEndedBefore(now.plusMicros(-STAYS_KEPT_MICROS));
            forgotAt = now;
        }
    }

    private Change apply(BedFrame frame) {
        if (!seen.isNew(frame.id())) {
            return Change.KNOWN;
        }
        BedState bed = bed(frame.bed());
        if (bed == null) {
            return Change.ELSEWHERE;
        }
        bed.take(frame);
        return new Change(true, Set.of(frame.bed()), Set.of());
    }

    private Set<BedId> take(ResultReport report) {
        Set<BedId> touched = new LinkedHashSet<>();
        for (int place = 0; place < report.results().size(); place++) {
            touched.addAll(take(StoredResult.of(report, place)));
        }
        return touched;
    }

    /// A result often comes before the admission does: then it waits for it.
    private Set<BedId> take(StoredResult result) {
        EncounterId encounter = encounterOf(result);
        if (encounter != null) {
            return patients.take(result, encounter) ? bedsOf(encounter) : Set.of();
        }
        if (waiting.size() >= MOST_WAITING) {
            waiting.removeFirst();
            notTaken++;
        }
        waiting.addLast(result);
        return Set.of();
    }

    private Set<BedId> takeWaiting() {
        Set<BedId> touched = new LinkedHashSet<>();
        waiting.removeIf(
                result -> {
                    EncounterId encounter = encounterOf(result);
                    if (encounter != null && patients.take(result, encounter)) {
                        touched.addAll(bedsOf(encounter));
                    }
                    return encounter != null;
                });
        return touched;
    }

    /// The encounter it names, else its person's at that time, else whoever's lay in its bed.
    private @Nullable EncounterId encounterOf(StoredResult result) {
        if (result.encounter() != null) {
            return result.encounter();
        }
        PersonId person = result.person();
        BedId named = result.bed();
        if (person == null && named != null) {
            Stay stay = occupancy.at(named, result.at());
            return stay == null ? null : stay.encounter();
        }
        for (BedId bed : beds.keySet()) {
            Stay stay = occupancy.at(bed, result.at());
            if (stay != null && stay.person().equals(person)) {
                return stay.encounter();
            }
        }
        return null;
    }

    private Set<BedId> bedsOf(EncounterId encounter) {
        Set<BedId> of = new LinkedHashSet<>();
        occupancy.ofEncounter(encounter).forEach(stay -> of.add(stay.bed()));
        return of;
    }

    private Set<BedId> move(BedMovement movement, AxisTime now) {
        Set<BedId> touched = new LinkedHashSet<>();
        touched.add(movement.bed());
        BedId from = movement.from();
        if (from != null) {
            touched.add(from);
        }
        occupancy.ofEncounter(movement.encounter()).forEach(stay -> touched.add(stay.bed()));
        occupancy.apply(movement);
        occupancy.ofEncounter(movement.encounter()).forEach(stay -> touched.add(stay.bed()));
        for (BedId id : touched) {
            onBed(id, bed -> occupy(bed, occupancy.at(id, now), now));
        }
        return touched;
    }

    /// The line nothing crosses: the present stay's beginning, or the end of the last one.
    private void occupy(BedState bed, @Nullable Stay present, AxisTime now) {
        List<Stay> stays = occupancy.ofBed(bed.bed());
        AxisTime line = EVER;
        if (present != null) {
            line = present.from();
        } else {
            for (Stay stay : stays) {
                AxisTime to = stay.to();
                if (to != null && to.compareTo(now) <= 0 && to.compareTo(line) > 0) {
                    line = to;
                }
            }
        }
        bed.occupy(present, line, !stays.isEmpty());
    }

    private @Nullable BedState bed(BedId id) {
        BedState known = beds.get(id);
        if (known == null && beds.size() < MOST_BEDS) {
            known = new BedState(id, names.of(id));
            beds.put(id, known);
        } else if (known == null) {
            notTaken++;
        }
        return known;
    }

    /// Put in order when it is looked at, not when a bed is added: frames ask for beds ten thousand
    /// times a second, boards for their order once in a while.
    private List<BedState> bedsInOrder() {
        if (inOrder.size() != beds.size()) {
            inOrder =
                    beds.values().stream()
                            .sorted(Comparator.comparing(BedState::bed, order))
                            .toList();
        }
        return inOrder;
    }

    private void onBed(BedId id, Consumer<BedState> step) {
        BedState bed = bed(id);
        if (bed != null) {
            step.accept(bed);
        }
    }

    private <K, V> void keep(Map<K, V> reports, K key, V report) {
        if (reports.containsKey(key) || reports.size() < MOST_REPORTS) {
            reports.put(key, report);
        } else {
            notTaken++;
        }
    }
}
