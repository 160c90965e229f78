// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BootstrapTest {

    private static Scored coins(int stays, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] risk = random.doubles(stays).toArray();
        boolean[] died = new boolean[stays];
        for (int i = 0; i < stays; i++) {
            died[i] = random.nextDouble() < 0.3;
        }
        return Scored.of(risk, died);
    }

    @Test
    void theSameSeedDrawsTheSameInterval() {
        Scored scored = coins(200, 1);
        assertThat(new Bootstrap(100, 7).of(scored, Discrimination::auroc))
                .isEqualTo(new Bootstrap(100, 7).of(scored, Discrimination::auroc))
                .isNotEqualTo(new Bootstrap(100, 8).of(scored, Discrimination::auroc));
    }

    @Test
    void theIntervalOfAProportionIsAsWideAsTheBinomialSays() {
        Scored scored = coins(1_000, 2);
        Interval interval = new Bootstrap(1_000, 3).of(scored, s -> s.deaths() / (double) s.size());
        double p = scored.deaths() / 1_000.0;
        double half = 1.96 * Math.sqrt(p * (1 - p) / 1_000);
        assertThat(interval.value()).isEqualTo(p);
        assertThat(interval.low()).isCloseTo(p - half, within(0.006));
        assertThat(interval.high()).isCloseTo(p + half, within(0.006));
    }

    @Test
    void aDrawWithOneEndingIsDrawnAgain() {
        Scored rare = Scored.of(new double[] {0.1, 0.2, 0.9}, new boolean[] {false, false, true});
        Interval interval = new Bootstrap(50, 5).of(rare, Discrimination::auroc);
        assertThat(interval.low()).isEqualTo(1);
    }
}
