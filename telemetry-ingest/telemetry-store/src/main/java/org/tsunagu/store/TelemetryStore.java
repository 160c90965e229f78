// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.journal.Journal;
import org.tsunagu.store.database.Dictionary;
import org.tsunagu.store.history.History;
import org.tsunagu.store.intake.Buffers;
import org.tsunagu.store.intake.CommitGate;
import org.tsunagu.store.intake.PresentState;
import org.tsunagu.store.query.StoredHistory;

/// Journal → buffers → database, and the history of both as one.
///
/// Two threads: the journal's reader fills the buffers ([StoreReader]); the writer's thread
/// ([StoreLoop]) writes what is due, one transaction at a time with the journal position in it,
/// drops what is too old and lets the journal delete what is stored. When the database is away both
/// wait and the journal keeps everything.
public final class TelemetryStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TelemetryStore.class);
    private static final Duration READY_WITHIN = Duration.ofSeconds(30);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(15);
    private static final long NORMALLY_BEHIND_MILLIS = 5_000;

    private final StoreConfig config;
    private final HikariDataSource pool;
    private final Buffers buffers;
    private final StoreReader reader;
    private final StoreLoop loop;
    private final StoredHistory history;
    private final Thread thread;

    private TelemetryStore(StoreConfig config, Journal journal, Clock clock) {
        var gate = new CommitGate();
        var present = new PresentState();
        var names = new Dictionary();
        this.config = config;
        this.pool = pool(config);
        this.buffers = new Buffers(config.limits(), present);
        var anomalies = new OwnAnomalies(buffers, clock);
        var running = new AtomicReference<StoreLoop>();
        this.reader =
                new StoreReader(
                        buffers, anomalies, pool, clock, detail -> running.get().wentBack(detail));
        this.loop =
                new StoreLoop(
                        new StoreLoop.Parts(
                                config, journal, clock, buffers, gate, present, names, anomalies),
                        reader);
        running.set(loop);
        this.history = new StoredHistory(pool, gate, names, buffers, present, loop::isReady);
        this.thread = Thread.ofPlatform().name("store-writer").unstarted(loop);
        gate.doubt(true);
    }

    /// Opens the store and waits, up to 30 s, until its tables are up to date and it reads. When
    /// the database is away for longer it returns all the same and goes on trying: see [#state()].
    public static TelemetryStore open(StoreConfig config, Journal journal) {
        return open(config, journal, Clock.systemUTC());
    }

    /// The same with a clock of the caller's.
    public static TelemetryStore open(StoreConfig config, Journal journal, Clock clock) {
        var store = new TelemetryStore(config, journal, clock);
        store.thread.start();
        try {
            if (!store.loop.awaitReady(READY_WITHIN)) {
                LOG.warn("The store is not ready yet: {}", store.state());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return store;
    }

    private static HikariDataSource pool(StoreConfig config) {
        var settings = new HikariConfig();
        settings.setPoolName("store-readers");
        settings.setJdbcUrl(config.jdbcUrl());
        settings.setUsername(config.user());
        settings.setPassword(config.password());
        settings.setMaximumPoolSize(config.readers());
        settings.setMinimumIdle(1);
        settings.setConnectionTimeout(5_000);
        settings.setValidationTimeout(2_000);
        settings.setInitializationFailTimeout(-1);
        settings.addDataSourceProperty("socketTimeout", "60");
        settings.addDataSourceProperty("connectTimeout", "5");
        settings.addDataSourceProperty("ApplicationName", "tsunagu-history");
        return new HikariDataSource(settings);
    }

    /// Questions; blocking, for virtual threads.
    public History history() {
        return history;
    }

    /// For the board and `/health`.
    public StoreState state() {
        StoreLoop.Trouble trouble = loop.trouble();
        if (trouble != null) {
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - trouble.sinceNanos());
            return new StoreState.Away(millis, trouble.reason());
        }
        if (!loop.isReady()) {
            return new StoreState.Away(0, "the store is starting");
        }
        long behind = loop.lag() > 0 ? reader.behindMillis() : 0;
        return behind > NORMALLY_BEHIND_MILLIS
                ? new StoreState.Behind(behind)
                : new StoreState.Ok();
    }

    /// What is kept how long and, once the database is known, in which layout, for `/health` and
    /// the log.
    public String retention() {
        String kept = config.retention().describe();
        String layout = loop.layout();
        return layout == null ? kept : kept + ", in " + layout;
    }

    /// Frames met again and not stored again, since the start.
    public long duplicates() {
        return buffers.duplicates();
    }

    /// Bytes that wait in memory, estimated.
    public long bufferedBytes() {
        return buffers.bytes();
    }

    /// Stops reading, writes what waits, closes the connections. The database itself is the
    /// caller's to close, after this.
    @Override
    public void close() {
        loop.close();
        try {
            if (!thread.join(CLOSE_WITHIN)) {
                LOG.warn(
                        "The store's writer is still busy; the journal has what it could not store");
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        pool.close();
    }
}
