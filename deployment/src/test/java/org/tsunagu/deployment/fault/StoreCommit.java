// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/// Watches the embedded database from outside for the moment in which the store writes waveforms.
final class StoreCommit {
    private static final int PORT_LINE = 3;
    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    /// Held from the first row of a transaction to the end of its commit.
    private static final String WRITING =
            "SELECT count(*) FROM pg_locks l JOIN pg_class c ON c.oid = l.relation"
                    + " WHERE c.relname LIKE 'waveform%' AND l.mode = 'RowExclusiveLock'";

    private StoreCommit() {}

    /// Returns in the middle of such a transaction.
    ///
    /// @return false when none was met in that time
    static boolean awaitUnderWay(Path data, Duration most) throws IOException, SQLException {
        Path database = data.resolve("database");
        String port =
                Files.readAllLines(database.resolve("data").resolve("postmaster.pid"))
                        .get(PORT_LINE)
                        .strip();
        String password = Files.readString(database.resolve("password")).strip();
        long end = System.nanoTime() + most.toNanos();
        try (Connection connection =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:" + port + "/tsunagu",
                                "postgres",
                                password);
                PreparedStatement writing = connection.prepareStatement(WRITING)) {
            while (System.nanoTime() < end) {
                try (ResultSet row = writing.executeQuery()) {
                    row.next();
                    if (row.getInt(1) > 0) {
                        return true;
                    }
                }
                LockSupport.parkNanos(LOOK_AGAIN_NANOS);
            }
            return false;
        }
    }
}
