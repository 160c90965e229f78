// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsunagu.store.StoredSeconds.PATIENCE;
import static org.tsunagu.store.StoredSeconds.QUICK;
import static org.tsunagu.store.TestDatabase.count;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.tsunagu.store.history.History.Scope;
import org.tsunagu.store.history.ResultPage;
import org.tsunagu.store.history.SeverityPage;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.store.history.StoredSeverity;
import org.tsunagu.store.intake.Limits;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.Patient;
import org.tsunagu.telemetry.ward.PersonId;

/// Severity reports and results, journal to database and back.
@ParameterizedClass
@MethodSource("org.tsunagu.store.TestDatabase#all")
class PatientRecordsIT {
    private static final AxisTime START = AxisTime.parse("2026-11-20T08:00:00Z");
    private static final long MINUTE = 60_000_000L;
    private static final MetricCode LACTATE = MetricCode.local("LN", "2524-7");
    private static final MetricCode SODIUM = MetricCode.local("LN", "2951-2");
    private static final long LABORATORY_IS_SLOW_MICROS = 7 * 60_000_000L;
    private static final Limits NEVER =
            new Limits(
                    64L << 20,
                    1L << 30,
                    8L << 20,
                    Duration.ofHours(1),
                    Duration.ofMillis(100),
                    Duration.ofHours(1));

    private final TestDatabase database;
    private int messages;

    PatientRecordsIT(TestDatabase database) {
        this.database = database;
    }

    @AfterEach
    void dropDatabases() {
        database.dropAll();
    }

    private static AxisTime at(long minute) {
        return START.plusMicros(minute * MINUTE);
    }

    private static SeverityReport report(String encounter, long minute, double risk, long madeAt) {
        return new SeverityReport(
                new EncounterId(encounter),
                new BedId("H1:ICU-1"),
                at(minute),
                minute,
                new ArrivalTime(at(madeAt).micros()),
                "net 1",
                new SeverityReport.Learned(
                        risk,
                        risk / 2,
                        Math.min(1, risk * 2),
                        risk > 0.3,
                        true,
                        List.of(new SeverityReport.Reason("Lactate", 0.4))),
                null,
                0.5,
                List.of(
                        new SeverityReport.ScoreReport(
                                "NEWS2",
                                7,
                                0.5,
                                List.of(
                                        new SeverityReport.Item(
                                                "Pulse",
                                                3,
                                                List.of(
                                                        new SeverityReport.Basis(
                                                                "PULSE",
                                                                140,
                                                                "/min",
                                                                at(minute),
                                                                "monitor")))))),
                List.of(new SeverityReport.ReviewDue("NEWS2", at(minute), at(minute + 30))),
                madeAt > minute);
    }

    private BedMovement movement(BedMovement.Kind kind, String encounter, String bed, long minute) {
        messages++;
        return new BedMovement(
                new EventId.Message(
                        new SourceId("adt"), "m" + messages, "20261120", "hash" + messages),
                kind,
                new EncounterId(encounter),
                new Patient(new PersonId("p-" + encounter), null, null, null),
                new BedId(bed),
                null,
                at(minute),
                new ArrivalTime(at(minute).micros()));
    }

    private ResultReport results(
            @Nullable String bed,
            @Nullable String encounter,
            @Nullable String person,
            long arrived,
            Result... results) {
        messages++;
        return new ResultReport(
                new EventId.Message(new SourceId("lab"), "r" + messages, "20261120", "h"),
                SourceKind.LABORATORY,
                bed == null ? null : new BedId(bed),
                encounter == null ? null : new EncounterId(encounter),
                person == null ? null : new PersonId(person),
                null,
                new ArrivalTime(at(arrived).micros()),
                new ClockStamp(LABORATORY_IS_SLOW_MICROS, 1_000),
                List.of(results));
    }

    private static Result result(MetricCode code, long minute, double value, Result.Status status) {
        return new Result(
                code,
                new DeviceTime(at(minute).micros() - LABORATORY_IS_SLOW_MICROS),
                new Reading.Value(value, 1),
                "mmol/L",
                status);
    }

    private static SeverityPage severity(TelemetryStore store, Scope scope, boolean superseded) {
        return store.history().severity(scope, at(0), at(600), superseded, 1_000);
    }

    private static ResultPage results(TelemetryStore store, Scope scope) {
        return store.history().results(scope, at(-600), at(600), 1_000);
    }

    private static final Scope OF_E1 = new Scope.OfEncounter(new EncounterId("E1"));
    private static final Scope OF_BED_1 = new Scope.OfBed(new BedId("H1:ICU-1"));
    private static final Scope OF_BED_2 = new Scope.OfBed(new BedId("H1:ICU-2"));

