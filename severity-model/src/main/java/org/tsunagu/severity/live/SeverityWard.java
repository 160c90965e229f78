// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.severity.code.Input;
import org.tsunagu.severity.code.Mapping;
import org.tsunagu.severity.code.UnmappedCodes;
import org.tsunagu.severity.risk.Assessor;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.record.StrokeReport;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.PersonId;

/// Every encounter and its scores. Pure: records and the time go in, reports come out, and what
/// comes out depends on the set of records alone, not on the order in which they arrive. Values
/// belong to who lay in the bed when they were measured; they move with the patient, and a
/// backdated movement gives them to whom they belong. Confined to one thread.
///
/// Bounds: [#MOST_ENCOUNTERS] encounters, [#MOST_WAITING] results that wait for their patient, and
/// those of [EncounterValues], [Unclaimed] and [Movements].
public final class SeverityWard {
    public static final int MOST_ENCOUNTERS = 4_000;
    static final int MOST_WAITING = 20_000;

    /// So long after the end of a stay late results still count.
    static final long REMEMBERED_MICROS = 24 * 3_600_000_000L;

    /// A value dated further ahead of its arrival is not believed.
    static final long FARTHEST_AHEAD_MICROS = 60_000_000;

    /// A value may lie so far before the minute it is placed at.
    private static final long ROUNDED = 30_000_000;

    private static final long HOUSEKEEPING_MICROS = 60_000_000;

    private record Waiting(ResultReport report, int place) {}

    private final LiveSettings settings;
    private final Movements movements;
    private final Map<EncounterId, EncounterScorer> encounters = new LinkedHashMap<>();
    private final Unclaimed unclaimed = new Unclaimed();
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private final UnmappedCodes unmapped = new UnmappedCodes();
    private final LeftOut leftOut = new LeftOut();
    private long housekeptMicros;

    public SeverityWard(LiveSettings settings) {
        this.settings = settings;
        movements = new Movements(settings.units(), settings.zone());
    }

    /// Codes that fed nothing, for the technician.
    public UnmappedCodes unmapped() {
        return unmapped;
    }

    /// Values that were not used and why, for the technician.
    public LeftOut leftOut() {
        return leftOut;
    }

    /// Encounters with anything known.
    public int encounters() {
        return encounters.size();
    }

    /// Takes one record; what the scores do not need is passed over.
    ///
    /// @return what of it must be taken again after a restart to come to the same scores, null when
    ///     nothing
    public @Nullable JournalRecord take(JournalRecord record, long nowMicros) {
        return switch (record) {
            case BedMovement movement -> {
                take(movement, nowMicros);
                yield movement;
            }
            case BedFrame frame -> take(frame, nowMicros);
            case ResultReport report -> {
                boolean meant = false;
                for (int place = 0; place < report.results().size(); place++) {
                    meant |= take(report, place, nowMicros);
                }
                yield meant ? report : null;
            }
            case SeverityReport said -> {
                ReportMaker.Made made = ReportMaker.said(said);
                remember(said.encounter(), (int) said.minute(), made.fingerprint(), made.review());
                yield null;
            }
            case SourceReport _ -> null;
            case AnomalyReport _ -> null;
            case LinkReport _ -> null;
            case StrokeReport _ -> null;
        };
    }

    /// What an earlier run said of a minute, so that it is not said again without cause.
    void remember(EncounterId encounter, int minute, long fingerprint, @Nullable Review review) {
        EncounterScorer scorer = scorer(encounter);
        if (scorer != null && !scorer.saysAnything()) {
            scorer.remember(minute, fingerprint, review);
        }
    }

    /// What came before a time was lost: no encounter admitted before gets a learned risk.
    void lostUntil(AxisTime time) {
        movements.lostUntil(time);
        encounters.forEach(
                (encounter, scorer) -> {
                    Admitted now = movements.admitted(encounter);
                    if (now != null) {
                        scorer.admit(now);
                    }
                });
    }

    /// The earliest admission of those known; nothing before it is needed.
    long oldestAdmissionMicros(long otherwise) {
        long oldest = otherwise;
        for (EncounterScorer scorer : encounters.values()) {
            Admitted who = scorer.admitted();
            oldest = who == null ? oldest : Math.min(oldest, who.admissionMicros());
        }
        return oldest;
    }

    private @Nullable EncounterScorer scorer(EncounterId encounter) {
        EncounterScorer known = encounters.get(encounter);
        if (known != null) {
            return known;
        }
        if (encounters.size() >= MOST_ENCOUNTERS) {
            leftOut.count(encounter.value(), "too-many-encounters");
            return null;
        }
        var scorer = new EncounterScorer(new ReportMaker(encounter));
        encounters.put(encounter, scorer);
        return scorer;
    }

