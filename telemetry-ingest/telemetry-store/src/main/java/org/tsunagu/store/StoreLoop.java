// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.journal.Journal;
import org.tsunagu.store.database.DataDays;
import org.tsunagu.store.database.Dictionary;
import org.tsunagu.store.database.FlushWriter;
import org.tsunagu.store.database.Migrations;
import org.tsunagu.store.database.Positions;
import org.tsunagu.store.database.RetentionSweep;
import org.tsunagu.store.database.StoredPresent;
import org.tsunagu.store.intake.Buffers;
import org.tsunagu.store.intake.CommitGate;
import org.tsunagu.store.intake.Flush;
import org.tsunagu.store.intake.PresentState;

/// The writer's thread: start, then flush after flush, with the sweep and the journal's deletion
/// between them. Whatever fails is tried again, slower and slower up to every five seconds.
final class StoreLoop implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreLoop.class);
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration FIRST_RETRY = Duration.ofMillis(200);
    private static final Duration LAST_RETRY = Duration.ofSeconds(5);
    private static final Duration JOURNAL_DELETION = Duration.ofSeconds(30);
    private static final Duration SWEEP = Duration.ofMinutes(10);

    /// A flush is written within a second or two; a database that needs longer than this hangs.
    private static final Duration HANGS_AFTER = Duration.ofSeconds(10);

    private final Parts parts;
    private final Journal.BatchHandler handler;
    private final DataDays days = new DataDays();
    private final StoreWriter writer;
    private final FlushWriter flushWriter;
    private final RetentionSweep sweep;
    private final List<String> journalEvents = new ArrayList<>();
    private final AtomicReference<@Nullable String> wentBack = new AtomicReference<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile @Nullable Trouble trouble;
    private volatile @Nullable Long flushingSinceNanos;
    private volatile Journal.@Nullable JournalReader journalReader;

    /// What the loop works on.
    record Parts(
            StoreConfig config,
            Journal journal,
            Clock clock,
            Buffers buffers,
            CommitGate gate,
            PresentState present,
            Dictionary names,
            OwnAnomalies anomalies) {}

    /// Why nothing can be written, and since when.
    record Trouble(long sinceNanos, String reason) {}

    private interface Step {
        void run() throws SQLException;
    }

    /// @param handler gets the journal's batches once the store has started
    StoreLoop(Parts parts, Journal.BatchHandler handler) {
        this.parts = parts;
        this.handler = handler;
        this.writer = new StoreWriter(parts.config(), parts.buffers(), parts.gate(), parts.clock());
        this.flushWriter = new FlushWriter(parts.names(), days);
        this.sweep = new RetentionSweep(days, parts.config().retention());
    }

    @Override
    public void run() {
        try {
            if (!retry("start", this::start)) {
                return;
            }
            long deleted = System.nanoTime();
            long swept = deleted - SWEEP.toNanos();
            while (!closing.await(TICK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (!flushDue()) {
                    return;
                }
                long now = System.nanoTime();
                if (now - deleted > JOURNAL_DELETION.toNanos()) {
                    deleted = now;
                    letJournalDelete();
                }
                if (now - swept > SWEEP.toNanos() && retry("retention", this::sweep)) {
                    swept = now;
                }
            }
            finish();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            closeReader();
            writer.close();
        }
    }

    private void start() throws SQLException {
        Connection connection = writer.connection();
        Migrations.run(connection);
        parts.names().load(connection);
        days.load(connection);
        JournalResume resume =
                JournalResume.of(connection, parts.journal(), parts.clock().millis() * 1_000);
        journalEvents.addAll(resume.events());
        new StoredPresent(parts.names()).load(connection, parts.present());
        parts.anomalies().resume(parts.present().anomalies());
        parts.buffers().startAt(resume.flush(), resume.positions(), System.nanoTime());
        Map<Integer, Long> from = new HashMap<>();
        resume.positions().forEach((partition, mark) -> from.put(partition, mark.nextOffset()));
        journalReader =
                parts.journal().openReader("store", new Journal.ReadFrom.Offsets(from), handler);
        journalEvents.forEach(event -> parts.anomalies().report("journal-cut-off", event));
        parts.gate().doubt(false);
        LOG.info(
                "The store reads the journal from {}; it keeps {} in {}",
                from.isEmpty() ? "its beginning" : from,
                parts.config().retention().describe(),
                days.describe());
        ready.countDown();
    }

    private boolean flushDue() throws InterruptedException {
        String back = wentBack.getAndSet(null);
        if (back != null) {
            LOG.error("The journal began anew while it was read: {}", back);
            parts.anomalies().report("journal-cut-off", back);
            retry("new epoch", () -> openEpoch(back));
        }
        Flush flush = parts.buffers().takeDue(System.nanoTime());
        return flush == null || retry("flush", () -> write(flush));
    }

    private void openEpoch(String detail) throws SQLException {
        Positions.openEpoch(
                writer.connection(), parts.clock().millis() * 1_000, "journal-cut-off", detail);
    }

    private void write(Flush flush) throws SQLException {
        flushingSinceNanos = System.nanoTime();
        try {
            writeNow(flush);
        } finally {
            flushingSinceNanos = null;
        }
    }

    private void writeNow(Flush flush) throws SQLException {
        for (String refused : writer.write(flush, flushWriter, parts.journal().id())) {
            LOG.error("The database refuses data, which is left out: {}", refused);
            parts.anomalies().report("store-refused-data", refused);
        }
    }

    private void sweep() throws SQLException {
        for (String dropped : sweep.run(writer.connection(), parts.clock().millis() * 1_000)) {
            parts.anomalies().report("retention-before-its-time", dropped);
        }
    }

    /// The journal may delete what is stored; it keeps a recent stretch for itself.
    private void letJournalDelete() {
        Map<Integer, Long> offsets = new HashMap<>();
        parts.buffers()
                .committed()
                .forEach((partition, mark) -> offsets.put(partition, mark.nextOffset()));
        try {
            parts.journal().deleteUpTo(offsets);
        } catch (RuntimeException later) {
            LOG.warn("The journal does not delete what is stored yet: {}", later.getMessage());
        }
    }

    /// Runs a step until it works.
    ///
    /// @return false when the store closes before that
    private boolean retry(String what, Step step) throws InterruptedException {
        Duration wait = FIRST_RETRY;
        while (true) {
            try {
                step.run();
                if (trouble != null) {
                    LOG.info("The store works again: {}", what);
                    trouble = null;
                }
                return true;
            } catch (SQLException | RuntimeException broken) {
                // A process edge: whatever the database or the journal throws, the store goes on.
                Trouble known = trouble;
                if (known == null) {
                    LOG.error("The store waits ({}): {}", what, broken.getMessage(), broken);
                }
                trouble =
                        new Trouble(
                                known == null ? System.nanoTime() : known.sinceNanos(),
                                String.valueOf(broken.getMessage()));
                writer.close();
            }
            if (closing.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            Duration doubled = wait.multipliedBy(2);
            wait = doubled.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : doubled;
        }
    }

    /// A clean end: what waits in memory goes to the database, so that the next start reads nothing
    /// twice. Tried once; the journal has it anyway.
    private void finish() {
        closeReader();
        Flush rest = parts.buffers().takeAll(System.nanoTime());
        if (rest != null) {
            try {
                write(rest);
            } catch (SQLException | RuntimeException away) {
                LOG.warn("The rest stays in the journal: {}", away.getMessage());
            }
        }
    }

    private void closeReader() {
        Journal.JournalReader open = journalReader;
        journalReader = null;
        if (open != null) {
            open.close();
        }
    }

    boolean awaitReady(Duration most) throws InterruptedException {
        return ready.await(most.toMillis(), TimeUnit.MILLISECONDS);
    }

    void close() {
        closing.countDown();
    }

    /// Told by the reader when offsets begin anew.
    void wentBack(String detail) {
        wentBack.set(detail);
    }

    /// Why nothing can be written; also while the database takes a flush and says nothing.
    @Nullable Trouble trouble() {
        Trouble known = trouble;
        Long since = flushingSinceNanos;
        if (known != null || since == null) {
            return known;
        }
        Duration silent = Duration.ofNanos(System.nanoTime() - since);
        return silent.compareTo(HANGS_AFTER) < 0
                ? null
                : new Trouble(
                        since,
                        "The database has not answered for "
                                + silent.toSeconds()
                                + " s; look whether it hangs and how full its disk is");
    }

    /// Records the reader has not finished.
    long lag() {
        Journal.JournalReader open = journalReader;
        return open == null ? 0 : open.lag();
    }

    /// How the days of the data are kept apart; null before the start.
    @Nullable String layout() {
        return days.describe();
    }

    boolean isReady() {
        return ready.getCount() == 0;
    }
}
