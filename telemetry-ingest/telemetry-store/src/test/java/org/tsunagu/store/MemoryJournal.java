// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.tsunagu.journal.Committed;
import org.tsunagu.journal.Continuity;
import org.tsunagu.journal.Journal;
import org.tsunagu.journal.JournalEntry;
import org.tsunagu.journal.JournalPosition;
import org.tsunagu.journal.JournalState;
import org.tsunagu.journal.JournalWriter;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.wire.JournalCodec;

/// A journal in memory that outlives stores, whose end can be cut off.
public final class MemoryJournal implements Journal {
    private static final int BATCH = 200;

    private final List<List<JournalEntry>> partitions = new ArrayList<>();
    private final Map<Integer, Long> deleted = new HashMap<>();
    private String id = UUID.randomUUID().toString();

    public MemoryJournal(int partitionCount) {
        for (int i = 0; i < partitionCount; i++) {
            partitions.add(new ArrayList<>());
        }
    }

    public synchronized void append(JournalRecord record) {
        int partition = Math.floorMod(record.partitionKey().hashCode(), partitions.size());
        append(partition, JournalCodec.encode(record));
    }

    public synchronized void append(int partition, byte[] bytes) {
        List<JournalEntry> entries = partitions.get(partition);
        entries.add(
                new JournalEntry(
                        new JournalPosition(partition, entries.size()),
                        new ArrivalTime(System.currentTimeMillis() * 1_000),
                        bytes));
        notifyAll();
    }

    /// Loses everything of a partition from an offset on.
    public synchronized void cutOff(int partition, int end) {
        List<JournalEntry> entries = partitions.get(partition);
        entries.subList(end, entries.size()).clear();
    }

    /// Becomes another journal without any record.
    public synchronized void replace() {
        partitions.forEach(List::clear);
        id = UUID.randomUUID().toString();
    }

    public synchronized Map<Integer, Long> deleted() {
        return Map.copyOf(deleted);
    }

    @Override
    public JournalWriter writer() {
        return new JournalWriter() {
            @Override
            public Future<JournalPosition> append(JournalRecord record) {
                MemoryJournal.this.append(record);
                return Future.succeededFuture(new JournalPosition(0, 0));
            }

            @Override
            public JournalState state() {
                return new JournalState.Accepting();
            }
        };
    }

    @Override
    public JournalReader openReader(String name, ReadFrom from, BatchHandler handler) {
        Map<Integer, Long> next = new HashMap<>();
        if (from instanceof ReadFrom.Offsets(Map<Integer, Long> offsets)) {
            next.putAll(offsets);
        }
        var reader = new Reader(next, handler);
        reader.thread.start();
        return reader;
    }

    private synchronized List<JournalEntry> take(Map<Integer, Long> next)
            throws InterruptedException {
        while (true) {
            List<JournalEntry> batch = new ArrayList<>();
            for (int partition = 0; partition < partitions.size(); partition++) {
                List<JournalEntry> entries = partitions.get(partition);
                int begin = (int) Math.min(next.getOrDefault(partition, 0L), entries.size());
                int end = Math.min(entries.size(), begin + BATCH);
                batch.addAll(entries.subList(begin, end));
                next.put(partition, (long) end);
            }
            if (!batch.isEmpty()) {
                return batch;
            }
            wait();
        }
    }

    private synchronized long behind(Map<Integer, Long> next) {
        long lag = 0;
        for (int partition = 0; partition < partitions.size(); partition++) {
            lag += partitions.get(partition).size() - next.getOrDefault(partition, 0L);
        }
        return lag;
    }

    private final class Reader implements JournalReader {
        private final Thread thread;
        private final Map<Integer, Long> next;
        private volatile Map<Integer, Long> finished = Map.of();

        Reader(Map<Integer, Long> next, BatchHandler handler) {
            this.next = next;
            this.thread =
                    Thread.ofPlatform()
                            .daemon()
                            .name("memory-journal")
                            .unstarted(() -> read(handler));
        }

        private void read(BatchHandler handler) {
            try {
                while (true) {
                    handler.onBatch(take(next));
                    finished = Map.copyOf(next);
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public long lag() {
            return behind(finished);
        }

        @Override
        public void close() {
            thread.interrupt();
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public synchronized Map<Integer, Long> beginningOffsets() {
        Map<Integer, Long> offsets = new HashMap<>();
        for (int partition = 0; partition < partitions.size(); partition++) {
            offsets.put(partition, 0L);
        }
        return offsets;
    }

    @Override
    public synchronized Map<Integer, Long> endOffsets() {
        Map<Integer, Long> offsets = new HashMap<>();
        for (int partition = 0; partition < partitions.size(); partition++) {
            offsets.put(partition, (long) partitions.get(partition).size());
        }
        return offsets;
    }

    @Override
    public synchronized void deleteUpTo(Map<Integer, Long> offsets) {
        deleted.putAll(offsets);
    }

    @Override
    public synchronized Map<Integer, Continuity> continuity(Map<Integer, Committed> committed) {
        Map<Integer, Continuity> found = new HashMap<>();
        committed.forEach((partition, mark) -> found.put(partition, continuity(partition, mark)));
        return found;
    }

    private Continuity continuity(int partition, Committed mark) {
        List<JournalEntry> entries = partitions.get(partition);
        if (!mark.journalId().equals(id)) {
            return new Continuity.Replaced();
        }
        if (mark.nextOffset() > entries.size()) {
            return new Continuity.CutOff(entries.size());
        }
        boolean same =
                mark.nextOffset() == 0
                        || entries.get((int) mark.nextOffset() - 1).fingerprint()
                                == mark.lastFingerprint();
        return same ? new Continuity.Intact(mark.nextOffset()) : new Continuity.Replaced();
    }

    @Override
    public synchronized String id() {
        return id;
    }

    @Override
    public void close() {}
}