    private void take(BedMovement movement, long nowMicros) {
        List<DeviceValue> homeless = new ArrayList<>();
        Set<BedId> beds = new HashSet<>(Set.of(movement.bed()));
        for (EncounterId encounter : movements.take(movement)) {
            EncounterScorer scorer = scorer(encounter);
            if (scorer == null) {
                continue;
            }
            Admitted before = scorer.admitted();
            Admitted now = movements.admitted(encounter);
            if (before != null && !before.equals(now)) {
                release(scorer, before, now, homeless);
                before.stays().forEach(stay -> beds.add(stay.bed()));
            }
            if (now != null) {
                scorer.admit(now);
                now.stays().forEach(stay -> beds.add(stay.bed()));
            }
        }
        beds.forEach(bed -> homeless.addAll(unclaimed.release(bed)));
        homeless.forEach(value -> place(value, nowMicros));
        List<Waiting> again = List.copyOf(waiting);
        waiting.clear();
        again.forEach(one -> take(one.report(), one.place(), nowMicros));
    }

    /// What was said in a bed while, as it turns out, somebody else lay there.
    private void release(
            EncounterScorer scorer,
            Admitted before,
            @Nullable Admitted now,
            List<DeviceValue> homeless) {
        homeless.addAll(
                scorer.values()
                        .releaseDevices(
                                before.admissionMicros(),
                                minute -> {
                                    BedId bed = before.bedAt(minute);
                                    AxisTime at = before.timeOf(minute);
                                    boolean stillThere =
                                            now != null
                                                    && (now.layIn(bed, at)
                                                            || now.layIn(
                                                                    bed, at.plusMicros(-ROUNDED)));
                                    return stillThere ? null : bed;
                                }));
        scorer.values()
                .release(
                        charted ->
                                charted.byBed() != null
                                        && (now == null
                                                || !now.layIn(
                                                        charted.byBed(),
                                                        new AxisTime(charted.takenAtMicros()))));
    }

    /// @return the frame with the numerics that changed anything
    private @Nullable BedFrame take(BedFrame frame, long nowMicros) {
        List<Numeric> kept = new ArrayList<>();
        PersonId claimed = frame.claimedPerson();
        long latest =
                frame.arrivedAt().micros()
                        + FARTHEST_AHEAD_MICROS
                        + frame.clock().uncertaintyMicros();
        for (int place = 0; place < frame.numerics().size(); place++) {
            Numeric numeric = frame.numerics().get(place);
            AxisTime at = frame.axis(numeric.measuredAt());
            String source = frame.id().source().value();
            Mapping mapping = settings.codes().of(numeric.code(), numeric.unit());
            unmapped.count(numeric.code(), numeric.unit(), source, mapping, at);
            if (!(mapping instanceof Mapping.Mapped mapped)
                    || !(numeric.reading() instanceof Reading.Value(double value, int _))) {
                continue;
            }
            if (at.micros() > latest) {
                leftOut.count(source, "dated-ahead");
                continue;
            }
            PersonId there = movements.personAt(frame.bed(), at);
            if (claimed != null && there != null && !claimed.equals(there)) {
                if (contradict(frame.bed(), at, nowMicros)) {
                    kept.add(numeric);
                }
                continue;
            }
            boolean changed =
                    place(
                            new DeviceValue(
                                    frame.bed(),
                                    mapped.input(),
                                    mapped.standIn(),
                                    at.micros(),
                                    frame.arrivedAt().micros(),
                                    frame.id(),
                                    place,
                                    mapped.convert(value),
                                    source),
                            nowMicros);
            if (changed) {
                kept.add(numeric);
            }
        }
        return kept.isEmpty() ? null : numericsOnly(frame, kept);
    }

    private static BedFrame numericsOnly(BedFrame frame, List<Numeric> numerics) {
        return new BedFrame(
                frame.id(),
                frame.bed(),
                frame.kind(),
                frame.sentAt(),
                frame.arrivedAt(),
                frame.clock(),
                frame.claimedPerson(),
                numerics,
                List.of(),
                List.of(),
                List.of());
    }

    /// @return whether it is news
    private boolean contradict(BedId bed, AxisTime at, long nowMicros) {
        EncounterId encounter = movements.at(bed, at);
        EncounterScorer scorer = encounter == null ? null : encounters.get(encounter);
        Admitted who = scorer == null ? null : scorer.admitted();
        if (scorer != null && who != null) {
            int minute = who.minuteOf(at.micros());
            if (scorer.contradictions().add(minute)) {
                scorer.touched(minute, nowMicros);
                return true;
            }
        }
        return false;
    }

