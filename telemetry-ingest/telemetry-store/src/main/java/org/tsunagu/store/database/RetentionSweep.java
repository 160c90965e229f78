// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Drops the days that are too old, and the oldest when the database is too large.
public final class RetentionSweep {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionSweep.class);

    private final DataDays days;
    private final RetentionPolicy policy;

    public RetentionSweep(DataDays days, RetentionPolicy policy) {
        this.days = days;
        this.policy = policy;
    }

    /// One sweep.
    ///
    /// @param connection in auto-commit
    /// @return what was dropped before its time because of the size, one line each
    public List<String> run(Connection connection, long nowMicros) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // A sweep waits for no question: it comes again.
            statement.execute("SET lock_timeout = '5s'");
        }
        try {
            dropOld(connection, nowMicros);
            forgetWritten(connection, nowMicros);
            return dropForSize(connection, nowMicros);
        } finally {
            try (Statement statement = connection.createStatement()) {
                statement.execute("RESET lock_timeout");
            }
        }
    }

    private void dropOld(Connection connection, long nowMicros) throws SQLException {
        Map<String, Duration> kept =
                Map.of(
                        NumericTable.RAW, policy.numerics(),
                        NumericTable.MINUTES, policy.rollUps(),
                        WaveformTable.BLOCKS, policy.waveforms());
        for (DataDays.Day day : DataDays.days(connection)) {
            Duration keep = kept.get(day.parent());
            long newest = Math.max(day.endsAtMicros(), day.writtenAtMicros());
            if (keep != null && newest < nowMicros - keep.toMillis() * 1_000) {
                LOG.info("Retention drops day {} of {}", day.day(), day.parent());
                days.drop(connection, day);
            }
        }
    }

    /// What was seen is remembered as long as the data it belongs to can be asked for. Severity
    /// reports are kept as raw numerics are, results, which are few, as roll-ups.
    private void forgetWritten(Connection connection, long nowMicros) throws SQLException {
        Map<String, Duration> kept =
                Map.of(
                        "seen_event", policy.rollUps(),
                        "seen_sequence", policy.rollUps(),
                        "result", policy.rollUps(),
                        "severity_report", policy.numerics());
        for (Map.Entry<String, Duration> table : kept.entrySet()) {
            try (PreparedStatement delete =
                    connection.prepareStatement(
                            "DELETE FROM " + table.getKey() + " WHERE written_at < ?")) {
                delete.setLong(1, nowMicros - table.getValue().toMillis() * 1_000);
                delete.executeUpdate();
            }
        }
    }

    private List<String> dropForSize(Connection connection, long nowMicros) throws SQLException {
        List<String> dropped = new ArrayList<>();
        if (policy.mostBytes() == 0) {
            return dropped;
        }
        long today = Math.floorDiv(nowMicros, DataDays.DAY_MICROS);
        List<DataDays.Day> oldestFirst = new ArrayList<>();
        for (String parent : List.of(WaveformTable.BLOCKS, NumericTable.RAW)) {
            for (DataDays.Day day : DataDays.days(connection)) {
                if (day.parent().equals(parent) && day.day() < today) {
                    oldestFirst.add(day);
                }
            }
        }
        for (DataDays.Day day : oldestFirst) {
            long bytes = databaseBytes(connection);
            if (bytes <= policy.mostBytes()) {
                return dropped;
            }
            days.drop(connection, day);
            String what =
                    "day "
                            + day.day()
                            + " of "
                            + day.parent()
                            + " dropped before its time: the database has "
                            + bytes
                            + " bytes of "
                            + policy.mostBytes();
            LOG.warn("Retention: {}", what);
            dropped.add(what);
        }
        return dropped;
    }

    private static long databaseBytes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT pg_database_size(current_database())")) {
            row.next();
            return row.getLong(1);
        }
    }
}
