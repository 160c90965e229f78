// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.tsunagu.store.Frames.HEART_RATE;
import static org.tsunagu.store.StoredSeconds.PATIENCE;
import static org.tsunagu.store.StoredSeconds.QUICK;
import static org.tsunagu.store.StoredSeconds.assertComplete;
import static org.tsunagu.store.TestDatabase.answer;
import static org.tsunagu.store.TestDatabase.count;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.tsunagu.store.database.DataDays;
import org.tsunagu.store.database.Migrations;
import org.tsunagu.store.database.RetentionPolicy;
import org.tsunagu.store.database.RetentionSweep;
import org.tsunagu.store.history.History.Scope;
import org.tsunagu.store.history.Resolution;
import org.tsunagu.store.history.RollUpPage;
import org.tsunagu.telemetry.axis.AxisTime;

/// Native partitions and hypertables: which it is, and that it makes no difference.
@ParameterizedClass
@MethodSource("org.tsunagu.store.TestDatabase#all")
class LayoutIT {
    private static final AxisTime START = AxisTime.parse("2026-11-20T08:00:00Z");
    private static final long DAY = 86_400 * Frames.SECOND;
    private static final String COMPRESSED =
            "timescaledb_information.chunks WHERE is_compressed AND hypertable_name = ";

    private final TestDatabase database;

    LayoutIT(TestDatabase database) {
        this.database = database;
    }

    @AfterEach
    void dropDatabases() {
        database.dropAll();
    }

    /// Offered and loaded: who creates databases may then create the extension too.
    private static boolean hasTimescale(StoreConfig config) {
        return count(
                        config,
                        "pg_available_extensions WHERE name = 'timescaledb' AND"
                                + " current_setting('timescaledb.disable_load', true) IS NOT NULL")
                > 0;
    }

    private static void execute(StoreConfig config, String sql) {
        try (Connection connection = TestDatabase.connect(config);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException broken) {
            throw new AssertionError(sql, broken);
        }
    }

    @Test
    void aNewDatabaseGetsHypertablesWhereTheServerHasThemAndSaysSoAtEachStart() {
        StoreConfig config = database.fresh(QUICK);
        String expected =
                hasTimescale(config)
                        ? "in hypertables of TimescaleDB 2"
                        : "in native partitions (no TimescaleDB: ";
        for (int start = 0; start < 2; start++) {
            try (TelemetryStore store = TelemetryStore.open(config, new MemoryJournal(1))) {
                assertThat(store.retention()).contains(expected);
            }
        }
        assertThat(count(config, "pg_class WHERE relkind = 'p'"))
                .isEqualTo(hasTimescale(config) ? 0 : 3);
    }

