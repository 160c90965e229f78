// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.journal.Committed;
import org.tsunagu.journal.Continuity;
import org.tsunagu.journal.Journal;
import org.tsunagu.journal.JournalEntry;
import org.tsunagu.severity.code.UnmappedCodes;
import org.tsunagu.severity.risk.Assessor;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.wire.JournalCodec;

/// The way of a value to a score, top to bottom:
///
/// journal ▶ decode, ward (reader's thread) ▶ score (the scorer's own thread) ▶ journal
///
/// and beside it, once a minute, ward ▶ memory on disk. One lock holds ward and memory; nobody else
/// waits for it.
public final class SeverityPath implements AutoCloseable {
    private static final long STEP_MILLIS = 1_000;
    private static final long MEMORY_EVERY_MICROS = 60_000_000;
    private static final long TELL_EVERY_MICROS = 30_000_000;
    private static final int MEMORY_AT_MOST_BYTES = 8 << 20;
    private static final Logger LOG = LoggerFactory.getLogger(SeverityPath.class);

    private final Journal journal;
    private final SeverityWard ward;
    private final @Nullable Assessor assessor;
    private final InstantSource clock;
    private final @Nullable ScorerMemory memory;
    private final Outlet outlet;
    private final TechnicianNews news = new TechnicianNews();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private final Map<Integer, Committed> positions = new HashMap<>();
    private final Thread scorer;
    private Journal.@Nullable JournalReader reader;
    private boolean caughtUp;
    private boolean closed;
    private long memoryWrittenMicros;
    private long memoryFailures;
    private long lastStepMicros;
    private long toldMicros;

    private SeverityPath(
            Journal journal,
            LiveSettings settings,
            @Nullable Assessor assessor,
            InstantSource clock,
            @Nullable ScorerMemory memory) {
        this.journal = journal;
        this.assessor = assessor;
        this.clock = clock;
        this.memory = memory;
        ward = new SeverityWard(settings);
        outlet = new Outlet(journal.writer());
        scorer = Thread.ofPlatform().name("severity-scorer").daemon().unstarted(this::run);
    }

    /// Starts scoring.
    ///
    /// @param assessor the learned model, used by the scorer's thread alone; null: the published
    ///     scores only
    /// @param memory folder for what a restart needs; null: none is kept, and after a restart no
    ///     learned risk is given to those admitted before it
    public static SeverityPath open(
            Journal journal,
            LiveSettings settings,
            @Nullable Assessor assessor,
            InstantSource clock,
            @Nullable Path memory) {
        ScorerMemory kept = null;
        try {
            kept = memory == null ? null : new ScorerMemory(memory);
        } catch (IOException trouble) {
            LOG.error("The scorer keeps no memory, {} cannot be used: {}", memory, trouble);
        }
        var path = new SeverityPath(journal, settings, assessor, clock, kept);
        path.start();
        return path;
    }

    private void start() {
        Journal.ReadFrom from = resume();
        reader = journal.openReader("severity", from, this::onBatch);
        scorer.start();
    }

    /// Where to read on, after taking over what an earlier run kept. Where the journal does not go
    /// on from there, what came in between is lost, and that is remembered.
    private Journal.ReadFrom resume() {
        Map<Integer, Committed> known = recall();
        boolean whole;
        if (known.isEmpty()) {
            whole = journal.beginningOffsets().values().stream().allMatch(offset -> offset == 0);
        } else {
            whole =
                    journal.continuity(known).values().stream()
                            .allMatch(found -> found instanceof Continuity.Intact);
        }
        if (whole && !known.isEmpty()) {
            positions.putAll(known);
            Map<Integer, Long> next = new HashMap<>();
            known.forEach((partition, committed) -> next.put(partition, committed.nextOffset()));
            return new Journal.ReadFrom.Offsets(next);
        }
        if (!whole) {
            loseHistory(AxisTime.of(clock.instant()));
        }
        return new Journal.ReadFrom.Beginning();
    }

    private Map<Integer, Committed> recall() {
        ScorerMemory kept = memory;
        try {
            return kept == null ? Map.of() : kept.recall(ward, nowMicros());
        } catch (IOException trouble) {
            LOG.error("The scorer's memory cannot be read: {}", trouble.toString());
            return Map.of();
        }
    }

    private void loseHistory(AxisTime until) {
        LOG.warn("Values before {} are not known to the scorer", until.toRfc3339());
        ward.lostUntil(until);
        ScorerMemory kept = memory;
        try {
            if (kept != null) {
                kept.keepLost(until);
            }
        } catch (IOException trouble) {
            memoryFailures++;
        }
    }