    /// From memory alone, from the database alone, and read from the journal twice.
    @Test
    void severityIsTheSameFromMemoryFromTheDatabaseAndAfterTheJournalWasReadAgain() {
        var journal = new MemoryJournal(4);
        List<SeverityReport> said = new ArrayList<>();
        for (int minute = 0; minute < 300; minute += 15) {
            said.add(report("E1", minute, minute / 1_000.0, minute));
        }
        SeverityReport late = report("E1", 60, 0.61, 200);
        List<SeverityReport> counting = new ArrayList<>(said);
        counting.set(4, late);
        StoreConfig config = database.fresh(NEVER);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            said.forEach(journal::append);
            journal.append(late);
            journal.append(said.get(3));
            Await.until("read", PATIENCE, () -> severity(store, OF_E1, true).points().size() == 21);
            assertThat(count(config, "severity_report")).isZero();
            assertCounting(store, counting, late);
        }
        assertThat(count(config, "severity_report")).isEqualTo(21);
        journal.replace();
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            assertCounting(store, counting, late);
            said.forEach(journal::append);
            journal.append(late);
            journal.append(report("E2", 3, 0.5, 3));
            Await.until(
                    "read again",
                    PATIENCE,
                    () ->
                            severity(store, new Scope.OfEncounter(new EncounterId("E2")), false)
                                            .points()
                                            .size()
                                    == 1);
            assertCounting(store, counting, late);
        }
        assertThat(count(config, "severity_report")).isEqualTo(22);
    }

    private static void assertCounting(
            TelemetryStore store, List<SeverityReport> counting, SeverityReport late) {
        SeverityPage page = severity(store, OF_E1, false);
        assertThat(page.points()).noneMatch(SeverityPage.Point::superseded);
        assertThat(page.points())
                .extracting(SeverityPage.Point::report)
                .containsExactlyElementsOf(counting);
        List<SeverityPage.Point> all = severity(store, OF_E1, true).points();
        assertThat(all).filteredOn(SeverityPage.Point::superseded).hasSize(1);
        assertThat(all)
                .filteredOn(point -> point.report().asOf().equals(late.asOf()))
                .extracting(SeverityPage.Point::superseded)
                .containsExactly(true, false);
    }

    @Test
    void pagesOfSeverityAddUpToTheWhole() {
        var journal = new MemoryJournal(4);
        StoreConfig config = database.fresh(QUICK);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            for (int minute = 0; minute < 100; minute++) {
                journal.append(report("E1", minute, 0.1, minute));
                journal.append(report("E1", minute, 0.2, minute + 1));
            }
            Await.until("stored", PATIENCE, () -> count(config, "severity_report") == 200);
            for (boolean superseded : new boolean[] {false, true}) {
                int points = 0;
                AxisTime from = at(0);
                while (from != null) {
                    SeverityPage page =
                            store.history().severity(OF_E1, from, at(600), superseded, 7);
                    assertThat(page.points()).hasSizeLessThanOrEqualTo(7);
                    points += page.points().size();
                    from = page.next();
                }
                assertThat(points).isEqualTo(superseded ? 200 : 100);
            }
        }
    }

    @Test
    void aBedShowsEachOccupantsSeverityForItsOwnTimeAndTheWardStartsFromThoseWhoLieThere() {
        var journal = new MemoryJournal(4);
        StoreConfig config = database.fresh(QUICK);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            journal.append(movement(BedMovement.Kind.ADMIT, "E1", "H1:ICU-1", 0));
            journal.append(movement(BedMovement.Kind.TRANSFER, "E1", "H1:ICU-2", 100));
            journal.append(movement(BedMovement.Kind.ADMIT, "E2", "H1:ICU-1", 120));
            journal.append(movement(BedMovement.Kind.DISCHARGE, "E2", "H1:ICU-1", 200));
            for (int minute = 0; minute < 180; minute += 30) {
                journal.append(report("E1", minute, 0.1, minute));
            }
            journal.append(report("E2", 150, 0.9, 150));
            Await.until("stored", PATIENCE, () -> count(config, "severity_report") == 7);
            Await.until("stored", PATIENCE, () -> count(config, "movement") == 4);
            assertThat(severity(store, OF_BED_1, false).points())
                    .extracting(point -> point.report().encounter().value())
                    .containsExactly("E1", "E1", "E1", "E1", "E2");
            assertThat(severity(store, OF_BED_2, false).points()).hasSize(2);
        }
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            List<StoredSeverity> present = store.history().presentSeverity(at(45));
            assertThat(present).hasSize(1);
            assertThat(present.getFirst().newest()).isEqualTo(report("E1", 150, 0.1, 150));
            assertThat(present.getFirst().risks())
                    .extracting(StoredSeverity.Risk::at)
                    .containsExactly(at(60), at(90), at(120), at(150));
        }
    }

    @Test
    void resultsFindTheirPatientByEncounterPersonOrBedAndWhatWasTakenBackDoesNotStand() {
        var journal = new MemoryJournal(4);
        StoreConfig config = database.fresh(QUICK);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            journal.append(movement(BedMovement.Kind.ADMIT, "E1", "H1:ICU-1", 0));
            journal.append(movement(BedMovement.Kind.TRANSFER, "E1", "H1:ICU-2", 100));
            journal.append(
                    results(null, "E1", null, 20, result(LACTATE, 10, 2, Result.Status.FINAL)));
            ResultReport twice =
                    results(
                            null,
                            null,
                            "p-E1",
                            40,
                            result(LACTATE, 30, 3, Result.Status.PRELIMINARY),
                            result(SODIUM, 30, 140, Result.Status.FINAL));
            journal.append(twice);
            journal.append(twice);
            journal.append(
                    results(
                            null,
                            null,
                            "p-E1",
                            60,
                            result(LACTATE, 30, 3.5, Result.Status.CORRECTED)));
            journal.append(
                    results(
                            "H1:ICU-1",
                            null,
                            null,
                            91,
                            result(LACTATE, 90, 4, Result.Status.FINAL),
                            result(LACTATE, 150, 9, Result.Status.FINAL)));
            journal.append(
                    results(
                            "H1:ICU-2",
                            null,
                            null,
                            130,
                            result(LACTATE, 120, 5, Result.Status.FINAL)));
            journal.append(
                    results(
                            "H1:ICU-2",
                            null,
                            null,
                            140,
                            result(LACTATE, 120, 5, Result.Status.WITHDRAWN)));
            assertResults(store);
            Await.until("stored", PATIENCE, () -> count(config, "result") == 8);
            assertResults(store);
        }
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            assertResults(store);
            assertThat(store.history().presentResults(at(100)))
                    .extracting(StoredResult::at)
                    .containsExactly(at(150), at(120), at(120));
        }
    }

    private static void assertResults(TelemetryStore store) {
        Await.until("read", PATIENCE, () -> results(store, OF_E1).points().size() == 7);
        assertThat(results(store, OF_E1).points())
                .filteredOn(ResultPage.Point::standing)
                .extracting(point -> point.result().reading())
                .containsExactly(
                        new Reading.Value(2, 1),
                        new Reading.Value(140, 1),
                        new Reading.Value(3.5, 1),
                        new Reading.Value(4, 1));
        assertThat(results(store, OF_BED_1).points()).hasSize(5);
        assertThat(results(store, OF_BED_2).points()).hasSize(2);
        ResultPage first = store.history().results(OF_E1, at(0), at(600), 2);
        assertThat(first.points()).hasSize(1);
        assertThat(first.next()).isEqualTo(at(30));
    }

    @Test
    void oldReportsGoWithTheNumericsAndResultsWithTheRollUps() {
        var journal = new MemoryJournal(4);
        Instant now = Instant.parse("2026-11-20T12:00:00Z");
        StoreConfig config = database.fresh(QUICK);
        try (TelemetryStore store = open(config, journal, now)) {
            journal.append(movement(BedMovement.Kind.ADMIT, "E1", "H1:ICU-1", 0));
            journal.append(report("E1", 10, 0.1, 10));
            journal.append(
                    results(null, "E1", null, 20, result(LACTATE, 10, 2, Result.Status.FINAL)));
            Await.until("stored", PATIENCE, () -> count(config, "result") == 1);
            Await.until("stored", PATIENCE, () -> count(config, "severity_report") == 1);
            assertThat(severity(store, OF_E1, false).points()).hasSize(1);
        }
        try (TelemetryStore store = open(config, journal, now.plus(Duration.ofDays(31)))) {
            Await.until("swept", PATIENCE, () -> count(config, "severity_report") == 0);
            assertThat(results(store, OF_E1).points()).hasSize(1);
        }
        try (TelemetryStore store = open(config, journal, now.plus(Duration.ofDays(401)))) {
            Await.until("swept", PATIENCE, () -> count(config, "result") == 0);
            assertThat(results(store, OF_E1).points()).isEmpty();
        }
    }

    private static TelemetryStore open(StoreConfig config, MemoryJournal journal, Instant now) {
        return TelemetryStore.open(config, journal, Clock.fixed(now, ZoneOffset.UTC));
    }
}
