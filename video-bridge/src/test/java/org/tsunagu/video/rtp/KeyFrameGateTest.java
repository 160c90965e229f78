// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyFrameGateTest {
    private static final long INTERVAL = KeyFrameGate.INTERVAL_NANOS;
    private final KeyFrameGate gate = new KeyFrameGate();

    @Test
    void theFirstRequestGoesOutAtOnceAndALaterOneWhenItMay() {
        assertThat(gate.ask(5)).isTrue();
        assertThat(gate.ask(6)).isFalse();
        assertThat(gate.isDue(4 + INTERVAL)).isFalse();
        assertThat(gate.isDue(5 + INTERVAL)).isTrue();
        assertThat(gate.isDue(6 + 5 * INTERVAL)).isFalse();
    }

    @Test
    void aKeyFrameThatCameAnswersWhoWaited() {
        assertThat(gate.ask(5)).isTrue();
        assertThat(gate.ask(6)).isFalse();
        gate.onKeyFrame();
        assertThat(gate.isDue(5 + INTERVAL)).isFalse();
    }

    @Test
    void hundredViewersAskNoMoreOftenThanOne() {
        int asked = 0;
        for (int i = 0; i < 100_000; i++) {
            asked += gate.ask(i * INTERVAL / 10_000) ? 1 : 0;
        }
        assertThat(asked).isEqualTo(10);
    }
}
