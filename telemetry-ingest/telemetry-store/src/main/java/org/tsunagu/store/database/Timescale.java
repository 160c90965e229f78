// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// Whether the server has TimescaleDB for us. Source: TimescaleDB 2, API reference.
sealed interface Timescale {
    /// It has.
    ///
    /// @param functions the schema of its functions, quoted
    /// @param compresses whether its licence allows compression (the Apache edition has none)
    record Usable(String functions, boolean compresses) implements Timescale {}

    /// It has not.
    ///
    /// @param reason for an operator
    record Missing(String reason) implements Timescale {}

    /// Looks for the extension and creates it in the database where that is permitted.
    ///
    /// @param connection in auto-commit
    static Timescale find(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String refusal = refusal(statement);
            return refusal == null ? usable(statement) : new Missing(refusal);
        }
    }

    private static @Nullable String refusal(Statement statement) throws SQLException {
        boolean isCreated =
                has(statement, "SELECT 1 FROM pg_extension WHERE extname = 'timescaledb'");
        if (!isCreated
                && !has(
                        statement,
                        "SELECT 1 FROM pg_available_extensions WHERE name = 'timescaledb'")) {
            return "the server does not offer it";
        }
        // A setting of its loader. Without the loader whatever touches the extension ends the
        // session, and who may read shared_preload_libraries is not everybody.
        if (!has(
                statement,
                "SELECT 1 WHERE current_setting('timescaledb.disable_load', true) IS NOT NULL")) {
            return "it is not in the server's shared_preload_libraries";
        }
        if (isCreated) {
            return null;
        }
        try {
            statement.execute("CREATE EXTENSION IF NOT EXISTS timescaledb");
            return null;
        } catch (SQLException refused) {
            if (!statement.getConnection().isValid(1)) {
                throw refused;
            }
            // One line, also of a message with a hint below it.
            return "the extension cannot be created: "
                    + String.valueOf(refused.getMessage()).replaceAll("\\s+", " ");
        }
    }

    private static Timescale usable(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery(
                        "SELECT quote_ident(nspname), current_setting('timescaledb.license', true)"
                                + " FROM pg_extension JOIN pg_namespace ON pg_namespace.oid ="
                                + " extnamespace WHERE extname = 'timescaledb'")) {
            row.next();
            return new Usable(row.getString(1), "timescale".equals(row.getString(2)));
        }
    }

    private static boolean has(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }
}
