// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PacketRingTest {
    private final PacketRing ring = new PacketRing(64);

    private void put(int sequence, long now) {
        byte[] b = Packets.plain(sequence, 0, 20);
        ring.put(b, 0, b.length, now);
    }

    @Test
    void aPacketIsFoundAsItCame() {
        put(65_535, 0);
        int slot = ring.find(65_535, 1);
        byte[] found =
                Arrays.copyOfRange(
                        ring.bytes(slot), ring.offset(slot), ring.offset(slot) + ring.length(slot));
        assertThat(found).isEqualTo(Packets.plain(65_535, 0, 20));
    }

    @Test
    void onlyTheLastOnesAreKept() {
        for (int sequence = 0; sequence < 200; sequence++) {
            put(sequence, sequence);
        }
        for (int sequence = 0; sequence < 200; sequence++) {
            assertThat(ring.find(sequence, 200) >= 0).isEqualTo(sequence >= 136);
        }
    }

    @Test
    void anOldPacketIsNotFound() {
        put(1, 0);
        assertThat(ring.find(1, PacketRing.LONGEST_NANOS)).isNotNegative();
        assertThat(ring.find(1, PacketRing.LONGEST_NANOS + 1)).isEqualTo(-1);
    }

    @Test
    void aLatePacketDoesNotDriveOutANewerOne() {
        put(100, 0);
        put(100 - 64, 1);
        assertThat(ring.find(100, 2)).isNotNegative();
        assertThat(ring.find(36, 2)).isEqualTo(-1);
    }

    @Test
    void aStreamThatBeganAnewTakesThePlaceOfTheOldOne() {
        put(100, 0);
        put(100 - 64, PacketRing.LONGEST_NANOS + 5);
        assertThat(ring.find(36, PacketRing.LONGEST_NANOS + 6)).isNotNegative();
    }

    @Test
    void whatIsTooLargeIsNotKept() {
        byte[] b = Packets.plain(3, 0, PacketRing.LARGEST_PACKET);
        ring.put(b, 0, b.length, 0);
        assertThat(ring.find(3, 0)).isEqualTo(-1);
    }
}
