// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tsunagu.store.Frames.HEART_RATE;
import static org.tsunagu.store.StoredSeconds.PATIENCE;
import static org.tsunagu.store.StoredSeconds.QUICK;
import static org.tsunagu.store.StoredSeconds.assertComplete;
import static org.tsunagu.store.StoredSeconds.heartRate;
import static org.tsunagu.store.StoredSeconds.pressure;
import static org.tsunagu.store.TestDatabase.count;

import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.tsunagu.store.database.DataDays;
import org.tsunagu.store.database.RetentionPolicy;
import org.tsunagu.store.database.RetentionSweep;
import org.tsunagu.store.embedded.EmbeddedDatabase;
import org.tsunagu.store.history.StoreUnavailable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.Patient;
import org.tsunagu.telemetry.ward.PersonId;

/// Bad days of the store: what is lost, refused, away or too old.
@ParameterizedClass
@MethodSource("org.tsunagu.store.TestDatabase#all")
class StoreTroubleIT {
    private static final AxisTime START = AxisTime.parse("2026-11-20T08:00:00Z");
    private final TestDatabase database;

    StoreTroubleIT(TestDatabase database) {
        this.database = database;
    }

    @AfterEach
    void dropDatabases() {
        database.dropAll();
    }

    @Test
    void aCutOffJournalIsAnEventAndEverythingAfterIsStored() {
        var journal = new MemoryJournal(1);
        var frames = new Frames("H1:ICU-1", "monitor-1", 1, START);
        StoreConfig config = database.fresh(QUICK);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            frames.seconds(0, 60).forEach(journal::append);
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 60);
            assertComplete(store, frames, 0, 60);
        }
        journal.cutOff(0, 40);
        frames.seconds(60, 75).forEach(journal::append);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            frames.seconds(75, 100).forEach(journal::append);
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 100);
            assertComplete(store, frames, 0, 100);
            assertThat(store.history().anomalies())
                    .anySatisfy(report -> assertThat(report.kind()).isEqualTo("journal-cut-off"));
        }
        assertThat(count(config, "journal_event")).isEqualTo(1);
    }

    @Test
    void retentionDropsWhatWasStoredLongAgoAndKeepsWhatCameToday() throws Exception {
        var journal = new MemoryJournal(1);
        var old =
                new Frames(
                        "H1:ICU-1", "monitor-1", 1, START.plusMicros(-20 * 86_400 * Frames.SECOND));
        StoreConfig config = database.fresh(QUICK);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            old.seconds(0, 30).forEach(journal::append);
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 30);
            assertComplete(store, old, 0, 30);
        }
        long now = System.currentTimeMillis() * 1_000;
        long day = 86_400 * Frames.SECOND;
        try (Connection connection = TestDatabase.connect(config)) {
            var days = new DataDays();
            days.load(connection);
            var sweep = new RetentionSweep(days, RetentionPolicy.embedded());
            sweep.run(connection, now);
            assertThat(count(config, "waveform_block")).isPositive();
            sweep.run(connection, now + 4 * day);
            assertThat(count(config, "waveform_block")).isZero();
            assertThat(count(config, "numeric_row")).isEqualTo(30);
            sweep.run(connection, now + 31 * day);
            assertThat(count(config, "numeric_row")).isZero();
            assertThat(count(config, "rollup_minute")).isPositive();
        }
    }

    @Test
    void aDatabaseThatWasAwayIsCaughtUpWithAndNothingIsLost(@TempDir Path own) throws Exception {
        var journal = new MemoryJournal(2);
        var frames = new Frames("H1:ICU-1", "monitor-1", 1, START);
        EmbeddedDatabase first = EmbeddedDatabase.start(own);
        int port = java.net.URI.create(first.jdbcUrl().substring(5)).getPort();
        StoreConfig config =
                new StoreConfig(
                        first.jdbcUrl(),
                        first.user(),
                        first.password(),
                        4,
                        QUICK,
                        RetentionPolicy.embedded());
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            frames.seconds(0, 30).forEach(journal::append);
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 30);
            first.close();
            frames.seconds(30, 60).forEach(journal::append);
            Await.until("away", PATIENCE, () -> store.state() instanceof StoreState.Away);
            assertThatThrownBy(() -> heartRate(store, frames, 0, 60))
                    .isInstanceOf(StoreUnavailable.class);
            assertThat(store.history().latestNumerics()).isNotEmpty();
            try (EmbeddedDatabase second = EmbeddedDatabase.start(own, port)) {
                Await.until(
                        "back",
                        Duration.ofSeconds(60),
                        () -> store.state() instanceof StoreState.Ok);
                Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 60);
                assertComplete(store, frames, 0, 60);
                assertThat(second.jdbcUrl()).isEqualTo(first.jdbcUrl());
            }
        }
    }

    @Test
    void dataTheDatabaseRefusesAreAnAnomalyAndStopNobody() {
        var journal = new MemoryJournal(1);
        var huge = new Frames("H1:ICU-1", "monitor-1", 1, START);
        var other = new Frames("H1:ICU-2", "monitor-2", 1, START);
        StoreConfig config = database.fresh(QUICK);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            journal.append(huge.withValue(0, Double.MAX_VALUE));
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 1);
            // The minute's sum of these two is no double any more.
            journal.append(huge.withValue(1, Double.MAX_VALUE));
            journal.append(huge.second(2));
            other.seconds(0, 20).forEach(journal::append);
            Await.until(
                    "told",
                    PATIENCE,
                    () ->
                            store.history().anomalies().stream()
                                    .anyMatch(each -> each.kind().equals("store-refused-data")));
            Await.until(
                    "stored", PATIENCE, () -> pressure(store, huge, 0, 3).segments().size() == 1);
            Await.until("works", PATIENCE, () -> store.state() instanceof StoreState.Ok);
            assertComplete(store, other, 0, 20);
        }
        assertThat(count(config, "waveform_block")).isGreaterThanOrEqualTo(2);
    }

    private static BedFrame reporting(Frames frames, long second, Alert.Phase phase) {
        BedFrame frame = frames.second(second);
        DeviceTime at = frame.numerics().getFirst().measuredAt();
        var alert =
                new Alert(
                        "alert-1",
                        HEART_RATE,
                        "HR high",
                        Alert.Priority.HIGH,
                        Alert.Kind.PHYSIOLOGICAL,
                        phase,
                        Alert.State.ACTIVE,
                        Alert.Inactivation.ENABLED,
                        at,
                        at);
        return new BedFrame(
                frame.id(),
                frame.bed(),
                frame.kind(),
                frame.sentAt(),
                frame.arrivedAt(),
                frame.clock(),
                null,
                frame.numerics(),
                frame.waveforms(),
                List.of(alert, alert),
                List.of());
    }

    private static BedMovement moved(BedMovement.Kind kind, String bed, AxisTime at, int number) {
        return new BedMovement(
                new EventId.Message(new SourceId("adt"), "m" + number, "20261120", "hash" + number),
                kind,
                new EncounterId("E1"),
                new Patient(new PersonId("p-1"), "Test^Person", "1950-01-02", "F"),
                new BedId(bed),
                null,
                at,
                new ArrivalTime(at.micros()));
    }

    @Test
    void manyReportsOfOneAlertAndOneEncounterInOneFlushAreStored() {
        var journal = new MemoryJournal(1);
        var frames = new Frames("H1:ICU-1", "monitor-1", 1, START);
        journal.append(moved(BedMovement.Kind.ADMIT, "H1:ICU-1", frames.at(0), 1));
        journal.append(moved(BedMovement.Kind.TRANSFER, "H1:ICU-2", frames.at(1), 2));
        journal.append(reporting(frames, 0, Alert.Phase.START));
        journal.append(reporting(frames, 1, Alert.Phase.CONTINUE));
        journal.append(reporting(frames, 2, Alert.Phase.ESCALATE));
        StoreConfig config = database.fresh(QUICK);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            Await.until("stored", PATIENCE, () -> count(config, "alert_report") == 6);
            assertThat(store.state()).isInstanceOf(StoreState.Ok.class);
            assertThat(count(config, "alert")).isEqualTo(1);
            assertThat(count(config, "alert WHERE phase = 'escalate'")).isEqualTo(1);
            assertThat(count(config, "movement")).isEqualTo(2);
            assertThat(count(config, "encounter_person")).isEqualTo(1);
        }
    }
}
