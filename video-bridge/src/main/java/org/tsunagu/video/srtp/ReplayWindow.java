// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.srtp;

/// Which packets of one RTP stream were already there (RFC 3711, sections 3.3.1 and 3.3.2).
///
/// [#REACH] packets are remembered: 64, the least the standard allows, are over after 0.15 s of
/// 720p video at 4 Mbit/s, and the network may delay single packets for longer than that.
final class ReplayWindow {
    /// Packets that may arrive after a later one and still count.
    static final int REACH = 1024;

    private static final int WORD = 64;

    private final long[] seen = new long[REACH / WORD];
    private long highest = -1;

    /// The 48 bit index a sequence number most likely stands for; negative when it can only be
    /// from before the first packet.
    long indexOf(int sequence) {
        if (highest < 0) {
            return sequence;
        }
        long rollover = highest & ~0xFFFFL;
        int last = (int) highest & 0xFFFF;
        int ahead = sequence - last;
        if (ahead > 0x8000) {
            return rollover - 0x10000 + sequence;
        }
        return ahead < -0x8000 ? rollover + 0x10000 + sequence : rollover + sequence;
    }

    /// Whether a packet of this index is new.
    boolean isNew(long index) {
        if (index > highest) {
            return true;
        }
        if (index < 0 || index <= highest - REACH) {
            return false;
        }
        return (seen[word(index)] & bit(index)) == 0;
    }

    /// Remembers a packet that is new and authentic.
    void add(long index) {
        if (index > highest) {
            forgetUpTo(index);
            highest = index;
        }
        seen[word(index)] |= bit(index);
    }

    /// Bits are found by their index modulo [#REACH]; those between the last packet and this one
    /// still say what was there one round before.
    private void forgetUpTo(long index) {
        long from = Math.max(highest + 1, index - REACH + 1);
        for (long gone = from; gone <= index; gone++) {
            seen[word(gone)] &= ~bit(gone);
        }
    }

    private static int word(long index) {
        return (int) (index & (REACH - 1)) / WORD;
    }

    private static long bit(long index) {
        return 1L << (index & (WORD - 1));
    }
}
