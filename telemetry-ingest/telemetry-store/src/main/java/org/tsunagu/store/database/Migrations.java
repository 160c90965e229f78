// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Brings the schema to the version this code knows: scripts `V1.sql`, `V2.sql`, … each in a
/// transaction with its entry in `schema_version`. A released script is never changed.
public final class Migrations {
    /// The newest version this code knows.
    public static final int NEWEST = 2;

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
            for (int next = version + 1; next <= NEWEST; next++) {
                statement.execute(script(next));
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

    private static String script(int version) {
        try (InputStream in = Migrations.class.getResourceAsStream("V" + version + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("migration " + version + " is not in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException("migration " + version, broken);
        }
    }
}
