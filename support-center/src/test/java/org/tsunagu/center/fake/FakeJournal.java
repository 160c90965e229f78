// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.fake;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongSupplier;
import org.tsunagu.journal.Committed;
import org.tsunagu.journal.Continuity;
import org.tsunagu.journal.Journal;
import org.tsunagu.journal.JournalEntry;
import org.tsunagu.journal.JournalPosition;
import org.tsunagu.journal.JournalRefusal;
import org.tsunagu.journal.JournalState;
import org.tsunagu.journal.JournalWriter;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.wire.JournalCodec;

/// A journal in memory with two partitions.
public final class FakeJournal implements Journal {
    private static final int PARTITIONS = 2;

    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<BatchHandler> readers = new CopyOnWriteArrayList<>();
    private final long[] next = new long[PARTITIONS];
    public final List<JournalRecord> written = new CopyOnWriteArrayList<>();
    public volatile LongSupplier nowMicros = () -> 0;
    public volatile JournalState state = new JournalState.Accepting();
    public volatile ReadFrom lastReadFrom = new ReadFrom.End();

    /// Appends and gives to every reader as one batch, as it came at `arrivedAt`.
    public void append(long arrivedAtMicros, JournalRecord... records) {
        List<JournalEntry> batch = new ArrayList<>();
        synchronized (this) {
            for (JournalRecord record : records) {
                int partition = Math.floorMod(record.partitionKey().hashCode(), PARTITIONS);
                var position = new JournalPosition(partition, next[partition]++);
                batch.add(
                        new JournalEntry(
                                position,
                                new ArrivalTime(arrivedAtMicros),
                                JournalCodec.encode(record)));
            }
            entries.addAll(batch);
        }
        give(batch);
    }

    /// Gives bytes nobody can decode.
    public void appendRaw(long arrivedAtMicros, byte[] bytes) {
        give(
                List.of(
                        new JournalEntry(
                                new JournalPosition(0, next[0]++),
                                new ArrivalTime(arrivedAtMicros),
                                bytes)));
    }

    private void give(List<JournalEntry> batch) {
        for (BatchHandler reader : readers) {
            try {
                reader.onBatch(batch);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public JournalWriter writer() {
        return new JournalWriter() {
            @Override
            public Future<JournalPosition> append(JournalRecord record) {
                if (!(state instanceof JournalState.Accepting)) {
                    return Future.failedFuture(
                            new JournalRefusal(JournalState.Cause.BROKER_AWAY, "away by the test"));
                }
                written.add(record);
                FakeJournal.this.append(nowMicros.getAsLong(), record);
                return Future.succeededFuture(new JournalPosition(0, written.size()));
            }

            @Override
            public JournalState state() {
                return state;
            }
        };
    }

    @Override
    public JournalReader openReader(String name, ReadFrom from, BatchHandler handler) {
        lastReadFrom = from;
        List<JournalEntry> past;
        synchronized (this) {
            past = List.copyOf(entries);
        }
        readers.add(handler);
        if (from instanceof ReadFrom.Since(long epochMillis)) {
            List<JournalEntry> since =
                    past.stream()
                            .filter(entry -> entry.arrivedAt().micros() >= epochMillis * 1000)
                            .toList();
            if (!since.isEmpty()) {
                give(since);
            }
        }
        return new JournalReader() {
            @Override
            public long lag() {
                return 0;
            }

            @Override
            public void close() {
                readers.remove(handler);
            }
        };
    }

    @Override
    public Map<Integer, Long> beginningOffsets() {
        return Map.of(0, 0L, 1, 0L);
    }

    @Override
    public Map<Integer, Long> endOffsets() {
        return Map.of(0, next[0], 1, next[1]);
    }

    @Override
    public void deleteUpTo(Map<Integer, Long> offsets) {}

    @Override
    public Map<Integer, Continuity> continuity(Map<Integer, Committed> committed) {
        return Map.of();
    }

    @Override
    public String id() {
        return "fake";
    }

    @Override
    public void close() {}
}
