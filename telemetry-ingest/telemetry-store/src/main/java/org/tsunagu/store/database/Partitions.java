// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Native partitions, one a day and data table, made when a day is first written to, however long
/// ago it lies. Times before 2000 or after 2100, and days beyond [#MOST_DAYS] of a table, go into
/// the table's default partition, so that no device's date can fill the catalogue. Used by the
/// writer's thread only.
public final class Partitions {
    private static final Logger LOG = LoggerFactory.getLogger(Partitions.class);
    static final long DAY_MICROS = 86_400_000_000L;
    private static final int FIRST_DAY = 10_957; // 2000-01-01
    private static final int LAST_DAY = 47_481; // 2099-12-31
    private static final int MOST_DAYS = 1_500;

    private final Set<Key> known = new HashSet<>();

    private record Key(String parent, int day) {}

    /// A day of a table.
    ///
    /// @param day days since 1970-01-01
    /// @param writtenAtMicros when something was last stored in it
    public record Day(String parent, int day, long writtenAtMicros) {
        public long endsAtMicros() {
            return (day + 1) * DAY_MICROS;
        }

        String table() {
            return parent + "_" + day;
        }
    }

    public void load(Connection connection) throws SQLException {
        known.clear();
        for (Day day : days(connection)) {
            known.add(new Key(day.parent(), day.day()));
        }
    }

    /// Makes the partitions for these times that are missing. The connection is in auto-commit.
    void ensure(Connection connection, String parent, Collection<Long> timesMicros, long now)
            throws SQLException {
        Set<Integer> days = new TreeSet<>();
        for (long time : timesMicros) {
            days.add(Math.clamp(Math.floorDiv(time, DAY_MICROS), 0, Integer.MAX_VALUE));
        }
        for (int day : days) {
            boolean own = day >= FIRST_DAY && day <= LAST_DAY && known.size() < MOST_DAYS * 3;
            if (own && !known.contains(new Key(parent, day))) {
                create(connection, new Day(parent, day, now));
            }
        }
    }

    private void create(Connection connection, Day day) throws SQLException {
        String range = "FROM (" + day.day() * DAY_MICROS + ") TO (" + day.endsAtMicros() + ")";
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            // Attaching takes a weaker lock on the parent than creating in place: readers go on.
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS "
                            + day.table()
                            + " (LIKE "
                            + day.parent()
                            + " INCLUDING ALL)");
            statement.execute(
                    "ALTER TABLE "
                            + day.parent()
                            + " ATTACH PARTITION "
                            + day.table()
                            + " FOR VALUES "
                            + range);
            statement.execute(
                    "INSERT INTO partition_day VALUES ('"
                            + day.parent()
                            + "', "
                            + day.day()
                            + ", "
                            + day.writtenAtMicros()
                            + ") ON CONFLICT DO NOTHING");
            connection.commit();
        } catch (SQLException refused) {
            connection.rollback();
            if (!"23514".equals(refused.getSQLState())) {
                throw refused;
            }
            // The default partition holds rows of that day already: they stay together there.
            LOG.warn("Day {} of {} stays in the default partition", day.day(), day.parent());
        } finally {
            connection.setAutoCommit(true);
        }
        known.add(new Key(day.parent(), day.day()));
    }

    /// Notes in the flush's transaction that these days were written to.
    void written(Connection connection, String parent, Collection<Long> timesMicros, long now)
            throws SQLException {
        Set<Integer> days = new HashSet<>();
        for (long time : timesMicros) {
            days.add(Math.clamp(Math.floorDiv(time, DAY_MICROS), 0, Integer.MAX_VALUE));
        }
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE partition_day SET written_at = ? WHERE parent = ? AND day = ANY(?)"
                                + " AND written_at < ?")) {
            update.setLong(1, now);
            update.setString(2, parent);
            update.setArray(3, connection.createArrayOf("int4", days.toArray()));
            // Once a minute is enough for retention, which counts in days.
            update.setLong(4, now - 60_000_000L);
            update.executeUpdate();
        }
    }

    /// Every day of every table, oldest first.
    public static List<Day> days(Connection connection) throws SQLException {
        List<Day> days = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT parent, day, written_at FROM partition_day ORDER BY day,"
                                        + " parent")) {
            while (rows.next()) {
                days.add(new Day(rows.getString(1), rows.getInt(2), rows.getLong(3)));
            }
        }
        return days;
    }

    /// Drops a day. The connection is in auto-commit.
    public void drop(Connection connection, Day day) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + day.table());
            statement.execute(
                    "DELETE FROM partition_day WHERE parent = '"
                            + day.parent()
                            + "' AND day = "
                            + day.day());
            connection.commit();
            known.remove(new Key(day.parent(), day.day()));
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
