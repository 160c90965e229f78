// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.tsunagu.journal.JournalEntry;
import org.tsunagu.journal.JournalPosition;
import org.tsunagu.telemetry.axis.AxisTime;

/// The last records of one bed as they stand in the journal, for an instant first paint and for
/// resuming. Bounded in time and bytes; the oldest goes first. One thread.
///
/// Records lie packed in chunks, one after another, each after its offset, arrival and length: a
/// thousand beds hold 300,000 of them, which as objects would keep the garbage collector busy.
final class BedRing {
    /// How far back it reaches, by arrival.
    static final long SPAN_MICROS = 30_000_000;

    /// Bytes of one bed: 30 s of eight waveforms at 500 Hz fit.
    static final int LIMIT_BYTES = 1 << 20;

    private static final int FIRST_CHUNK_BYTES = 4 << 10;

    /// A chunk is let go of as a whole, so it is no more than a second or three of a bed.
    private static final int LARGEST_CHUNK_BYTES = 16 << 10;

    private static final int ARRIVAL_AT = Long.BYTES;
    private static final int LENGTH_AT = ARRIVAL_AT + Long.BYTES;
    private static final int HEADER_BYTES = LENGTH_AT + Integer.BYTES;

    /// Oldest first, none without a record; each is filled up to its position.
    private final Deque<ByteBuffer> chunks = new ArrayDeque<>(4);

    private final int partition;
    private int oldestAt;
    private int bytes;
    private long goneUpTo;

    /// One record taken out.
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
    int add(JournalEntry entry) {
        int before = bytes;
        byte[] item = entry.bytes();
        ByteBuffer chunk = chunkFor(HEADER_BYTES + item.length);
        chunk.putLong(entry.position().offset());
        chunk.putLong(entry.arrivedAt().micros());
        chunk.putInt(item.length);
        chunk.put(item);
        bytes += item.length;
        trim(new AxisTime(entry.arrivedAt().micros()));
        return bytes - before;
    }

    /// Lets go of what is older than the span at `now`.
    int trim(AxisTime now) {
        int before = bytes;
        while (!chunks.isEmpty() && (bytes > LIMIT_BYTES || isTooOld(now))) {
            dropOldest();
        }
        return bytes - before;
    }

    int dropOldest() {
        if (chunks.isEmpty()) {
            return 0;
        }
        ByteBuffer chunk = chunks.getFirst();
        goneUpTo = Math.max(goneUpTo, chunk.getLong(oldestAt));
        int length = chunk.getInt(oldestAt + LENGTH_AT);
        oldestAt += HEADER_BYTES + length;
        if (oldestAt == chunk.position()) {
            chunks.removeFirst();
            oldestAt = 0;
        }
        bytes -= length;
        return -length;
    }

    /// Everything held, oldest first.
    List<Entry> all() {
        return after(Long.MIN_VALUE);
    }

    /// What came after `offset`, oldest first; copies.
    List<Entry> after(long offset) {
        List<Entry> later = new ArrayList<>();
        int at = oldestAt;
        for (ByteBuffer chunk : chunks) {
            while (at < chunk.position()) {
                if (chunk.getLong(at) > offset) {
                    later.add(entry(chunk, at));
                }
                at += HEADER_BYTES + chunk.getInt(at + LENGTH_AT);
            }
            at = 0;
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

    private boolean isTooOld(AxisTime now) {
        return now.micros() - chunks.getFirst().getLong(oldestAt + ARRIVAL_AT) > SPAN_MICROS;
    }

    /// The newest chunk, or a new one where it has no room; chunks of a bed that sends little stay
    /// small.
    private ByteBuffer chunkFor(int needed) {
        ByteBuffer newest = chunks.peekLast();
        if (newest != null && newest.remaining() >= needed) {
            return newest;
        }
        int size =
                newest == null
                        ? FIRST_CHUNK_BYTES
                        : Math.min(LARGEST_CHUNK_BYTES, 2 * newest.capacity());
        ByteBuffer chunk = ByteBuffer.allocate(Math.max(size, needed));
        chunks.addLast(chunk);
        return chunk;
    }

    private Entry entry(ByteBuffer chunk, int at) {
        byte[] item = new byte[chunk.getInt(at + LENGTH_AT)];
        chunk.get(at + HEADER_BYTES, item);
        return new Entry(
                new JournalPosition(partition, chunk.getLong(at)),
                new AxisTime(chunk.getLong(at + ARRIVAL_AT)),
                Buffer.buffer(item));
    }
}
