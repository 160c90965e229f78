// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.journal;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.Deque;
import org.tsunagu.journal.JournalPosition;
import org.tsunagu.journal.JournalRefusal;
import org.tsunagu.journal.JournalState;
import org.tsunagu.journal.JournalWriter;
import org.tsunagu.telemetry.record.JournalRecord;

/// The journal as the connections see it: counts what is not durable yet, so that they stop reading
/// before it is too much. Belongs to the gateway's event loop.
///
/// Bound: [#MOST_IN_FLIGHT] appends, then [#isFull()] and connections pause; they are resumed when
/// half of them are durable. Nothing is dropped.
public final class JournalGate {
    public static final int MOST_IN_FLIGHT = 8_192;

    private final JournalWriter writer;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    private int inFlight;
    private long kept;
    private long failed;

    public JournalGate(JournalWriter writer) {
        this.writer = writer;
    }

    /// Appends one record; fails with [JournalRefusal] at once while the journal takes no input.
    public Future<JournalPosition> append(JournalRecord record) {
        if (writer.state() instanceof JournalState.Refusing refusing) {
            failed++;
            return Future.failedFuture(new JournalRefusal(refusing.cause(), refusing.reason()));
        }
        inFlight++;
        return writer.append(record).onComplete(result -> ended(result.succeeded()));
    }

    /// Whether the journal takes no input now.
    public boolean isRefusing() {
        return writer.state() instanceof JournalState.Refusing;
    }

    /// Whether connections should stop reading.
    public boolean isFull() {
        return inFlight >= MOST_IN_FLIGHT;
    }

    /// Runs something once there is room again.
    public void whenRoom(Runnable resume) {
        waiting.add(resume);
    }

    public int inFlight() {
        return inFlight;
    }

    public long kept() {
        return kept;
    }

    public long failed() {
        return failed;
    }

    private void ended(boolean durable) {
        inFlight--;
        if (durable) {
            kept++;
        } else {
            failed++;
        }
        while (inFlight <= MOST_IN_FLIGHT / 2 && !waiting.isEmpty()) {
            waiting.remove().run();
        }
    }
}
