// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

import java.util.concurrent.TimeUnit;

/// What is missing of one received stream, and when to ask for it (generic NACK, RFC 4585, section
/// 6.2.1). A gap is asked for once reordering would have closed it, then once in each round trip,
/// until it came, was asked for often enough or is too old. Memory is fixed. One thread, time is
/// told.
public final class LossWatch {
    /// Packets overtake each other by less than this on the way.
    public static final long REORDERING_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    /// Never asked again sooner.
    public static final long SHORTEST_ROUND_TRIP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    public static final int MOST_REQUESTS = 10;

    /// Nobody waits longer for a picture.
    public static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /// A longer jump in either direction is another stream that begins, not a loss.
    public static final int LONGEST_JUMP = 1_000;

    private static final int WINDOW = 1_024;
    private static final int MASK = WINDOW - 1;
    private static final long LONGEST_ROUND_TRIP_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    private final boolean[] missing = new boolean[WINDOW];
    private final long[] since = new long[WINDOW];
    private final long[] askedAt = new long[WINDOW];
    private final byte[] requests = new byte[WINDOW];
    private int highest = -1;
    private int oldest;
    private int count;
    private long roundTripNanos = SHORTEST_ROUND_TRIP_NANOS;
    private long abandoned;
    private long restarts;

    /// Takes the sequence number of a packet, retransmitted ones too.
    ///
    /// @return false for one that was there already or came after it was given up
    public boolean onPacket(int sequence, long nowNanos) {
        if (highest < 0) {
            highest = sequence;
            return true;
        }
        int ahead = Serial.distance(highest, sequence);
        if (ahead > LONGEST_JUMP || ahead < -LONGEST_JUMP) {
            restart(sequence);
            return true;
        }
        if (ahead <= 0) {
            boolean wanted = ahead < 0 && missing[sequence & MASK];
            if (wanted) {
                found(sequence);
            }
            return wanted;
        }
        for (int gap = Serial.next(highest); gap != sequence; gap = Serial.next(gap)) {
            lose(gap, nowNanos);
        }
        forget(sequence);
        highest = sequence;
        return true;
    }

    private void restart(int sequence) {
        restarts++;
        java.util.Arrays.fill(missing, false);
        count = 0;
        highest = sequence;
    }

    private void lose(int sequence, long nowNanos) {
        forget(sequence);
        int slot = sequence & MASK;
        if (count == 0) {
            oldest = sequence;
        }
        missing[slot] = true;
        since[slot] = nowNanos;
        askedAt[slot] = nowNanos;
        requests[slot] = 0;
        count++;
    }

    private void found(int sequence) {
        missing[sequence & MASK] = false;
        count--;
    }

    /// The slot is needed by another: what was missing there is given up.
    private void forget(int sequence) {
        if (missing[sequence & MASK]) {
            found(sequence);
            abandoned++;
        }
    }

    /// How long an answer takes; asking again waits so long, within bounds.
    public void onRoundTrip(long nanos) {
        roundTripNanos = Math.clamp(nanos, SHORTEST_ROUND_TRIP_NANOS, LONGEST_ROUND_TRIP_NANOS);
    }

    /// Which packets to ask for now, oldest first; each is counted as asked for.
    ///
    /// @param into takes as many as there is room for; the others come next time
    /// @return how many
    public int due(long nowNanos, int[] into) {
        int found = 0;
        boolean leading = true;
        int steps = count == 0 ? 0 : Math.min(MASK, Serial.distance(oldest, highest) & 0xFFFF);
        int from = highest - steps;
        for (int i = 0; i < steps && count > 0 && found < into.length; i++) {
            int sequence = (from + i) & 0xFFFF;
            int slot = sequence & MASK;
            if (missing[slot] && isGivenUp(slot, nowNanos)) {
                forget(sequence);
            }
            if (!missing[slot]) {
                continue;
            }
            if (leading) {
                oldest = sequence;
                leading = false;
            }
            if (isDue(slot, nowNanos)) {
                askedAt[slot] = nowNanos;
                requests[slot]++;
                into[found++] = sequence;
            }
        }
        return found;
    }

    private boolean isGivenUp(int slot, long nowNanos) {
        return nowNanos - since[slot] > LONGEST_NANOS
                || (requests[slot] >= MOST_REQUESTS && nowNanos - askedAt[slot] > roundTripNanos);
    }

    private boolean isDue(int slot, long nowNanos) {
        long wait = requests[slot] == 0 ? REORDERING_NANOS : roundTripNanos;
        return requests[slot] < MOST_REQUESTS && nowNanos - askedAt[slot] >= wait;
    }

    /// How many packets are missing now.
    public int missing() {
        return count;
    }

    /// How many were given up.
    public long abandoned() {
        return abandoned;
    }

    /// How often the stream began anew.
    public long restarts() {
        return restarts;
    }
}
