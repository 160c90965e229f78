// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.store.database.FlushWriter;
import org.tsunagu.store.database.Positions;
import org.tsunagu.store.intake.Buffers;
import org.tsunagu.store.intake.CommitGate;
import org.tsunagu.store.intake.Flush;

/// The one connection that writes. Opens it again when it was lost, holds a lock in the database so
/// that no second store writes beside it, and knows what became of a commit whose answer never
/// came. Used by the writer's thread only.
final class StoreWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreWriter.class);
    private static final Duration ANSWER = Duration.ofSeconds(60);

    /// "tsunagu" in ASCII: the advisory lock of the one writer.
    private static final long LOCK = 0x7473_756e_6167_75L;

    private final StoreConfig config;
    private final Buffers buffers;
    private final CommitGate gate;
    private final Clock clock;
    private @Nullable Connection connection;
    private boolean commitSent;
    private long refusedFlush = -1;

    StoreWriter(StoreConfig config, Buffers buffers, CommitGate gate, Clock clock) {
        this.config = config;
        this.buffers = buffers;
        this.gate = gate;
        this.clock = clock;
    }

    /// The open connection, in auto-commit.
    Connection connection() throws SQLException {
        Connection open = connection;
        if (open != null) {
            return open;
        }
        var properties = new Properties();
        properties.setProperty("user", config.user());
        properties.setProperty("password", config.password());
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("socketTimeout", Long.toString(ANSWER.toSeconds()));
        properties.setProperty("ApplicationName", "tsunagu-store");
        // Batches are never rewritten into one command: two reports of one alert, or two movements
        // of one encounter, in one flush may not be one upsert. What is many goes by arrays anyway.
        properties.setProperty("reWriteBatchedInserts", "false");
        open = DriverManager.getConnection(config.jdbcUrl(), properties);
        try (Statement statement = open.createStatement();
                ResultSet row =
                        statement.executeQuery("SELECT pg_try_advisory_lock(" + LOCK + ")")) {
            row.next();
            if (!row.getBoolean(1)) {
                throw new SQLException(
                        "another Tsunagu writes into this database: stop it or give this one a"
                                + " database of its own");
            }
        } catch (SQLException refused) {
            open.close();
            throw refused;
        }
        connection = open;
        return open;
    }

    /// Writes one flush; when it returns, the database has it and memory has left it.
    ///
    /// @return what the database refused and was left out
    /// @throws SQLException when it must be tried again
    List<String> write(Flush flush, FlushWriter writer, String journalId) throws SQLException {
        try {
            Connection open = connection();
            if (commitSent) {
                boolean isStored = Positions.load(open).flush() >= flush.number();
                commitSent = false;
                if (isStored) {
                    LOG.info("Flush {} was stored before its answer was lost", flush.number());
                    settle(flush);
                    return List.of();
                }
                gate.doubt(false);
            }
            List<String> refused =
                    writer.write(
                            open,
                            flush,
                            journalId,
                            clock.millis() * 1_000,
                            flush.number() == refusedFlush);
            gate.<Boolean, SQLException>pass(
                    () -> {
                        commitSent = true;
                        gate.doubt(true);
                        open.commit();
                        commitSent = false;
                        buffers.settle(flush, System.nanoTime());
                        gate.doubt(false);
                        return true;
                    });
            open.setAutoCommit(true);
            return refused;
        } catch (SQLException | RuntimeException broken) {
            if (broken instanceof SQLException data && FlushWriter.isRefusal(data)) {
                refusedFlush = flush.number();
            }
            close();
            throw broken;
        }
    }

    private void settle(Flush flush) {
        gate.pass(
                () -> {
                    buffers.settle(flush, System.nanoTime());
                    gate.doubt(false);
                    return true;
                });
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException alreadyGone) {
                LOG.debug("Closing the writer's connection", alreadyGone);
            }
        }
    }
}
