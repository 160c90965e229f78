// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StreamReceiverTest {
    private final StreamReceiver stream = new StreamReceiver();

    /// Frames of three packets each, without those that are left out.
    private void frames(int first, int count, Integer... without) {
        for (int i = 0; i < 3 * count; i++) {
            int sequence = (first + i) & 0xFFFF;
            if (!java.util.List.of(without).contains(sequence)) {
                stream.packet(sequence, i % 3 == 2);
            }
        }
    }

    @Test
    void wholeFramesAreCountedOverTheEndOfTheNumbers() {
        frames(65_530, 100);

        assertThat(stream.frames()).isEqualTo(100);
        assertThat(stream.received()).isEqualTo(300);
        assertThat(stream.lost()).isZero();
    }

    @Test
    void aLostPacketBreaksItsFrameAlone() {
        frames(100, 10, 104);
        stream.settle();

        assertThat(stream.lost()).isEqualTo(1);
        assertThat(stream.frames()).isEqualTo(9);
        assertThat(stream.broken()).isEqualTo(1);
    }

    @Test
    void aLatePacketMakesItsFrameWhole() {
        frames(100, 10, 104);
        stream.packet(104, false);

        assertThat(stream.lost()).isZero();
        assertThat(stream.late()).isEqualTo(1);
        assertThat(stream.frames()).isEqualTo(10);
    }

    @Test
    void whatComesTwiceCountsOnce() {
        frames(100, 2);
        stream.packet(103, false);

        assertThat(stream.received()).isEqualTo(6);
        assertThat(stream.twice()).isEqualTo(1);
    }

    @Test
    void itCountsAnewWhereItIsToldTo() {
        frames(100, 10, 104);
        stream.restart();
        frames(130, 5, 131);
        stream.settle();

        assertThat(stream.received()).isEqualTo(14);
        assertThat(stream.lost()).isEqualTo(1);
        assertThat(stream.frames()).isEqualTo(4);
        assertThat(stream.fractionLost()).isEqualTo(256 / 15);
    }

    @Test
    void aGapIsGivenUpWhenNobodyWaitsAnyMore() {
        frames(0, 1);
        frames(3, StreamReceiver.REACH, 4);

        assertThat(stream.broken()).isEqualTo(1);
        assertThat(stream.frames()).isEqualTo(StreamReceiver.REACH);
    }
}
