// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// How the days of the data tables are kept apart, so that one can be dropped without touching the
/// others. Chosen when the database is made and never changed; rows are written and asked for in
/// the same words in both.
sealed interface Layout permits NativePartitions, Hypertables {
    /// The layout the database was made with.
    static Layout of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT layout, layout_reason FROM store_state")) {
            row.next();
            return "hypertables".equals(row.getString(1))
                    ? Hypertables.of(connection)
                    : new NativePartitions(row.getString(2));
        }
    }

    /// Whether a day gets a place of its own, which retention can drop.
    boolean owns(int day);

    /// Makes a place for a day. The connection is in a transaction.
    ///
    /// @throws SQLException with SQLSTATE 23514 when rows of that day lie elsewhere already
    void create(Connection connection, DataDays.Day day) throws SQLException;

    /// From now on days of a table get no place of their own: there are too many.
    void stopOwning(Connection connection, String parent) throws SQLException;

    /// Drops a day with everything in it. The connection is in a transaction.
    void drop(Connection connection, DataDays.Day day) throws SQLException;

    /// For people, to be read after "in".
    String describe();
}
