// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.tsunagu.severity.risk.Assessor;
import org.tsunagu.severity.stay.Descriptors;
import org.tsunagu.telemetry.record.SeverityReport;

/// Scores one encounter: at every whole hour since admission, and for the present. What comes late
/// is put in its place, and every report it touches is made anew.
final class EncounterScorer {
    /// An hour is judged only so long after it, so that values on their way are in.
    static final long HOUR_ALLOWANCE_MICROS = 90_000_000;

    /// A minute ends half a minute after it (minutes are rounded) and values need a moment.
    static final long MINUTE_ALLOWANCE_MICROS = 35_000_000;

    /// The present is judged again at least so often, because ages grow.
    static final int PRESENT_EVERY_MINUTES = 15;

    /// Reports between the hours are made anew so far back; the hours always.
    static final int PRESENT_MADE_ANEW_MINUTES = 240;

    /// While values of the past stream in, wait for a pause of this length ...
    static final long SETTLE_MICROS = 3_000_000;

    /// ... but not longer than this.
    static final long SETTLE_AT_MOST_MICROS = 60_000_000;

    private static final int HOUR = 60;
    private static final int CLEAN = Integer.MAX_VALUE;

    /// What was said of a minute: enough to see whether it must be said anew.
    private record Said(long fingerprint, @Nullable Review review) {}

    private final ReportMaker maker;
    private final Contradictions contradictions = new Contradictions();
    private final EncounterValues values = new EncounterValues();
    private final TreeMap<Integer, Said> said = new TreeMap<>();
    private @Nullable Admitted admitted;
    private @Nullable Pass pass;
    private int fed = -1;
    private int dirtyFrom = CLEAN;
    private boolean changed;
    private int newestTouched = -1;
    private long lateSince;
    private long lateUntil;

    EncounterScorer(ReportMaker maker) {
        this.maker = maker;
    }

    EncounterValues values() {
        return values;
    }

    Contradictions contradictions() {
        return contradictions;
    }

    @Nullable Admitted admitted() {
        return admitted;
    }

    /// Who it is and where it lay; everything said is looked at again when that changes.
    void admit(Admitted next) {
        Admitted before = admitted;
        if (!next.equals(before)) {
            if (before != null && before.admissionMicros() != next.admissionMicros()) {
                values.moveAdmission(before.admissionMicros(), next.admissionMicros());
                said.clear();
            }
            admitted = next;
            dirtyFrom = 0;
            pass = null;
        }
    }

    /// Something is known anew of a minute.
    void touched(int minute, long nowMicros) {
        newestTouched = Math.max(newestTouched, minute);
        if (minute <= fed) {
            changed = true;
            dirtyFrom = Math.min(dirtyFrom, Math.max(0, minute));
        }
        Admitted known = admitted;
        if (known == null || known.minuteOf(nowMicros) - minute > PRESENT_EVERY_MINUTES) {
            lateSince = lateUntil < nowMicros - SETTLE_MICROS ? nowMicros : lateSince;
            lateUntil = nowMicros;
        }
    }

    /// What was known at admission changed: everything is looked at again.
    void describedAnew(long nowMicros) {
        touched(0, nowMicros);
        pass = null;
    }

    /// Whether this run has said anything of it yet.
    boolean saysAnything() {
        return pass != null;
    }

    private boolean settles(long nowMicros) {
        return nowMicros - lateUntil < SETTLE_MICROS
                && nowMicros - lateSince < SETTLE_AT_MOST_MICROS;
    }

    /// What is to be said now: reports in the order of their minutes.
    List<SeverityReport> step(long nowMicros, @Nullable Assessor assessor) {
        Admitted who = admitted;
        if (who == null || settles(nowMicros)) {
            return List.of();
        }
        int hours = Math.floorDiv(who.minutesUntil(nowMicros - HOUR_ALLOWANCE_MICROS), HOUR);
        int present = who.minutesUntil(nowMicros - MINUTE_ALLOWANCE_MICROS);
        if (present > 0 && present % HOUR == 0 && present / HOUR > hours) {
            present--; // the hour's own report waits for its allowance
        }
        TreeSet<Integer> targets = new TreeSet<>();
        boolean anew = dirtyFrom != CLEAN || pass == null;
        if (anew) {
            int from = Math.max(pass == null ? 0 : dirtyFrom, who.knownFrom());
            targets.addAll(said.tailMap(from, true).keySet());
        }
        int firstHour = Math.max(lastHourSaid(), Math.ceilDiv(who.knownFrom(), HOUR) - 1) + 1;
        for (int hour = firstHour; hour <= hours; hour++) {
            targets.add(hour * HOUR);
        }
        if (presentIsDue(present)) {
            targets.add(present);
        }
        if (targets.isEmpty()) {
            return List.of();
        }
        if (anew) {
            begin(who);
        }
        List<SeverityReport> reports = walk(who, targets, nowMicros, assessor);
        prune(present);
        return reports;
    }

    private int lastHourSaid() {
        for (int minute : said.descendingKeySet()) {
            if (minute % HOUR == 0) {
                return minute / HOUR;
            }
        }
        return 0;
    }

    private boolean presentIsDue(int present) {
        if (present < 0) {
            return false;
        }
        int last = said.isEmpty() ? -1 : said.lastKey();
        return present > last
                && (last < 0
                        || changed
                        || newestTouched > last
                        || present - last >= PRESENT_EVERY_MINUTES);
    }

    private void begin(Admitted who) {
        Descriptors descriptors = who.descriptors(values.height());
        pass = new Pass(descriptors);
        fed = -1;
        dirtyFrom = CLEAN;
    }

    private List<SeverityReport> walk(
            Admitted who, NavigableSet<Integer> targets, long nowMicros, @Nullable Assessor by) {
        Pass walking = pass;
        if (walking == null) {
            return List.of();
        }
        List<SeverityReport> reports = new ArrayList<>();
        List<Fact> facts = values.facts(who.admissionMicros(), fed, targets.last());
        int next = 0;
        for (int minute : targets) {
            while (next < facts.size() && facts.get(next).minute() <= minute) {
                walking.take(facts.get(next++));
            }
            fed = Math.max(fed, minute);
            Map.Entry<Integer, Said> before = said.lowerEntry(minute);
            ReportMaker.Made made =
                    maker.make(
                            who,
                            walking,
                            minute,
                            contradictions.holdAt(minute),
                            before == null ? null : before.getValue().review(),
                            by);
            Said earlier = said.get(minute);
            if (earlier == null || earlier.fingerprint() != made.fingerprint()) {
                reports.add(made.report(nowMicros, earlier != null));
            }
            said.put(minute, new Said(made.fingerprint(), made.review()));
        }
        changed = false;
        return reports;
    }

    private void prune(int present) {
        said.headMap(present - PRESENT_MADE_ANEW_MINUTES)
                .keySet()
                .removeIf(minute -> minute % HOUR != 0);
    }

    /// What an earlier run of the scorer said.
    void remember(int minute, long fingerprint, @Nullable Review review) {
        said.put(minute, new Said(fingerprint, review));
    }
}