    @Test
    void aDatabaseThatBeganWithPartitionsKeepsThem() throws IOException {
        StoreConfig config = database.fresh(QUICK);
        execute(
                config,
                "CREATE TABLE schema_version (version int PRIMARY KEY, applied_at timestamptz NOT"
                        + " NULL DEFAULT now())");
        for (int version = 1; version <= 2; version++) {
            try (InputStream script =
                    Migrations.class.getResourceAsStream("V" + version + ".sql")) {
                execute(config, new String(script.readAllBytes(), StandardCharsets.UTF_8));
            }
            execute(config, "INSERT INTO schema_version (version) VALUES (" + version + ")");
        }
        execute(config, "UPDATE store_state SET flush = 1");
        var journal = new MemoryJournal(1);
        var frames = new Frames("H1:ICU-1", "monitor-1", 1, START);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            frames.seconds(0, 30).forEach(journal::append);
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 30);
            assertComplete(store, frames, 0, 30);
            assertThat(store.retention())
                    .contains("native partitions (no TimescaleDB: it has data");
        }
        assertThat(count(config, "pg_class WHERE relkind = 'p'")).isEqualTo(3);
    }

    @Test
    void timesFarOffAreStoredLikeAnyOther() {
        StoreConfig config = database.fresh(QUICK);
        var journal = new MemoryJournal(1);
        List<Frames> far =
                List.of(
                        new Frames("H1:ICU-1", "m-1", 1, AxisTime.parse("1931-01-01T00:00:00Z")),
                        new Frames("H1:ICU-1", "m-2", 1, AxisTime.parse("1999-12-31T23:59:50Z")),
                        new Frames("H1:ICU-1", "m-3", 1, AxisTime.parse("2099-12-31T23:59:50Z")),
                        new Frames("H1:ICU-1", "m-4", 1, AxisTime.parse("9999-01-01T00:00:00Z")));
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            far.forEach(frames -> frames.seconds(0, 20).forEach(journal::append));
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 80);
            far.forEach(frames -> assertComplete(store, frames, 0, 20));
        }
    }

    @Test
    void daysBeyondTheBoundShareOnePlace() {
        StoreConfig config = database.fresh(QUICK);
        var journal = new MemoryJournal(1);
        TelemetryStore.open(config, journal).close();
        execute(
                config,
                "INSERT INTO partition_day SELECT 'numeric_row', day, 0 FROM"
                        + " generate_series(100000, 104499) AS day");
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            List<Frames> threeDays =
                    List.of(
                            new Frames("H1:ICU-1", "m-1", 1, START),
                            new Frames("H1:ICU-1", "m-2", 1, START.plusMicros(DAY)),
                            new Frames("H1:ICU-1", "m-3", 1, START.plusMicros(2 * DAY)));
            threeDays.forEach(frames -> frames.seconds(0, 10).forEach(journal::append));
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 30);
            String places = answer(config, "SELECT count(DISTINCT tableoid) FROM numeric_row");
            assertThat(places).isEqualTo("1");
            threeDays.forEach(frames -> assertComplete(store, frames, 0, 10));
        }
    }

    /// Lets the policy run now. The server's worker may be at the same chunk at the same moment,
    /// and the later of the two fails: what counts is what became of the chunk.
    private static void compress(StoreConfig config, String table) {
        String job =
                answer(
                        config,
                        "SELECT job_id FROM timescaledb_information.jobs WHERE proc_name ="
                                + " 'policy_compression' AND hypertable_name = '"
                                + table
                                + "'");
        Await.until(
                table + " compressed",
                PATIENCE,
                () -> {
                    try (Connection connection = TestDatabase.connect(config);
                            Statement statement = connection.createStatement()) {
                        statement.execute("CALL run_job(" + job + ")");
                    } catch (SQLException atTheSameTime) {
                        return false;
                    }
                    return count(config, COMPRESSED + "'" + table + "'") == 1
                            && uncompressedRows(config, table) == 0;
                });
    }

    private static long uncompressedRows(StoreConfig config, String table) {
        String chunk =
                answer(
                        config,
                        "SELECT format('%I.%I', chunk_schema, chunk_name) FROM"
                                + " timescaledb_information.chunks WHERE hypertable_name = '"
                                + table
                                + "' ORDER BY range_start_integer DESC LIMIT 1");
        return count(config, "ONLY " + chunk);
    }

    @Test
    void lateRowsReachACompressedDayAndItIsCompressedAgain() {
        StoreConfig config = database.fresh(QUICK);
        assumeTrue(hasTimescale(config), "this server has no TimescaleDB");
        var journal = new MemoryJournal(1);
        long minute = System.currentTimeMillis() / 86_400_000 * DAY - 10 * DAY;
        var frames = new Frames("H1:ICU-1", "monitor-1", 1, new AxisTime(minute + 30_000_000));
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            assumeTrue(
                    answer(config, "SHOW timescaledb.license").equals("timescale"),
                    "this server's TimescaleDB is the edition without compression");
            frames.seconds(0, 45).forEach(journal::append);
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 45);
            compress(config, "numeric_row");
            compress(config, "rollup_minute");
            assertComplete(store, frames, 0, 45);
            frames.seconds(45, 120).forEach(journal::append);
            frames.seconds(0, 20).forEach(journal::append);
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 120);
            assertAll(store, frames);
            compress(config, "numeric_row");
            compress(config, "rollup_minute");
            assertAll(store, frames);
        }
    }

    private static void assertAll(TelemetryStore store, Frames frames) {
        assertComplete(store, frames, 0, 120);
        RollUpPage minutes =
                store.history()
                        .rollUps(
                                new Scope.OfBed(frames.bed()),
                                HEART_RATE,
                                Resolution.ONE_MINUTE,
                                frames.at(-30),
                                frames.at(150),
                                100);
        assertThat(minutes.buckets())
                .extracting(RollUpPage.Bucket::count)
                .containsExactly(30L, 60L, 30L);
    }

    @Test
    void aDroppedDayLeavesItsNeighbours() throws SQLException {
        StoreConfig config = database.fresh(QUICK);
        var journal = new MemoryJournal(1);
        long midnight = START.micros() / DAY * DAY;
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            for (int day = 0; day < 3; day++) {
                var start = new AxisTime(midnight - (20 - day) * DAY);
                new Frames("H1:ICU-1", "m-" + day, 1, start)
                        .seconds(0, 10)
                        .forEach(journal::append);
            }
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 30);
            assertThat(store.state()).isInstanceOf(StoreState.Ok.class);
        }
        long dropped = midnight / DAY - 19;
        execute(config, "UPDATE partition_day SET written_at = 0 WHERE day = " + dropped);
        try (Connection connection = TestDatabase.connect(config)) {
            var days = new DataDays();
            days.load(connection);
            long when = (dropped + 32) * DAY;
            execute(
                    config,
                    "UPDATE partition_day SET written_at = " + when + " WHERE day <> " + dropped);
            new RetentionSweep(days, RetentionPolicy.embedded()).run(connection, when);
        }
        assertThat(count(config, "numeric_row")).isEqualTo(20);
        assertThat(count(config, "numeric_row WHERE at / " + DAY + " = " + dropped)).isZero();
        assertThat(count(config, "rollup_minute")).isEqualTo(3);
    }
}
