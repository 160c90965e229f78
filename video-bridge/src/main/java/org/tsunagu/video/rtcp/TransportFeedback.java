// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtcp;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// When packets of one transport came, by their transport-wide sequence numbers, and the feedback
/// that tells the sender (draft-holmer-rmcat-transport-wide-cc-extensions-01, section 3.1). A
/// packet that comes after it was told lost is told again with what follows it. Memory is fixed.
/// One thread, time is told.
public final class TransportFeedback {
    /// Feedback goes out so often while packets come.
    public static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /// And earlier once so many packets wait.
    public static final int MOST_WAITING = 100;

    /// What one feedback packet takes at most.
    public static final int LARGEST = 1_200;

    private static final int WINDOW = 2_048;
    private static final int MASK = WINDOW - 1;
    private static final long NONE = Long.MIN_VALUE;

    /// Statuses in one packet: two bytes of delta and two seventh bytes of chunk for each.
    private static final int MOST_STATUSES = 500;

    private static final int HEADER = 20;
    private static final int STATUSES_A_CHUNK = 7;
    private static final int LARGE = 2;
    private static final int SMALL = 1;
    private static final long MICROS_A_TICK = 250;
    private static final long TICKS_A_REFERENCE = 256;
    private static final int MOST_SMALL = 255;

    /// Arrival of each packet of the window in ticks of 250 µs.
    private final long[] arrivals = new long[WINDOW];

    private final byte[] statuses = new byte[MOST_STATUSES];
    private boolean started;
    private long next;
    private long highest;
    private int waiting;
    private long lastWritten;
    private int feedbacks;

    public TransportFeedback() {
        Arrays.fill(arrivals, NONE);
    }

    /// Takes one packet.
    ///
    /// @param sequence of the header extension, 16 bits
    public void onPacket(int sequence, long nowNanos) {
        if (!started) {
            begin(sequence & 0xFFFF, nowNanos);
        }
        long extended = highest + (short) (sequence - (int) highest);
        if (extended <= highest - WINDOW || extended < 0) {
            return;
        }
        if (extended - highest >= WINDOW) {
            begin(sequence & 0xFFFF, lastWritten);
            extended = highest;
        }
        while (highest < extended) {
            highest++;
            arrivals[(int) highest & MASK] = NONE;
        }
        next = Math.max(next, highest - MASK);
        int slot = (int) extended & MASK;
        if (arrivals[slot] == NONE) {
            arrivals[slot] = Math.floorDiv(nowNanos, MICROS_A_TICK * 1_000);
            waiting++;
            next = Math.min(next, extended);
        }
    }

    private void begin(int sequence, long nowNanos) {
        Arrays.fill(arrivals, NONE);
        started = true;
        highest = sequence + (1L << 16);
        next = highest;
        waiting = 0;
        lastWritten = nowNanos;
    }

    /// Whether there is something to tell now.
    public boolean isDue(long nowNanos) {
        return waiting > 0 && (waiting >= MOST_WAITING || nowNanos - lastWritten >= INTERVAL_NANOS);
    }

    /// Writes one feedback packet. What does not fit is told with the next call.
    ///
    /// @return its length; 0: nothing is due, or there is no room for [#LARGEST] bytes
    public int write(byte[] into, int off, int senderSsrc, int mediaSsrc, long nowNanos) {
        if (!isDue(nowNanos) || off + LARGEST > into.length) {
            return 0;
        }
        while (arrivals[(int) next & MASK] == NONE) {
            next++;
        }
        long first = arrivals[(int) next & MASK];
        long reference = Math.floorDiv(first, TICKS_A_REFERENCE);
        int count = classify(reference * TICKS_A_REFERENCE);
        int at = chunks(into, off + HEADER, count);
        at = deltas(into, at, count, reference * TICKS_A_REFERENCE);
        while ((at - off) % 4 != 0) {
            into[at++] = 0;
        }
        RtcpWriter.header(
                into, off, at - off, RtcpReader.TRANSPORT_WIDE, RtcpReader.TRANSPORT_FEEDBACK);
        Bits.put32(into, off + 4, senderSsrc);
        Bits.put32(into, off + 8, mediaSsrc);
        Bits.put16(into, off + 12, (int) next);
        Bits.put16(into, off + 14, count);
        Bits.put32(into, off + 16, (int) reference << 8 | (feedbacks++ & 0xFF));
        next += count;
        waiting = next > highest ? 0 : Math.max(1, waitingFrom(next));
        lastWritten = waiting == 0 ? nowNanos : lastWritten;
        return at - off;
    }

    private int waitingFrom(long sequence) {
        int count = 0;
        for (long s = sequence; s <= highest; s++) {
            count += arrivals[(int) s & MASK] == NONE ? 0 : 1;
        }
        return count;
    }

    /// Fills [#statuses] from [#next] on; ends before a delta two bytes cannot hold.
    private int classify(long start) {
        long before = start;
        int count = 0;
        int lastReceived = 0;
        while (count < MOST_STATUSES && next + count <= highest) {
            long arrival = arrivals[(int) (next + count) & MASK];
            if (arrival == NONE) {
                statuses[count++] = 0;
                continue;
            }
            long delta = arrival - before;
            if (delta != (short) delta) {
                break;
            }
            before = arrival;
            statuses[count++] = (byte) (delta >= 0 && delta <= MOST_SMALL ? SMALL : LARGE);
            lastReceived = count;
        }
        return lastReceived;
    }

    /// Vectors of seven two-bit symbols; a run where all that is left, or more than a vector holds,
    /// is alike.
    private int chunks(byte[] into, int from, int count) {
        int at = from;
        int i = 0;
        while (i < count) {
            int run = 1;
            while (i + run < count && statuses[i + run] == statuses[i]) {
                run++;
            }
            if (run > STATUSES_A_CHUNK || i + run == count) {
                Bits.put16(into, at, statuses[i] << 13 | run);
                i += run;
            } else {
                int vector = 0xC000;
                for (int k = 0; k < STATUSES_A_CHUNK && i + k < count; k++) {
                    vector |= statuses[i + k] << (12 - 2 * k);
                }
                Bits.put16(into, at, vector);
                i += STATUSES_A_CHUNK;
            }
            at += 2;
        }
        return at;
    }

    private int deltas(byte[] into, int from, int count, long start) {
        int at = from;
        long before = start;
        for (int i = 0; i < count; i++) {
            if (statuses[i] == 0) {
                continue;
            }
            long arrival = arrivals[(int) (next + i) & MASK];
            if (statuses[i] == SMALL) {
                into[at++] = (byte) (arrival - before);
            } else {
                Bits.put16(into, at, (int) (arrival - before));
                at += 2;
            }
            before = arrival;
        }
        return at;
    }
}
