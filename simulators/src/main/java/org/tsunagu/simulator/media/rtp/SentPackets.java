// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtp;

import org.jspecify.annotations.Nullable;

/// The last packets that were sent, for who misses one.
final class SentPackets {
    /// About a second of 8 Mbit/s.
    static final int KEPT = 1_024;

    private final byte[][] packets = new byte[KEPT][];
    private final int[] lengths = new int[KEPT];
    private final int[] sequences = new int[KEPT];

    void keep(int sequence, byte[] buffer, int length) {
        int slot = sequence % KEPT;
        byte[] kept = packets[slot];
        if (kept == null) {
            kept = new byte[StreamSender.LARGEST];
            packets[slot] = kept;
        }
        System.arraycopy(buffer, 0, kept, 0, length);
        lengths[slot] = length;
        sequences[slot] = sequence;
    }

    byte @Nullable [] find(int sequence) {
        int slot = sequence % KEPT;
        return sequences[slot] == sequence ? packets[slot] : null;
    }

    int length(int sequence) {
        return lengths[sequence % KEPT];
    }
}
