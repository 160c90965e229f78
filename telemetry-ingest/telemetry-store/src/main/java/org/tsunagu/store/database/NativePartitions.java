// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/// PostgreSQL's own partitions. What has none of its own lies in the table's default partition.
///
/// @param reason why not hypertables
record NativePartitions(String reason) implements Layout {
    private static final int FIRST_DAY = 10_957; // 2000-01-01
    private static final int LAST_DAY = 47_481; // 2099-12-31

    @Override
    public boolean owns(int day) {
        return day >= FIRST_DAY && day <= LAST_DAY;
    }

    @Override
    public void create(Connection connection, DataDays.Day day) throws SQLException {
        String table = table(day);
        try (Statement statement = connection.createStatement()) {
            // Attaching takes a weaker lock on the parent than creating in place: readers go on.
            statement.execute(
                    "CREATE TABLE IF NOT EXISTS "
                            + table
                            + " (LIKE "
                            + day.parent()
                            + " INCLUDING ALL)");
            statement.execute(
                    "ALTER TABLE "
                            + day.parent()
                            + " ATTACH PARTITION "
                            + table
                            + " FOR VALUES FROM ("
                            + day.startsAtMicros()
                            + ") TO ("
                            + day.endsAtMicros()
                            + ")");
        }
    }

    @Override
    public void stopOwning(Connection connection, String parent) {
        // The default partition takes them.
    }

    @Override
    public void drop(Connection connection, DataDays.Day day) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + table(day));
        }
    }

    @Override
    public String describe() {
        return "native partitions (no TimescaleDB: " + reason + ")";
    }

    private static String table(DataDays.Day day) {
        return day.parent() + "_" + day.day();
    }
}
