// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsunagu.store.Frames.HEART_RATE;
import static org.tsunagu.store.Frames.PRESSURE;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.store.database.RetentionPolicy;
import org.tsunagu.store.embedded.EmbeddedDatabase;
import org.tsunagu.store.history.AxisGap;
import org.tsunagu.store.history.History.Scope;
import org.tsunagu.store.history.NumericPage;
import org.tsunagu.store.history.WaveformPage;
import org.tsunagu.store.intake.Limits;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.signal.GapReason;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.Samples;
import org.tsunagu.telemetry.ward.BedId;

/// Journal to database and back, on a real embedded PostgreSQL.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StoreIT {
    private static final AxisTime START = AxisTime.parse("2026-11-20T08:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Limits QUICK =
            new Limits(
                    64L << 20,
                    1L << 20,
                    8L << 20,
                    Duration.ofMillis(300),
                    Duration.ofMillis(100),
                    Duration.ofMillis(100));
    private static final Limits NEVER =
            new Limits(
                    64L << 20,
                    1L << 30,
                    8L << 20,
                    Duration.ofHours(1),
                    Duration.ofMillis(100),
                    Duration.ofHours(1));

    @TempDir private static Path directory;
    private EmbeddedDatabase server;
    private int databases;

    @BeforeAll
    void startServer() {
        server = EmbeddedDatabase.start(directory);
    }

    @AfterAll
    void stopServer() {
        server.close();
    }

    private StoreConfig freshDatabase(Limits limits) throws SQLException {
        String name = "test" + ++databases;
        try (Connection connection =
                        DriverManager.getConnection(
                                server.jdbcUrl(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        }
        return config(server.jdbcUrl().replaceAll("/[^/]*$", "/" + name), limits);
    }

    private StoreConfig config(String url, Limits limits) {
        return new StoreConfig(
                url, server.user(), server.password(), 4, limits, RetentionPolicy.embedded());
    }

    private static long count(StoreConfig config, String table) {
        try (Connection connection =
                        DriverManager.getConnection(
                                config.jdbcUrl(), config.user(), config.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException broken) {
            throw new AssertionError(broken);
        }
    }

    private static Samples samples(long from, long to) {
        int[] values = new int[(int) (to - from)];
        for (int i = 0; i < values.length; i++) {
            values[i] = Frames.sample(from + i);
        }
        return Samples.of(values);
    }

    private static WaveformPage pressure(TelemetryStore store, Frames frames, long from, long to) {
        return store.history()
                .waveforms(
                        new Scope.OfBed(frames.bed()),
                        PRESSURE,
                        frames.at(from),
                        frames.at(to),
                        1_000_000);
    }

    private static NumericPage heartRate(TelemetryStore store, Frames frames, long from, long to) {
        return store.history()
                .numerics(
                        new Scope.OfBed(frames.bed()),
                        HEART_RATE,
                        frames.at(from),
                        frames.at(to),
                        100_000);
    }

    private static void assertComplete(TelemetryStore store, Frames frames, long from, long to) {
        WaveformPage page = pressure(store, frames, from, to);
        assertThat(page.gaps()).isEmpty();
        assertThat(page.segments()).hasSize(1);
        WaveformPage.Segment segment = page.segments().getFirst();
        assertThat(segment.firstSampleAt()).isEqualTo(frames.at(from));
        assertThat(segment.samples()).isEqualTo(samples(from * 125, to * 125));
        NumericPage numerics = heartRate(store, frames, from, to);
        assertThat(numerics.points()).hasSize((int) (to - from));
        for (int i = 0; i < numerics.points().size(); i++) {
            NumericPage.Point point = numerics.points().get(i);
            assertThat(point.at()).isEqualTo(frames.at(from + i));
            assertThat(point.reading()).isEqualTo(new Reading.Value(Frames.rate(from + i), 0));
        }
    }

    @Test
    void whatIsOnlyInMemoryIsAnsweredSampleBySample() throws SQLException {
        var journal = new MemoryJournal(4);
        var frames = new Frames("H1:ICU-1", "monitor-1", 1, START);
        StoreConfig config = freshDatabase(NEVER);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            frames.seconds(0, 30).forEach(journal::append);
            Await.until(
                    "read", PATIENCE, () -> heartRate(store, frames, 0, 30).points().size() == 30);
            assertComplete(store, frames, 0, 30);
            assertThat(count(config, "numeric_row")).isZero();
        }
        assertThat(count(config, "numeric_row")).isEqualTo(30);
    }

    @Test
    void whatIsStoredIsAnsweredSampleBySampleAndWhileItIsBeingStored() throws SQLException {
        var journal = new MemoryJournal(4);
        var frames = new Frames("H1:ICU-1", "monitor-1", 1, START);
        StoreConfig config = freshDatabase(QUICK);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            for (int second = 0; second < 300; second++) {
                journal.append(frames.second(second));
                int seconds = second + 1;
                if (second % 7 == 0) {
                    Await.until(
                            "second " + second,
                            PATIENCE,
                            () -> heartRate(store, frames, 0, seconds).points().size() >= seconds);
                    assertComplete(store, frames, 0, seconds);
                }
            }
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 300);
            assertComplete(store, frames, 0, 300);
            assertComplete(store, frames, 17, 211);
        }
    }

    @Test
    void theSameSentTwiceWithRestartsBetweenIsOnce() throws SQLException {
        var journal = new MemoryJournal(4);
        var frames = new Frames("H1:ICU-1", "monitor-1", 1, START);
        StoreConfig config = freshDatabase(QUICK);
        var random = new Random(20_261_120);
        for (int start = 0; start < 4; start++) {
            try (TelemetryStore store = TelemetryStore.open(config, journal)) {
                for (int second = 0; second < 120; second++) {
                    journal.append(frames.second(random.nextInt(120)));
                }
                if (start == 3) {
                    frames.seconds(0, 120).forEach(journal::append);
                }
                Await.until(
                        "read",
                        PATIENCE,
                        () -> store.state() instanceof StoreState.Ok && store.duplicates() > 0);
            }
        }
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            Await.until(
                    "all", PATIENCE, () -> heartRate(store, frames, 0, 120).points().size() >= 120);
            assertComplete(store, frames, 0, 120);
        }
        assertThat(count(config, "numeric_row")).isEqualTo(120);
    }

    @Test
    void aCutOffJournalIsAnEventAndEverythingAfterIsStored() throws SQLException {
        var journal = new MemoryJournal(1);
        var frames = new Frames("H1:ICU-1", "monitor-1", 1, START);
        StoreConfig config = freshDatabase(QUICK);
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
    void lateAndDisorderedFramesMakeOneGapFreeRecord() throws SQLException {
        var journal = new MemoryJournal(4);
        var frames = new Frames("H1:ICU-1", "monitor-1", 1, START);
        StoreConfig config = freshDatabase(QUICK);
        List<Integer> order = new ArrayList<>();
        for (int second = 0; second < 200; second++) {
            order.add(second);
        }
        java.util.Collections.shuffle(order, new Random(7));
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            for (int second : order) {
                journal.append(frames.second(second));
            }
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 200);
            assertComplete(store, frames, 0, 200);
        }
    }

    @Test
    void aHoleIsAGapWithTheReasonTheSourceGave() throws SQLException {
        var journal = new MemoryJournal(4);
        var frames = new Frames("H1:ICU-1", "monitor-1", 1, START);
        StoreConfig config = freshDatabase(QUICK);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            frames.seconds(0, 20).forEach(journal::append);
            journal.append(
                    frames.second(30, 31, List.of(frames.gap(20, 30, GapReason.NOT_RECORDED))));
            frames.seconds(31, 40).forEach(journal::append);
            frames.seconds(50, 60).forEach(journal::append);
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 40);
            List<AxisGap> expected =
                    List.of(
                            new AxisGap(frames.at(20), frames.at(30), GapReason.NOT_RECORDED),
                            new AxisGap(frames.at(40), frames.at(50), GapReason.UNKNOWN));
            assertThat(pressure(store, frames, 0, 60).gaps()).isEqualTo(expected);
            assertThat(pressure(store, frames, 0, 60).segments()).hasSize(3);
            assertThat(heartRate(store, frames, 0, 60).gaps())
                    .extracting(AxisGap::reason)
                    .containsExactly(GapReason.NOT_RECORDED, GapReason.UNKNOWN);
        }
    }

    @Test
    void bedsAreKnownAfterARestart() throws SQLException {
        var journal = new MemoryJournal(4);
        StoreConfig config = freshDatabase(QUICK);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            for (int bed = 0; bed < 20; bed++) {
                var frames = new Frames("H1:ICU-" + bed, "monitor-" + bed, 1, START);
                frames.seconds(0, 5).forEach(journal::append);
            }
            Await.until("read", PATIENCE, () -> store.history().latestNumerics().size() == 20);
        }
        journal.replace();
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            assertThat(store.history().beds()).hasSize(20).contains(new BedId("H1:ICU-7"));
            assertThat(store.history().latestNumerics())
                    .hasSize(20)
                    .allSatisfy(
                            latest ->
                                    assertThat(latest.at())
                                            .isEqualTo(START.plusMicros(4 * Frames.SECOND)));
        }
    }
}
