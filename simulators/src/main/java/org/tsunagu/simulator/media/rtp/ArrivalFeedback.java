// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtp;

import java.util.Arrays;

/// Tells a sender when each of its packets came, by transport-wide sequence numbers
/// (draft-holmer-rmcat-transport-wide-cc-extensions-01, section 3.1). A bridge that estimates
/// bandwidth itself sends little to a viewer that does not say so. One thread.
public final class ArrivalFeedback {
    /// Arrivals told at one time; more are left out.
    static final int MOST = 256;

    private static final int MOST_STATUSES = 512;
    private static final int SYMBOLS = 7;
    private static final int SMALL = 1;
    private static final int LARGE = 2;
    private static final long TICK_NANOS = 250_000;
    private static final long REFERENCE_NANOS = 64_000_000;
    private static final int HEAD = 20;

    private final long[] sequences = new long[MOST];
    private final long[] nanos = new long[MOST];
    private final long[] arrivals = new long[MOST_STATUSES];
    private int count;
    private long last = -1;
    private long next = -1;
    private int feedbacks;

    /// Notes a packet.
    public void arrived(int sequence, long nowNanos) {
        long extended = last < 0 ? 0x10000 + sequence : last + (short) (sequence - (int) last);
        last = Math.max(last, extended);
        if (count < MOST) {
            sequences[count] = extended;
            nanos[count++] = nowNanos;
        }
    }

    /// Writes what came since the last time at the beginning of a buffer of 1,200 bytes.
    ///
    /// @return its length, 0 where nothing came
    public int write(byte[] b, int reporter, int source) {
        if (count == 0) {
            return 0;
        }
        long base = sequences[0];
        long end = sequences[0];
        for (int i = 1; i < count; i++) {
            base = Math.min(base, sequences[i]);
            end = Math.max(end, sequences[i]);
        }
        base = next >= 0 && next < base && base - next < MOST ? next : base;
        int statuses = (int) Math.min(MOST_STATUSES, end - base + 1);
        Arrays.fill(arrivals, 0, statuses, Long.MIN_VALUE);
        for (int i = 0; i < count; i++) {
            if (sequences[i] - base < statuses) {
                arrivals[(int) (sequences[i] - base)] = nanos[i];
            }
        }
        count = 0;
        next = base + statuses;
        return write(b, reporter, source, (int) base & 0xFFFF, statuses);
    }

    private int write(byte[] b, int reporter, int source, int base, int statuses) {
        long before = Long.MIN_VALUE;
        int chunks = (statuses + SYMBOLS - 1) / SYMBOLS;
        int at = HEAD + 2 * chunks;
        Arrays.fill(b, HEAD, at, (byte) 0);
        for (int i = 0; i < statuses; i++) {
            if (arrivals[i] == Long.MIN_VALUE) {
                continue;
            }
            if (before == Long.MIN_VALUE) {
                long reference = arrivals[i] / REFERENCE_NANOS;
                RtpHeader.put32(b, 16, (int) (reference << 8) | (feedbacks++ & 0xFF));
                before = reference * (REFERENCE_NANOS / TICK_NANOS);
            }
            long ticks = arrivals[i] / TICK_NANOS;
            long delta = ticks - before;
            before = ticks;
            boolean small = delta >= 0 && delta <= 0xFF;
            if (small) {
                b[at++] = (byte) delta;
            } else {
                RtpHeader.put16(b, at, Math.clamp(delta, Short.MIN_VALUE, Short.MAX_VALUE));
                at += 2;
            }
            symbol(b, i, small ? SMALL : LARGE);
        }
        for (int chunk = 0; chunk < chunks; chunk++) {
            b[HEAD + 2 * chunk] |= (byte) 0xC0; // a vector of two-bit symbols
        }
        while (at % 4 != 0) {
            b[at++] = 0;
        }
        RtcpWriter.head(b, 0, 15, 205, at / 4 - 1);
        RtpHeader.put32(b, 4, reporter);
        RtpHeader.put32(b, 8, source);
        RtpHeader.put16(b, 12, base);
        RtpHeader.put16(b, 14, statuses);
        return at;
    }

    private static void symbol(byte[] b, int index, int symbol) {
        int chunk = HEAD + 2 * (index / SYMBOLS);
        int shift = 2 * (SYMBOLS - 1 - index % SYMBOLS);
        RtpHeader.put16(b, chunk, RtpHeader.u16(b, chunk) | symbol << shift);
    }
}
