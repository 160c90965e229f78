// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.query;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.tsunagu.store.history.StoreUnavailable;
import org.tsunagu.store.intake.CommitGate;

/// Reads database and memory at one moment between two flushes.
final class OneView {
    private static final int MOST_SECONDS = 30;

    private final DataSource pool;
    private final CommitGate gate;

    OneView(DataSource pool, CommitGate gate) {
        this.pool = pool;
        this.gate = gate;
    }

    /// What is done with the database's snapshot and what memory held at the same moment.
    interface Answer<M, T> {
        T from(Connection connection, M memory) throws SQLException;
    }

    /// @param memory looks into memory; called once, quickly
    /// @throws StoreUnavailable when the database is away
    <M, T> T read(Supplier<M> memory, Answer<M, T> answer) {
        try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET LOCAL statement_timeout = '" + MOST_SECONDS + "s'");
                M held = gate.look(() -> look(statement, memory));
                return answer.from(connection, held);
            } finally {
                connection.rollback();
            }
        } catch (SQLException away) {
            throw new StoreUnavailable("The database does not answer: " + away.getMessage(), away);
        }
    }

    /// The first query fixes the database's snapshot.
    private <M> M look(Statement statement, Supplier<M> memory) throws SQLException {
        if (gate.inDoubt()) {
            throw new SQLException("the outcome of a commit is not known yet");
        }
        statement.execute("SELECT 1 FROM store_state");
        return memory.get();
    }
}