    private void onBatch(List<JournalEntry> batch) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long now = nowMicros();
            for (JournalEntry entry : batch) {
                JournalRecord record = JournalCodec.decodeWithoutWaveforms(entry.bytes()).value();
                if (record != null) {
                    keep(ward.take(record, now));
                }
                positions.put(
                        entry.position().partition(),
                        new Committed(
                                entry.position().offset() + 1, entry.fingerprint(), journal.id()));
            }
        } finally {
            lock.unlock();
        }
    }

    private void keep(@Nullable JournalRecord record) {
        ScorerMemory kept = memory;
        if (kept != null && record != null) {
            try {
                kept.keep(record);
            } catch (IOException trouble) {
                memoryFailures++;
            }
        }
    }

    private void run() {
        lock.lock();
        try {
            while (!closed) {
                step();
                if (ended.await(STEP_MILLIS, TimeUnit.MILLISECONDS)) {
                    LOG.debug("The scorer ends");
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void step() throws InterruptedException {
        Journal.JournalReader open = reader;
        caughtUp = caughtUp || (open != null && open.lag() == 0);
        if (!caughtUp) {
            return;
        }
        long began = System.nanoTime();
        long now = nowMicros();
        List<SeverityReport> reports = ward.step(now, assessor);
        lastStepMicros = (System.nanoTime() - began) / 1_000;
        List<SeverityReport> durable = send(reports);
        remember(durable, now);
        tellTheTechnician(now);
    }

    /// What could not be used is listed with all other odd input. What the journal refuses now is
    /// said again when it changes.
    private void tellTheTechnician(long now) {
        if (now - toldMicros < TELL_EVERY_MICROS) {
            return;
        }
        toldMicros = now;
        for (AnomalyReport line :
                news.changed(ward.unmapped(), ward.leftOut(), new AxisTime(now))) {
            journal.writer()
                    .append(line)
                    .onFailure(trouble -> LOG.debug("Not listed: {}", line.kind(), trouble));
        }
    }

    /// Without the lock: the journal may be slow, and the reader must go on meanwhile.
    private List<SeverityReport> send(List<SeverityReport> reports) throws InterruptedException {
        lock.unlock();
        try {
            return outlet.send(reports);
        } finally {
            lock.lock();
        }
    }

    private void remember(List<SeverityReport> durable, long now) {
        ScorerMemory kept = memory;
        if (kept == null) {
            return;
        }
        try {
            for (SeverityReport report : durable) {
                ReportMaker.Made made = ReportMaker.said(report);
                kept.keepSaid(
                        report.encounter(),
                        (int) report.minute(),
                        made.fingerprint(),
                        made.review());
            }
            boolean due =
                    now - memoryWrittenMicros >= MEMORY_EVERY_MICROS
                            || kept.pending() > MEMORY_AT_MOST_BYTES;
            if (due) {
                writeMemory(kept, now);
            }
        } catch (IOException trouble) {
            memoryFailures++;
            LOG.error("The scorer's memory cannot be written: {}", trouble.toString());
        }
    }

    private void writeMemory(ScorerMemory kept, long now) throws IOException {
        memoryWrittenMicros = now;
        kept.write(positions, now);
        kept.forgetBefore(ward.oldestAdmissionMicros(now) - SeverityWard.REMEMBERED_MICROS);
    }

    private long nowMicros() {
        return AxisTime.of(clock.instant()).micros();
    }

    /// Codes that fed nothing, for the technician.
    public UnmappedCodes unmapped() {
        return ward.unmapped();
    }

    /// Values that were not used and why.
    public LeftOut leftOut() {
        return ward.leftOut();
    }

    public SeverityStats stats() {
        lock.lock();
        try {
            Journal.JournalReader open = reader;
            return new SeverityStats(
                    ward.encounters(),
                    outlet.sent(),
                    outlet.superseding(),
                    outlet.unsent(),
                    open == null ? 0 : open.lag(),
                    lastStepMicros,
                    memoryFailures);
        } finally {
            lock.unlock();
        }
    }

    /// Ends reading and scoring, and writes the memory. Blocks up to some seconds.
    @Override
    public void close() {
        Journal.JournalReader open = reader;
        if (open != null) {
            open.close();
        }
        lock.lock();
        try {
            closed = true;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            scorer.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        lock.lock();
        try {
            ScorerMemory kept = memory;
            if (kept != null) {
                writeMemory(kept, nowMicros());
            }
        } catch (IOException trouble) {
            LOG.error("The scorer's memory cannot be written: {}", trouble.toString());
        } finally {
            lock.unlock();
        }
    }
}
