// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// The last packets of one stream by sequence number, for retransmission (RFC 4588). Memory is
/// fixed: taken in pages when first written to, never more than the capacity. One thread.
public final class PacketRing {
    /// Two seconds of 5 Mbit/s.
    public static final int CAPACITY = 1_024;

    /// Larger packets are not kept.
    public static final int LARGEST_PACKET = 1_500;

    /// Older packets come too late for anybody.
    public static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final int PACKETS_A_PAGE = 64;

    private final byte[][] pages;
    private final int[] sequences;
    private final int[] lengths;
    private final long[] storedAt;
    private final int mask;

    public PacketRing() {
        this(CAPACITY);
    }

    /// @param capacity a power of two, 64 to 32,768
    public PacketRing(int capacity) {
        if (Integer.bitCount(capacity) != 1 || capacity < PACKETS_A_PAGE || capacity > 1 << 15) {
            throw new IllegalArgumentException("capacity " + capacity + " is no power of two");
        }
        pages = new byte[capacity / PACKETS_A_PAGE][];
        Arrays.fill(pages, new byte[0]);
        sequences = new int[capacity];
        lengths = new int[capacity];
        storedAt = new long[capacity];
        mask = capacity - 1;
    }

    /// Keeps a well-formed packet. One that is too large, or older than what lies in its place, is
    /// not kept.
    public void put(byte[] b, int off, int len, long nowNanos) {
        if (len > LARGEST_PACKET || len < Rtp.FIXED_HEADER) {
            return;
        }
        int sequence = Rtp.sequence(b, off);
        int slot = sequence & mask;
        boolean fresh = lengths[slot] > 0 && nowNanos - storedAt[slot] <= LONGEST_NANOS;
        if (fresh && Serial.distance(sequences[slot], sequence) < 0) {
            return;
        }
        if (bytes(slot).length == 0) {
            pages[slot / PACKETS_A_PAGE] = new byte[PACKETS_A_PAGE * LARGEST_PACKET];
        }
        System.arraycopy(b, off, bytes(slot), offset(slot), len);
        sequences[slot] = sequence;
        lengths[slot] = len;
        storedAt[slot] = nowNanos;
    }

    /// The slot of a packet, -1 when it is not or no longer there.
    public int find(int sequence, long nowNanos) {
        int slot = sequence & mask;
        return lengths[slot] > 0
                        && sequences[slot] == sequence
                        && nowNanos - storedAt[slot] <= LONGEST_NANOS
                ? slot
                : -1;
    }

    /// The buffer a slot lies in; only to be read, and only until the next [#put].
    public byte[] bytes(int slot) {
        return pages[slot / PACKETS_A_PAGE];
    }

    /// Where in [#bytes] the packet begins.
    public int offset(int slot) {
        return slot % PACKETS_A_PAGE * LARGEST_PACKET;
    }

    public int length(int slot) {
        return lengths[slot];
    }
}
