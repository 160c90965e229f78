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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The days of the data tables, each a native partition or a chunk of a hypertable, made when a day
/// is first written to, however long ago it lies. Times far off, and days beyond [#MOST_DAYS] of a
/// table, share a place that is never dropped, so that no device's date can fill the catalogue.
/// Used by the writer's thread only, but for [#describe()].
public final class DataDays {
    private static final Logger LOG = LoggerFactory.getLogger(DataDays.class);
    static final long DAY_MICROS = 86_400_000_000L;
    static final int MOST_DAYS = 1_500;
    private static final int TABLES = 3;
    private static final String ROWS_LIE_ELSEWHERE = "23514";

    private final Set<Key> known = new HashSet<>();
    private volatile @Nullable Layout layout;

    private record Key(String parent, int day) {}

    /// A day of a table.
    ///
    /// @param day days since 1970-01-01
    /// @param writtenAtMicros when something was last stored in it
    public record Day(String parent, int day, long writtenAtMicros) {
        long startsAtMicros() {
            return day * DAY_MICROS;
        }

        public long endsAtMicros() {
            return (day + 1) * DAY_MICROS;
        }
    }

    /// Reads what is there.
    public void load(Connection connection) throws SQLException {
        layout = Layout.of(connection);
        known.clear();
        for (Day day : days(connection)) {
            known.add(new Key(day.parent(), day.day()));
        }
    }

    /// How the days are kept apart, for people, to be read after "in"; null before [#load].
    public @Nullable String describe() {
        Layout loaded = layout;
        return loaded == null ? null : loaded.describe();
    }

    private Layout layout() {
        Layout loaded = layout;
        if (loaded == null) {
            throw new IllegalStateException("not loaded yet");
        }
        return loaded;
    }

    private static Set<Integer> daysOf(Collection<Long> timesMicros) {
        Set<Integer> days = new TreeSet<>();
        for (long time : timesMicros) {
            days.add((int) Math.floorDiv(time, DAY_MICROS));
        }
        return days;
    }

    /// Makes the places for these times that are missing. The connection is in auto-commit.
    void ensure(Connection connection, String parent, Collection<Long> timesMicros, long now)
            throws SQLException {
        for (int day : daysOf(timesMicros)) {
            if (!layout().owns(day) || known.contains(new Key(parent, day))) {
                continue;
            }
            if (known.size() < MOST_DAYS * TABLES) {
                create(connection, new Day(parent, day, now));
            } else {
                layout().stopOwning(connection, parent);
            }
        }
    }

    private void create(Connection connection, Day day) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            layout().create(connection, day);
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
            if (!ROWS_LIE_ELSEWHERE.equals(refused.getSQLState())) {
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
        try (PreparedStatement update =
                connection.prepareStatement(
                        "UPDATE partition_day SET written_at = ? WHERE parent = ? AND day = ANY(?)"
                                + " AND written_at < ?")) {
            update.setLong(1, now);
            update.setString(2, parent);
            update.setArray(3, connection.createArrayOf("int4", daysOf(timesMicros).toArray()));
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
            layout().drop(connection, day);
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
