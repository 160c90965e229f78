// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Hypertables of TimescaleDB: its chunks are our days. A chunk comes with its first row, and what
/// ended a day ago is compressed by the server's own worker, where its licence allows.
///
/// @param functions the schema of TimescaleDB's functions, quoted
/// @param version of the extension
/// @param isCompressed whether the numerics have a compression policy
record Hypertables(String functions, String version, boolean isCompressed) implements Layout {
    /// Days whose end and beginning are microseconds in 64 bits.
    private static final int FARTHEST_DAY = 106_751_990;

    /// A chunk beyond [DataDays#MOST_DAYS] days: a hundred years, as good as a default partition.
    private static final long CENTURY_MICROS = 36_525 * DataDays.DAY_MICROS;

    static Hypertables of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "SELECT quote_ident(nspname), extversion, (SELECT count(*) FROM"
                                        + " timescaledb_information.jobs WHERE hypertable_schema ="
                                        + " current_schema() AND hypertable_name = '"
                                        + NumericTable.RAW
                                        + "' AND proc_name = 'policy_compression') FROM"
                                        + " pg_extension JOIN pg_namespace ON pg_namespace.oid ="
                                        + " extnamespace WHERE extname = 'timescaledb'")) {
            if (!row.next()) {
                throw new SQLException(
                        "This database was made with TimescaleDB and has it no more: create the"
                                + " extension timescaledb in it again");
            }
            return new Hypertables(row.getString(1), row.getString(2), row.getInt(3) > 0);
        }
    }

    @Override
    public boolean owns(int day) {
        return Math.abs(day) <= FARTHEST_DAY;
    }

    @Override
    public void create(Connection connection, DataDays.Day day) throws SQLException {
        setInterval(connection, day.parent(), DataDays.DAY_MICROS);
    }

    @Override
    public void stopOwning(Connection connection, String parent) throws SQLException {
        setInterval(connection, parent, CENTURY_MICROS);
    }

    /// Tells TimescaleDB how long the chunks still to come are, where that is news.
    private void setInterval(Connection connection, String parent, long micros)
            throws SQLException {
        String other =
                "SELECT integer_interval FROM timescaledb_information.dimensions WHERE"
                        + " hypertable_schema = current_schema() AND hypertable_name = '"
                        + parent
                        + "' AND integer_interval <> "
                        + micros;
        try (Statement statement = connection.createStatement()) {
            if (statement.executeQuery(other).next()) {
                statement.execute(
                        "SELECT "
                                + functions
                                + ".set_chunk_time_interval('"
                                + parent
                                + "', "
                                + micros
                                + "::bigint)");
            }
        }
    }

    @Override
    public void drop(Connection connection, DataDays.Day day) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(
                    "SELECT "
                            + functions
                            + ".drop_chunks('"
                            + day.parent()
                            + "', older_than => "
                            + day.endsAtMicros()
                            + "::bigint, newer_than => "
                            + day.startsAtMicros()
                            + "::bigint)");
        }
    }

    @Override
    public String describe() {
        return "hypertables of TimescaleDB "
                + version
                + (isCompressed ? ", compressed after a day" : ", not compressed");
    }
}
