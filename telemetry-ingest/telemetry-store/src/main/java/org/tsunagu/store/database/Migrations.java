// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Brings the schema to the version this code knows: scripts `V1.sql`, `V2.sql`, … each in a
/// transaction with its entry in `schema_version`. A released script is never changed. With version
/// [#LAYOUT] a database in which nothing is stored yet gets hypertables where the server has
/// TimescaleDB; one that began with partitions keeps them.
public final class Migrations {
    /// The newest version this code knows.
    public static final int NEWEST = 4;

    private static final int LAYOUT = 3;
    private static final String FUNCTIONS = "${timescaledb}";

    private Migrations() {}

    /// Runs what is missing.
    ///
    /// @throws SQLException also when the database is of a newer version than this code
    public static void run(Connection connection) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS schema_version (version int PRIMARY KEY, applied_at"
                            + " timestamptz NOT NULL DEFAULT now())");
            connection.commit();
            int version = version(statement);
            if (version > NEWEST) {
                throw new SQLException(
                        "The database has schema version "
                                + version
                                + ", this program knows "
                                + NEWEST
                                + ": start the newer program");
            }
            Timescale timescale = null;
            if (version < LAYOUT && isEmpty(statement, version)) {
                connection.setAutoCommit(true);
                timescale = Timescale.find(connection);
                connection.setAutoCommit(false);
            }
            for (int next = version + 1; next <= NEWEST; next++) {
                statement.execute(script("V" + next));
                if (next == LAYOUT && timescale != null) {
                    chooseLayout(connection, timescale);
                }
                statement.execute("INSERT INTO schema_version (version) VALUES (" + next + ")");
                connection.commit();
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(autoCommit);
        }
    }

    private static int version(Statement statement) throws SQLException {
        try (ResultSet rows =
                statement.executeQuery("SELECT coalesce(max(version), 0) FROM schema_version")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static boolean isEmpty(Statement statement, int version) throws SQLException {
        if (version == 0) {
            return true;
        }
        try (ResultSet row =
                statement.executeQuery(
                        "SELECT flush = 0 AND NOT EXISTS (SELECT FROM partition_day) FROM"
                                + " store_state")) {
            row.next();
            return row.getBoolean(1);
        }
    }

    private static void chooseLayout(Connection connection, Timescale timescale)
            throws SQLException {
        String layout;
        String reason;
        switch (timescale) {
            case Timescale.Usable(String functions, boolean compresses) -> {
                layout = "hypertables";
                reason = "the server has TimescaleDB";
                makeHypertables(connection, functions, compresses);
            }
            case Timescale.Missing(String why) -> {
                layout = "partitions";
                reason = why;
            }
        }
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE store_state SET layout = ?, layout_reason = ?")) {
            update.setString(1, layout);
            update.setString(2, reason);
            update.executeUpdate();
        }
    }

    private static void makeHypertables(Connection connection, String functions, boolean compresses)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(script("Hypertables").replace(FUNCTIONS, functions));
            if (compresses) {
                statement.execute(script("Compression").replace(FUNCTIONS, functions));
            }
        }
    }

    private static String script(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream(name + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("migration " + name + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("migration " + name, broken);
        }
    }
}
