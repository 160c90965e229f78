// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ReceptionFiguresTest {
    private static final long FRAME = TimeUnit.MILLISECONDS.toNanos(20);
    private final ReceptionFigures figures = new ReceptionFigures(48_000);

    @Test
    void lossesAreCountedOverTheWrap() {
        for (int i = 0; i < 256; i++) {
            if (i % 4 != 1) {
                figures.onPacket((65_500 + i) & 0xFFFF, 960L * i, FRAME * i);
            }
        }
        assertThat(figures.extendedHighest()).isEqualTo(65_536 + 219);
        assertThat(figures.cumulativeLost()).isEqualTo(64);
        assertThat(figures.takeFractionLost()).isEqualTo(64);
        assertThat(figures.takeFractionLost()).isZero();
    }

    @Test
    void aSteadyStreamHasNoJitter() {
        for (int i = 0; i < 100; i++) {
            figures.onPacket(i, 0xFFFF_FF00L + 960L * i & 0xFFFF_FFFFL, FRAME * i);
        }
        assertThat(figures.jitter()).isLessThanOrEqualTo(1);
    }

    @Test
    void jitterIsTheMeanDeviationInTicks() {
        for (int i = 0; i < 1_000; i++) {
            long late = i % 2 == 0 ? 0 : TimeUnit.MILLISECONDS.toNanos(5);
            figures.onPacket(i, 960L * i, FRAME * i + late);
        }
        assertThat((double) figures.jitter()).isCloseTo(240, within(5.0));
    }

    @Test
    void aJumpBeginsAnew() {
        figures.onPacket(1, 0, 0);
        figures.onPacket(9_000, 0xFFFF_0000L, FRAME);
        assertThat(figures.cumulativeLost()).isZero();
        assertThat(figures.extendedHighest()).isEqualTo(9_000);
        assertThat(figures.jitter()).isZero();
    }

    @Test
    void duplicatesAreNoLoss() {
        figures.onPacket(1, 0, 0);
        figures.onPacket(2, 960, FRAME);
        figures.onPacket(2, 960, FRAME);
        assertThat(figures.cumulativeLost()).isEqualTo(-1);
        assertThat(figures.takeFractionLost()).isZero();
    }
}
