// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.wire.JournalCodec;

/// One partition in memory, whose beginning can be deleted and which can refuse.
final class FakeJournal implements Journal {
    private final List<JournalEntry> entries = new ArrayList<>();
    private int beginning;
    private boolean refusing;

    synchronized void append(JournalRecord record) {
        entries.add(
                new JournalEntry(
                        new JournalPosition(0, entries.size()),
                        new ArrivalTime(0),
                        JournalCodec.encode(record)));
        notifyAll();
    }

    synchronized void deleteAll() {
        beginning = entries.size();
    }

    synchronized void refuse(boolean refuse) {
        refusing = refuse;
    }

    synchronized List<SeverityReport> reports() {
        List<SeverityReport> reports = new ArrayList<>();
        for (JournalEntry entry : entries) {
            if (JournalCodec.decode(entry.bytes()).value() instanceof SeverityReport report) {
                reports.add(report);
            }
        }
        return reports;
    }

    @Override
    public JournalWriter writer() {
        return new JournalWriter() {
            @Override
            public Future<JournalPosition> append(JournalRecord record) {
                synchronized (FakeJournal.this) {
                    if (refusing) {
                        return Future.failedFuture(
                                new JournalRefusal(JournalState.Cause.QUEUE_FULL, "full"));
                    }
                    FakeJournal.this.append(record);
                    return Future.succeededFuture(new JournalPosition(0, entries.size() - 1));
                }
            }

            @Override
            public JournalState state() {
                return new JournalState.Accepting();
            }
        };
    }

    @Override
    public JournalReader openReader(String name, ReadFrom from, BatchHandler handler) {
        long first =
                from instanceof ReadFrom.Offsets(Map<Integer, Long> next)
                        ? next.getOrDefault(0, 0L)
                        : beginning;
        return new Reader((int) first, handler);
    }

    private synchronized List<JournalEntry> take(int from) throws InterruptedException {
        while (entries.size() <= from) {
            wait();
        }
        return List.copyOf(entries.subList(from, Math.min(entries.size(), from + 7)));
    }

    private final class Reader implements JournalReader {
        private final Thread thread;
        private volatile int next;

        Reader(int first, BatchHandler handler) {
            next = first;
            thread = Thread.ofPlatform().daemon().start(() -> read(handler));
        }

        private void read(BatchHandler handler) {
            try {
                while (true) {
                    List<JournalEntry> batch = take(next);
                    handler.onBatch(batch);
                    next += batch.size();
                }
            } catch (InterruptedException closed) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public long lag() {
            synchronized (FakeJournal.this) {
                return entries.size() - next;
            }
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
        return Map.of(0, (long) beginning);
    }

    @Override
    public synchronized Map<Integer, Long> endOffsets() {
        return Map.of(0, (long) entries.size());
    }

    @Override
    public void deleteUpTo(Map<Integer, Long> offsets) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized Map<Integer, Continuity> continuity(Map<Integer, Committed> committed) {
        Map<Integer, Continuity> found = new HashMap<>();
        committed.forEach(
                (partition, mark) ->
                        found.put(
                                partition,
                                mark.nextOffset() >= beginning
                                        ? new Continuity.Intact(mark.nextOffset())
                                        : new Continuity.Replaced()));
        return found;
    }

    @Override
    public String id() {
        return "fake";
    }

    @Override
    public void close() {}
}
