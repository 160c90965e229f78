// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SequenceRanges;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.record.StrokeReport;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.ward.BedId;

/// Everything read and not yet stored, bed by bed, and the low watermark of each partition: the
/// first record that is not entirely in the database once the present flush is.
///
/// The reader's thread accepts, the writer's thread takes and settles one flush at a time, any
/// thread looks. Each method holds one short lock.
public final class Buffers {
    private final Limits limits;
    private final PresentState present;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final SeenLedger seen = new SeenLedger();
    private final Map<BedId, PendingBed> open = new LinkedHashMap<>();
    private final Map<Integer, Mark> cursors = new HashMap<>();
    private Map<Integer, Mark> committed = Map.of();
    private @Nullable PendingReports reports;
    private @Nullable Flush flushing;
    private long openBytes;
    private long flushingBytes;
    private long flushes;
    private long settledNanos;
    private long duplicates;

    public Buffers(Limits limits, PresentState present) {
        this.limits = limits;
        this.present = present;
    }

    /// Begins from what the database has: its last flush and its positions.
    public void startAt(long flushNumber, Map<Integer, Mark> positions, long nowNanos) {
        lock.lock();
        try {
            flushes = flushNumber;
            cursors.putAll(positions);
            committed = Map.copyOf(positions);
            settledNanos = nowNanos;
        } finally {
            lock.unlock();
        }
    }

