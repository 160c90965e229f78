// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The appends that are not yet durable: bounded in number and bytes, and their oldest has an age.
/// Any thread.
final class InFlight {
    private final int recordLimit;
    private final long byteLimit;
    private final LongSupplier nanoTime;
    private final ArrayDeque<Ticket> oldestFirst = new ArrayDeque<>();
    private int records;
    private long bytes;

    InFlight(int recordLimit, long byteLimit, LongSupplier nanoTime) {
        this.recordLimit = recordLimit;
        this.byteLimit = byteLimit;
        this.nanoTime = nanoTime;
    }

    /// One append under way.
    static final class Ticket {
        private final long startedNanos;
        private final int bytes;
        private boolean done;

        private Ticket(long startedNanos, int bytes) {
            this.startedNanos = startedNanos;
            this.bytes = bytes;
        }
    }

    /// @return null when a bound is reached
    synchronized @Nullable Ticket enter(int size) {
        if (records >= recordLimit || bytes + size > byteLimit) {
            return null;
        }
        var ticket = new Ticket(nanoTime.getAsLong(), size);
        records++;
        bytes += size;
        oldestFirst.addLast(ticket);
        return ticket;
    }

    /// @return how long the append took, in nanoseconds
    synchronized long leave(Ticket ticket) {
        ticket.done = true;
        records--;
        bytes -= ticket.bytes;
        // Partitions answer in any order: the finished are taken off when they are the oldest.
        for (Ticket head = oldestFirst.peekFirst();
                head != null && head.done;
                head = oldestFirst.peekFirst()) {
            oldestFirst.removeFirst();
        }
        return nanoTime.getAsLong() - ticket.startedNanos;
    }

    /// Age of the oldest append under way, 0 when there is none.
    synchronized long oldestMillis() {
        Ticket oldest = oldestFirst.peekFirst();
        return oldest == null
                ? 0
                : TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - oldest.startedNanos);
    }

    synchronized boolean isFull() {
        return records >= recordLimit || bytes >= byteLimit;
    }

    synchronized int records() {
        return records;
    }

    synchronized long bytes() {
        return bytes;
    }
}
