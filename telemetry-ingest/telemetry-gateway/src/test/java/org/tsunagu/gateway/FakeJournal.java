// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.tsunagu.journal.JournalPosition;
import org.tsunagu.journal.JournalRefusal;
import org.tsunagu.journal.JournalState;
import org.tsunagu.journal.JournalWriter;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SourceReport;

/// A journal whose appends become durable when the test says so. Completes on the caller's context,
/// as the real one does.
public final class FakeJournal implements JournalWriter {
    /// One append that is not durable yet.
    public record Open(JournalRecord record, Promise<JournalPosition> promise) {}

    private final List<JournalRecord> kept = new CopyOnWriteArrayList<>();
    private final List<Open> open = new CopyOnWriteArrayList<>();
    private final AtomicLong appends = new AtomicLong();
    private volatile boolean held;
    private volatile JournalState state = new JournalState.Accepting();

    @Override
    public Future<JournalPosition> append(JournalRecord record) {
        appends.incrementAndGet();
        Promise<JournalPosition> promise =
                Vertx.currentContext() instanceof ContextInternal context
                        ? context.promise()
                        : Promise.promise();
        boolean telemetry =
                record instanceof BedFrame
                        || record instanceof BedMovement
                        || record instanceof ResultReport;
        if (held && telemetry) {
            open.add(new Open(record, promise));
        } else {
            kept.add(record);
            promise.complete(new JournalPosition(0, kept.size()));
        }
        return promise.future();
    }

    @Override
    public JournalState state() {
        return state;
    }

    /// From now on telemetry becomes durable only by [#release(int)].
    public void hold() {
        held = true;
    }

    public List<Open> open() {
        return open;
    }

    /// Makes the open append at this index durable.
    public void release(int index) {
        Open one = open.remove(index);
        kept.add(one.record());
        one.promise().complete(new JournalPosition(0, kept.size()));
    }

    public void releaseAll() {
        held = false;
        while (!open.isEmpty()) {
            release(0);
        }
    }

    /// Fails the open append at this index as a broker that is away does.
    public void fail(int index) {
        open.remove(index)
                .promise()
                .fail(new JournalRefusal(JournalState.Cause.BROKER_AWAY, "the broker is away"));
    }

    public void state(JournalState next) {
        state = next;
    }

    public long appends() {
        return appends.get();
    }

    public List<BedFrame> frames() {
        return only(BedFrame.class);
    }

    public List<BedMovement> movements() {
        return only(BedMovement.class);
    }

    public List<ResultReport> results() {
        return only(ResultReport.class);
    }

    public List<LinkReport> links() {
        return only(LinkReport.class);
    }

    public List<SourceReport> sources() {
        return only(SourceReport.class);
    }

    public boolean hasAnomaly(String kind) {
        return only(AnomalyReport.class).stream().anyMatch(a -> a.kind().equals(kind));
    }

    private <T> List<T> only(Class<T> type) {
        return kept.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