    /// Waits until there is room for more.
    public void awaitRoom() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (openBytes + flushingBytes >= limits.mostBytes()) {
                room.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /// Asks the database what it knows about events that will be accepted next. Blocking; call it
    /// without a lock, on the reader's thread.
    public void prepare(Collection<EventId> ids, SeenMemory memory) {
        SeenLedger.Question question;
        lock.lock();
        try {
            question = seen.question(ids);
        } finally {
            lock.unlock();
        }
        if (question.isEmpty()) {
            return;
        }
        Map<SessionKey, List<SequenceRanges.Range>> sequences =
                question.sessions().isEmpty() ? Map.of() : memory.sequences(question.sessions());
        Set<EventHash> events =
                question.events().isEmpty() ? Set.of() : memory.events(question.events());
        lock.lock();
        try {
            seen.learn(question, sequences, events);
        } finally {
            lock.unlock();
        }
    }

    /// Takes one record over; null when it could not be decoded, which is passed over.
    ///
    /// @return whether it was new
    public boolean accept(
            int partition,
            long offset,
            int fingerprint,
            @Nullable JournalRecord record,
            long nowNanos) {
        lock.lock();
        try {
            Mark before = cursors.getOrDefault(partition, new Mark(offset, 0));
            boolean isNew = record != null && accept(record, partition, before, nowNanos);
            cursors.put(partition, new Mark(offset + 1, fingerprint));
            return isNew;
        } finally {
            lock.unlock();
        }
    }

    private boolean accept(JournalRecord record, int partition, Mark before, long nowNanos) {
        switch (record) {
            case BedFrame frame -> {
                if (!seen.add(frame.id())) {
                    duplicates++;
                    return false;
                }
                PendingBed bed = bed(frame.bed(), partition, before, nowNanos);
                long size = bed.bytes();
                bed.add(frame);
                openBytes += bed.bytes() - size;
                present.apply(frame);
            }
            case LinkReport link -> {
                PendingBed bed = bed(link.bed(), partition, before, nowNanos);
                bed.add(link);
                present.apply(link);
            }
            case BedMovement movement -> {
                reports(partition, before, nowNanos).add(movement);
                present.apply(movement);
            }
            case SourceReport report -> {
                reports(partition, before, nowNanos).add(report);
                present.apply(report);
            }
            case AnomalyReport report -> {
                reports(partition, before, nowNanos).add(report);
                present.apply(report);
            }
            case ResultReport report -> {
                PendingReports pending = reports(partition, before, nowNanos);
                long size = pending.bytes();
                pending.add(report);
                openBytes += pending.bytes() - size;
            }
            case SeverityReport report -> {
                PendingReports pending = reports(partition, before, nowNanos);
                long size = pending.bytes();
                pending.add(report);
                openBytes += pending.bytes() - size;
            }
            case StrokeReport _ -> {
                // The database holds no ink yet.
            }
        }
        return true;
    }

    /// An observation of our own, which did not come through the journal.
    public void report(AnomalyReport anomaly, long nowNanos) {
        lock.lock();
        try {
            if (reports == null) {
                reports = new PendingReports(nowNanos);
            }
            reports.add(anomaly);
            present.apply(anomaly);
        } finally {
            lock.unlock();
        }
    }

    private PendingBed bed(BedId id, int partition, Mark before, long nowNanos) {
        PendingBed bed = open.computeIfAbsent(id, _ -> new PendingBed(id, nowNanos));
        bed.before().putIfAbsent(partition, before);
        return bed;
    }

    private PendingReports reports(int partition, Mark before, long nowNanos) {
        PendingReports pending = reports;
        if (pending == null) {
            pending = new PendingReports(nowNanos);
            reports = pending;
        }
        pending.before().putIfAbsent(partition, before);
        return pending;
    }

    /// Takes what is due, null when nothing is. The previous flush must be settled.
    public @Nullable Flush takeDue(long nowNanos) {
        lock.lock();
        try {
            boolean crowded = openBytes >= limits.mostBytes() / 2;
            List<PendingBed> due = new ArrayList<>();
            long bytes = 0;
            for (PendingBed bed : open.values()) {
                if ((crowded || isDue(bed, nowNanos)) && bytes < limits.flushBytes()) {
                    due.add(bed);
                    bytes += bed.bytes();
                }
            }
            boolean reportsDue =
                    reports != null
                            && (crowded
                                    || nowNanos - reports.sinceNanos()
                                            >= limits.reportsAfter().toNanos());
            boolean positionsDue =
                    nowNanos - settledNanos >= limits.flushAfter().toNanos()
                            && !watermarks().equals(committed);
            return due.isEmpty() && !reportsDue && !positionsDue ? null : take(due, nowNanos);
        } finally {
            lock.unlock();
        }
    }

    /// Takes everything, null when there is nothing to write.
    public @Nullable Flush takeAll(long nowNanos) {
        lock.lock();
        try {
            return open.isEmpty() && reports == null && cursors.equals(committed)
                    ? null
                    : take(List.copyOf(open.values()), nowNanos);
        } finally {
            lock.unlock();
        }
    }

    private boolean isDue(PendingBed bed, long nowNanos) {
        long spread = Math.max(1, limits.flushSpread().toNanos());
        long wait = limits.flushAfter().toNanos() + Math.floorMod(hash(bed.bed()), spread);
        return nowNanos - bed.sinceNanos() >= wait || bed.bytes() >= limits.bedBytes();
    }

    /// Spreads neighbouring bed names far apart (Knuth's multiplicative hash).
    private static long hash(BedId bed) {
        return bed.value().hashCode() * 2_654_435_761L;
    }

    private Flush take(List<PendingBed> beds, long nowNanos) {
        if (flushing != null) {
            throw new IllegalStateException("flush " + flushing.number() + " is not settled");
        }
        for (PendingBed bed : beds) {
            open.remove(bed.bed());
            openBytes -= bed.bytes();
            flushingBytes += bed.bytes();
        }
        PendingReports taken = reports == null ? new PendingReports(nowNanos) : reports;
        reports = null;
        openBytes -= taken.bytes();
        flushingBytes += taken.bytes();
        var flush = new Flush(flushes + 1, beds, taken, watermarks());
        flushing = flush;
        return flush;
    }

    /// Per partition the lowest mark of anything that is open, else how far it was read.
    private Map<Integer, Mark> watermarks() {
        Map<Integer, Mark> lowest = new HashMap<>(cursors);
        for (PendingBed bed : open.values()) {
            bed.before().forEach((partition, mark) -> lower(lowest, partition, mark));
        }
        if (reports != null) {
            reports.before().forEach((partition, mark) -> lower(lowest, partition, mark));
        }
        return lowest;
    }

    private static void lower(Map<Integer, Mark> lowest, int partition, Mark mark) {
        lowest.merge(partition, mark, (a, b) -> a.nextOffset() <= b.nextOffset() ? a : b);
    }

    /// The database has this flush.
    public void settle(Flush flush, long nowNanos) {
        lock.lock();
        try {
            if (flushing == null || flush.number() != flushing.number()) {
                throw new IllegalStateException("flush " + flush.number() + " is not the present");
            }
            flushes = flush.number();
            flushing = null;
            flushingBytes = 0;
            committed = flush.positions();
            settledNanos = nowNanos;
            for (PendingBed bed : flush.beds()) {
                seen.settle(bed.sequences(), bed.hashes());
            }
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Where each partition is stored up to.
    public Map<Integer, Mark> committed() {
        lock.lock();
        try {
            return committed;
        } finally {
            lock.unlock();
        }
    }

    /// How far each partition was read.
    public Map<Integer, Mark> cursors() {
        lock.lock();
        try {
            return Map.copyOf(cursors);
        } finally {
            lock.unlock();
        }
    }

    /// Bytes held, estimated.
    public long bytes() {
        lock.lock();
        try {
            return openBytes + flushingBytes;
        } finally {
            lock.unlock();
        }
    }

    /// Frames that were known already.
    public long duplicates() {
        lock.lock();
        try {
            return duplicates;
        } finally {
            lock.unlock();
        }
    }

    /// Numerics of one code in `[from, to)` in the order they came. Behind the [CommitGate].
    public List<NumericRow> numerics(BedId bed, MetricCode code, AxisTime from, AxisTime to) {
        lock.lock();
        try {
            List<NumericRow> rows = new ArrayList<>();
            for (PendingBed pending : pending(bed)) {
                for (NumericRow row : pending.numerics()) {
                    if (row.code().equals(code)
                            && row.at().compareTo(from) >= 0
                            && row.at().compareTo(to) < 0) {
                        rows.add(row);
                    }
                }
            }
            return rows;
        } finally {
            lock.unlock();
        }
    }

    /// Waveform runs of one code that touch `[from, to)`, copied. Behind the [CommitGate].
    public List<WaveBlock> blocks(BedId bed, MetricCode code, AxisTime from, AxisTime to) {
        lock.lock();
        try {
            List<WaveBlock> blocks = new ArrayList<>();
            for (PendingBed pending : pending(bed)) {
                blocks.addAll(pending.blocks(code, from, to));
            }
            return blocks;
        } finally {
            lock.unlock();
        }
    }

    /// Declared gaps of a code that touch `[from, to)`. Behind the [CommitGate].
    public List<GapRow> gaps(BedId bed, MetricCode code, AxisTime from, AxisTime to) {
        lock.lock();
        try {
            List<GapRow> gaps = new ArrayList<>();
            for (PendingBed pending : pending(bed)) {
                for (GapRow gap : pending.gaps()) {
                    if ((gap.code() == null || gap.code().equals(code))
                            && gap.from().compareTo(to) < 0
                            && gap.to().compareTo(from) > 0) {
                        gaps.add(gap);
                    }
                }
            }
            return gaps;
        } finally {
            lock.unlock();
        }
    }

    /// Supervision lost or restored, oldest first. Behind the [CommitGate].
    public List<LinkReport> links(BedId bed) {
        lock.lock();
        try {
            List<LinkReport> links = new ArrayList<>();
            for (PendingBed pending : pending(bed)) {
                links.addAll(pending.links());
            }
            return links;
        } finally {
            lock.unlock();
        }
    }

    /// Severity reports in the order they came. Behind the [CommitGate].
    public List<SeverityReport> severity() {
        return ofReports(PendingReports::severity);
    }

    /// Results in the order they came. Behind the [CommitGate].
    public List<ResultReport> results() {
        return ofReports(PendingReports::results);
    }

    private <T> List<T> ofReports(Function<PendingReports, List<T>> kind) {
        lock.lock();
        try {
            List<T> found = new ArrayList<>();
            if (flushing != null) {
                found.addAll(kind.apply(flushing.reports()));
            }
            if (reports != null) {
                found.addAll(kind.apply(reports));
            }
            return found;
        } finally {
            lock.unlock();
        }
    }

    private List<PendingBed> pending(BedId bed) {
        List<PendingBed> found = new ArrayList<>(2);
        if (flushing != null) {
            for (PendingBed pending : flushing.beds()) {
                if (pending.bed().equals(bed)) {
                    found.add(pending);
                }
            }
        }
        PendingBed pending = open.get(bed);
        if (pending != null) {
            found.add(pending);
        }
        return found;
    }
}
