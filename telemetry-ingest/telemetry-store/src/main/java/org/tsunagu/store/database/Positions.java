// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.tsunagu.journal.Committed;
import org.tsunagu.store.intake.Flush;
import org.tsunagu.store.intake.Mark;

/// How far the journal is stored, in the same transaction as the data.
///
/// @param epoch counts the journals, or states of a journal, that were read
/// @param flush number of the last flush that was committed
/// @param committed per partition
public record Positions(long epoch, long flush, Map<Integer, Committed> committed) {
    public Positions {
        committed = Map.copyOf(committed);
    }

    public static Positions load(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long epoch;
            long flush;
            try (ResultSet row = statement.executeQuery("SELECT epoch, flush FROM store_state")) {
                row.next();
                epoch = row.getLong(1);
                flush = row.getLong(2);
            }
            Map<Integer, Committed> committed = new HashMap<>();
            try (ResultSet rows =
                    statement.executeQuery(
                            "SELECT partition, next_offset, fingerprint, journal FROM"
                                    + " journal_position")) {
                while (rows.next()) {
                    committed.put(
                            rows.getInt(1),
                            new Committed(rows.getLong(2), rows.getInt(3), rows.getString(4)));
                }
            }
            return new Positions(epoch, flush, committed);
        }
    }

    static void write(Connection connection, Flush flush, String journalId) throws SQLException {
        try (PreparedStatement state =
                connection.prepareStatement("UPDATE store_state SET flush = ?")) {
            state.setLong(1, flush.number());
            state.executeUpdate();
        }
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        "INSERT INTO journal_position (partition, journal, epoch, next_offset,"
                                + " fingerprint) SELECT ?, ?, epoch, ?, ? FROM store_state ON CONFLICT"
                                + " (partition) DO UPDATE SET journal = excluded.journal, epoch ="
                                + " excluded.epoch, next_offset = excluded.next_offset, fingerprint ="
                                + " excluded.fingerprint")) {
            for (Map.Entry<Integer, Mark> position : flush.positions().entrySet()) {
                upsert.setInt(1, position.getKey());
                upsert.setString(2, journalId);
                upsert.setLong(3, position.getValue().nextOffset());
                upsert.setInt(4, position.getValue().lastFingerprint());
                upsert.addBatch();
            }
            upsert.executeBatch();
        }
    }

    /// Opens a new epoch: what was committed against the old journal says nothing of this one.
    public static void openEpoch(Connection connection, long nowMicros, String kind, String detail)
            throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement();
                PreparedStatement event =
                        connection.prepareStatement(
                                "INSERT INTO journal_event (at, epoch, kind, detail) SELECT ?,"
                                        + " epoch, ?, ? FROM store_state")) {
            statement.execute("UPDATE store_state SET epoch = epoch + 1");
            statement.execute("DELETE FROM journal_position");
            event.setLong(1, nowMicros);
            event.setString(2, kind);
            event.setString(3, Text.clean(detail));
            event.executeUpdate();
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
