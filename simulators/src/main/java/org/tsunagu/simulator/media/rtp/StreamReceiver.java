// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtp;

import java.util.Arrays;

/// What came of one stream, told from headers alone: packets by sequence number, frames by their
/// last packets. A frame is complete when everything from behind the last packet of the one before
/// up to its own last packet came. One thread.
public final class StreamReceiver {
    /// A packet that is so much later than others counts as lost.
    static final int REACH = 512;

    /// A longer jump is another stream that begins.
    private static final int LONGEST_JUMP = 3_000;

    private static final int WINDOW = 2_048;
    private static final int MASK = WINDOW - 1;

    private final long[] seen = new long[WINDOW];
    private final boolean[] last = new boolean[WINDOW];
    private long highest = -1;
    private long base;
    private long cursor;
    private long received;
    private long late;
    private long twice;
    private long frames;
    private long broken;
    private boolean hole;
    private long reportedExpected;
    private long reportedReceived;

    public StreamReceiver() {
        Arrays.fill(seen, -1);
    }

    /// Takes the header of a packet.
    ///
    /// @param marker whether a frame ends with it
    public void packet(int sequence, boolean marker) {
        long number = highest < 0 ? 0x10000 + sequence : extended(sequence);
        if (highest < 0 || Math.abs(number - highest) > LONGEST_JUMP) {
            restartAt(number);
        }
        if (seen[(int) number & MASK] == number) {
            twice++;
            return;
        }
        if (number < base || number <= highest - WINDOW) {
            late++;
            return;
        }
        seen[(int) number & MASK] = number;
        last[(int) number & MASK] = marker;
        received++;
        if (number < highest) {
            late++;
        }
        highest = Math.max(highest, number);
        advance(REACH);
    }

    private long extended(int sequence) {
        return highest + (short) (sequence - (int) highest);
    }

    private void restartAt(long number) {
        Arrays.fill(seen, -1);
        highest = number - 1;
        base = number;
        cursor = number;
        received = 0;
        hole = false;
    }

    /// Goes over what is there in order; over a gap only once nobody waits for it any more.
    private void advance(int reach) {
        while (cursor <= highest) {
            int slot = (int) cursor & MASK;
            boolean here = seen[slot] == cursor;
            if (!here && cursor > highest - reach) {
                return;
            }
            hole |= !here;
            if (here && last[slot]) {
                if (hole) {
                    broken++;
                } else {
                    frames++;
                }
                hole = false;
            }
            cursor++;
        }
    }

    /// Everything that is missing up to now counts as lost.
    public void settle() {
        advance(0);
    }

    /// Begins to count anew, with what comes next.
    public void restart() {
        settle();
        base = highest + 1;
        received = 0;
        late = 0;
        twice = 0;
        frames = 0;
        broken = 0;
        hole = false;
        reportedExpected = 0;
        reportedReceived = 0;
    }

    /// What the next receiver report says is lost since the last one, in parts of 256.
    public int fractionLost() {
        long expected = expected();
        long interval = expected - reportedExpected;
        long missing = interval - (received - reportedReceived);
        reportedExpected = expected;
        reportedReceived = received;
        return interval <= 0 ? 0 : Math.clamp(256 * missing / interval, 0, 255);
    }

    private long expected() {
        return Math.max(0, highest - base + 1);
    }

    /// Extended highest sequence number.
    public long highest() {
        return highest;
    }

    public long received() {
        return received;
    }

    public long lost() {
        return Math.max(0, expected() - received);
    }

    /// Packets that came behind a later one.
    public long late() {
        return late;
    }

    /// Packets that came more than once.
    public long twice() {
        return twice;
    }

    /// Frames of which every packet came.
    public long frames() {
        return frames;
    }

    /// Frames with a packet missing. Frames of which nothing came are told by nobody.
    public long broken() {
        return broken;
    }
}
