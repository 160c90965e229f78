// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tsunagu.journal.Journal;
import org.tsunagu.journal.JournalEntry;
import org.tsunagu.store.database.SeenTables;
import org.tsunagu.store.history.StoreUnavailable;
import org.tsunagu.store.intake.Buffers;
import org.tsunagu.store.intake.EventHash;
import org.tsunagu.store.intake.Mark;
import org.tsunagu.store.intake.SeenMemory;
import org.tsunagu.store.intake.SessionKey;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.anomaly.Decoded;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.SequenceRanges;
import org.tsunagu.telemetry.wire.JournalCodec;

/// Journal to buffers, on the journal reader's thread. Waits when the buffers are full and when the
/// database, which must say what it has already, is away: the journal keeps everything meanwhile.
final class StoreReader implements Journal.BatchHandler {
    private static final Duration RETRY = Duration.ofMillis(500);

    private final Buffers buffers;
    private final OwnAnomalies anomalies;
    private final Consumer<String> wentBack;
    private final SeenMemory memory;
    private final Clock clock;
    private volatile long lastArrivalMicros;

    /// @param wentBack told when the journal's offsets begin anew
    StoreReader(
            Buffers buffers,
            OwnAnomalies anomalies,
            DataSource pool,
            Clock clock,
            Consumer<String> wentBack) {
        this.buffers = buffers;
        this.anomalies = anomalies;
        this.memory = new PooledMemory(pool);
        this.clock = clock;
        this.wentBack = wentBack;
    }

    private record Read(JournalEntry entry, @Nullable JournalRecord record) {}

    @Override
    public void onBatch(List<JournalEntry> batch) throws InterruptedException {
        buffers.awaitRoom();
        List<Read> records = new ArrayList<>(batch.size());
        List<EventId> ids = new ArrayList<>(batch.size());
        for (JournalEntry entry : batch) {
            Decoded<JournalRecord> decoded = JournalCodec.decode(entry.bytes());
            for (Anomaly anomaly : decoded.anomalies()) {
                anomalies.report(anomaly.kind(), anomaly.example());
            }
            if (decoded.value() instanceof BedFrame frame) {
                ids.add(frame.id());
            }
            records.add(new Read(entry, decoded.value()));
        }
        prepare(ids);
        Map<Integer, Mark> cursors = new HashMap<>(buffers.cursors());
        for (Read read : records) {
            requireForward(read.entry(), cursors);
            buffers.accept(
                    read.entry().position().partition(),
                    read.entry().position().offset(),
                    read.entry().fingerprint(),
                    read.record(),
                    System.nanoTime());
            lastArrivalMicros = read.entry().arrivedAt().micros();
        }
    }

    /// Offsets that begin anew while we read: the journal was replaced under us.
    private void requireForward(JournalEntry entry, Map<Integer, Mark> cursors) {
        long offset = entry.position().offset();
        int partition = entry.position().partition();
        Mark before = cursors.put(partition, new Mark(offset + 1, entry.fingerprint()));
        if (before != null && offset < before.nextOffset()) {
            wentBack.accept(
                    "partition "
                            + partition
                            + " goes on at "
                            + offset
                            + " after "
                            + before.nextOffset());
        }
    }

    private void prepare(Collection<EventId> ids) throws InterruptedException {
        while (true) {
            try {
                buffers.prepare(ids, memory);
                return;
            } catch (StoreUnavailable away) {
                TimeUnit.MILLISECONDS.sleep(RETRY.toMillis());
            }
        }
    }

    /// Age of the newest record taken over; 0 before the first.
    long behindMillis() {
        long last = lastArrivalMicros;
        return last == 0 ? 0 : Math.max(0, clock.millis() - last / 1_000);
    }

    /// What the database has, over a connection of the pool.
    private record PooledMemory(DataSource pool) implements SeenMemory {
        @Override
        public Map<SessionKey, List<SequenceRanges.Range>> sequences(
                Collection<SessionKey> sessions) {
            try (Connection connection = pool.getConnection()) {
                return SeenTables.sequences(connection, sessions);
            } catch (SQLException away) {
                throw new StoreUnavailable("The database does not answer", away);
            }
        }

        @Override
        public Set<EventHash> events(Collection<EventHash> events) {
            try (Connection connection = pool.getConnection()) {
                return SeenTables.events(connection, events);
            } catch (SQLException away) {
                throw new StoreUnavailable("The database does not answer", away);
            }
        }
    }
}
