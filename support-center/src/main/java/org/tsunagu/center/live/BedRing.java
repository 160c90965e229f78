// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.tsunagu.journal.JournalPosition;
import org.tsunagu.telemetry.axis.AxisTime;

/// The last records of one bed as they stand in the journal, for an instant first paint and for
/// resuming. Bounded in time and bytes; the oldest goes first. One thread.
final class BedRing {
    /// How far back it reaches, by arrival.
    static final long SPAN_MICROS = 30_000_000;

    /// Bytes of one bed: 30 s of eight waveforms at 500 Hz fit.
    static final int LIMIT_BYTES = 1 << 20;

    private final Deque<Entry> entries = new ArrayDeque<>();
    private final int partition;
    private int bytes;
    private long goneUpTo;

    /// One record.
    ///
    /// @param arrivedAt its arrival as axis time
    record Entry(JournalPosition position, AxisTime arrivedAt, Buffer item) {}

    /// @param goneUpTo offset below which this ring never held anything
    BedRing(int partition, long goneUpTo) {
        this.partition = partition;
        this.goneUpTo = goneUpTo;
    }

    /// Adds a record and lets go of what is too old or too much.
    ///
    /// @return by how many bytes the ring grew; may be negative
    int add(Entry entry) {
        int before = bytes;
        entries.addLast(entry);
        bytes += entry.item().length();
        trim(entry.arrivedAt());
        return bytes - before;
    }

    /// Lets go of what is older than the span at `now`.
    int trim(AxisTime now) {
        int before = bytes;
        while (!entries.isEmpty()
                && (bytes > LIMIT_BYTES
                        || now.microsSince(entries.getFirst().arrivedAt()) > SPAN_MICROS)) {
            dropOldest();
        }
        return bytes - before;
    }

    int dropOldest() {
        Entry oldest = entries.pollFirst();
        if (oldest == null) {
            return 0;
        }
        bytes -= oldest.item().length();
        goneUpTo = Math.max(goneUpTo, oldest.position().offset());
        return -oldest.item().length();
    }

    /// Everything held, oldest first.
    List<Entry> all() {
        return List.copyOf(entries);
    }

    /// What came after `offset`, oldest first.
    List<Entry> after(long offset) {
        List<Entry> later = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.position().offset() > offset) {
                later.add(entry);
            }
        }
        return later;
    }

    /// Whether everything after `offset` is still held.
    boolean reaches(long offset) {
        return offset >= goneUpTo;
    }

    int partition() {
        return partition;
    }

    int bytes() {
        return bytes;
    }
}
