// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.journal.JournalWriter;
import org.tsunagu.telemetry.record.SeverityReport;

/// Appends reports, a bounded number at a time. What the journal refuses waits and goes first the
/// next time, so that reports of one encounter stay in their order. Bound: [#MOST_UNSENT]; beyond
/// it the oldest is dropped and counted as lost, and said again after the next restart.
final class Outlet {
    static final int MOST_UNSENT = 50_000;

    private static final int IN_FLIGHT = 500;
    private static final long LONGEST_WAIT_SECONDS = 30;
    private static final Logger LOG = LoggerFactory.getLogger(Outlet.class);

    private final JournalWriter writer;
    private final Deque<SeverityReport> unsent = new ArrayDeque<>();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong superseding = new AtomicLong();
    private volatile int waiting;

    Outlet(JournalWriter writer) {
        this.writer = writer;
    }

    /// @return what is durable now
    List<SeverityReport> send(List<SeverityReport> reports) throws InterruptedException {
        unsent.addAll(reports);
        while (unsent.size() > MOST_UNSENT) {
            unsent.removeFirst();
        }
        Queue<SeverityReport> durable = new ConcurrentLinkedQueue<>();
        Queue<SeverityReport> refused = new ConcurrentLinkedQueue<>();
        var room = new Semaphore(IN_FLIGHT);
        while (!unsent.isEmpty() && refused.isEmpty()) {
            if (!room.tryAcquire(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                break;
            }
            SeverityReport report = unsent.removeFirst();
            writer.append(report)
                    .onComplete(
                            result -> {
                                (result.succeeded() ? durable : refused).add(report);
                                room.release();
                            });
        }
        if (!room.tryAcquire(IN_FLIGHT, LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
            LOG.warn("The journal is slow to take scores");
        }
        if (!refused.isEmpty()) {
            List<SeverityReport> first = new ArrayList<>(refused);
            first.reversed().forEach(unsent::addFirst);
            LOG.warn("The journal refuses scores; {} wait", unsent.size());
        }
        waiting = unsent.size();
        List<SeverityReport> done = List.copyOf(durable);
        sent.addAndGet(done.size());
        superseding.addAndGet(done.stream().filter(SeverityReport::supersedes).count());
        return done;
    }

    long sent() {
        return sent.get();
    }

    long superseding() {
        return superseding.get();
    }

    int unsent() {
        return waiting;
    }
}