    /// @return whether it changed anything
    private boolean place(DeviceValue value, long nowMicros) {
        EncounterId encounter = movements.at(value.bed(), new AxisTime(value.atMicros()));
        if (encounter == null) {
            return unclaimed.take(value, nowMicros);
        }
        EncounterScorer scorer = scorer(encounter);
        Admitted who = scorer == null ? null : scorer.admitted();
        if (scorer == null || who == null) {
            return false;
        }
        int minute = who.minuteOf(value.atMicros());
        boolean changed = scorer.values().take(value, minute);
        if (changed) {
            scorer.touched(minute, nowMicros);
        }
        return changed;
    }

    /// @return whether it means anything to the scores
    private boolean take(ResultReport report, int place, long nowMicros) {
        Result result = report.results().get(place);
        AxisTime at = report.axis(result.takenAt());
        String source = sourceOf(report);
        Mapping mapping = settings.codes().of(result.code(), result.unit());
        boolean withdrawn = result.status() == Result.Status.WITHDRAWN;
        if (!withdrawn || mapping instanceof Mapping.UnknownCode) {
            unmapped.count(result.code(), result.unit(), source, mapping, at);
        }
        if (mapping instanceof Mapping.UnknownCode) {
            return false;
        }
        EncounterId encounter = encounterOf(report, at);
        if (encounter == null) {
            await(new Waiting(report, place));
            return true;
        }
        double value = Double.NaN;
        boolean standIn = false;
        if (mapping instanceof Mapping.Mapped mapped) {
            standIn = mapped.standIn();
            if (!withdrawn && result.reading() instanceof Reading.Value(double raw, int _)) {
                value = mapped.convert(raw);
            }
        }
        boolean takesBack = withdrawn || result.status() == Result.Status.CORRECTED;
        if (Double.isNaN(value) && !takesBack) {
            return false;
        }
        EncounterScorer scorer = scorer(encounter);
        if (scorer == null) {
            return false;
        }
        take(
                scorer,
                new Charted(
                        result.code(),
                        inputOf(mapping),
                        standIn,
                        at.micros(),
                        result.takenAt().micros(),
                        report.arrivedAt().micros(),
                        report.id(),
                        place,
                        result.status(),
                        value,
                        source,
                        report.encounter() == null && report.person() == null
                                ? report.bed()
                                : null),
                nowMicros);
        return true;
    }

    private static Input inputOf(Mapping mapping) {
        return switch (mapping) {
            case Mapping.Mapped(var input, var _, boolean _) -> input;
            case Mapping.UnknownUnit(var input, var _) -> input;
            case Mapping.UnknownCode _ -> new Input.Height();
        };
    }

    private void take(EncounterScorer scorer, Charted charted, long nowMicros) {
        if (!scorer.values().take(charted)) {
            return;
        }
        Admitted who = scorer.admitted();
        if (who == null) {
            return;
        }
        int minute = who.minuteOf(charted.takenAtMicros());
        if (charted.input() instanceof Input.Height) {
            scorer.describedAnew(nowMicros);
        } else if (minute < 0) {
            leftOut.count(charted.source(), "before-admission");
        } else {
            scorer.touched(minute, nowMicros);
        }
    }

    private static String sourceOf(ResultReport report) {
        String by = report.enteredBy();
        return by == null ? report.id().source().value() : by;
    }

    /// The encounter it names, else its person's, else whoever lay in its bed at that time.
    private @Nullable EncounterId encounterOf(ResultReport report, AxisTime at) {
        if (report.encounter() != null) {
            return report.encounter();
        }
        PersonId person = report.person();
        if (person != null) {
            return movements.of(person, at);
        }
        return movements.at(Objects.requireNonNull(report.bed()), at);
    }

    private void await(Waiting one) {
        if (waiting.size() >= MOST_WAITING) {
            Waiting oldest = waiting.removeFirst();
            leftOut.count(sourceOf(oldest.report()), "nobody-lay-there");
        }
        waiting.addLast(one);
    }

    /// What is to be said now, of every encounter; `assessor` null: without a learned model.
    public List<SeverityReport> step(long nowMicros, @Nullable Assessor assessor) {
        List<SeverityReport> reports = new ArrayList<>();
        for (EncounterScorer scorer : encounters.values()) {
            reports.addAll(scorer.step(nowMicros, assessor));
        }
        if (nowMicros - housekeptMicros >= HOUSEKEEPING_MICROS) {
            housekeptMicros = nowMicros;
            unclaimed.forgetBefore(nowMicros - Unclaimed.KEPT_MICROS);
            movements
                    .forgetEndedBefore(new AxisTime(nowMicros - REMEMBERED_MICROS))
                    .forEach(encounters::remove);
        }
        return reports;
    }
}
