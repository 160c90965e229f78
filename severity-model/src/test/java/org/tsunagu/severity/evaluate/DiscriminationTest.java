// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DiscriminationTest {
    private static final double TINY = 1e-12;

    /// Deaths at 0.35 and 0.8, survivors at 0.1 and 0.4: one pair the wrong way round.
    private static final Scored FOUR =
            Scored.of(new double[] {0.1, 0.4, 0.35, 0.8}, new boolean[] {false, false, true, true});

    @Test
    void threeOfFourPairsInOrderIsThreeQuarters() {
        assertThat(Discrimination.auroc(FOUR)).isCloseTo(0.75, within(TINY));
    }

    @Test
    void averagePrecisionOfTheFourIsFiveSixths() {
        // 0.8 dies: precision 1, recall 1/2; 0.4 lives; 0.35 dies: precision 2/3, recall 1.
        assertThat(Discrimination.averagePrecision(FOUR)).isCloseTo(5.0 / 6, within(TINY));
    }

    @Test
    void equalRisksCountHalfAndAreOneThreshold() {
        Scored tied =
                Scored.of(
                        new double[] {0.5, 0.5, 0.5, 0.5},
                        new boolean[] {true, false, false, false});
        assertThat(Discrimination.auroc(tied)).isCloseTo(0.5, within(TINY));
        assertThat(Discrimination.averagePrecision(tied)).isCloseTo(0.25, within(TINY));
        assertThat(Discrimination.capturedInTop(tied, 1)).isCloseTo(0.25, within(TINY));
    }

    @Test
    void theTopTwoOfFourHoldHalfOfTheDeaths() {
        assertThat(Discrimination.capturedInTop(FOUR, 2)).isCloseTo(0.5, within(TINY));
        assertThat(Discrimination.capturedInTop(FOUR, 99)).isCloseTo(1, within(TINY));
    }

    @Test
    void rankSumAgreesWithCountingEveryPair() {
        long seed = 20120917;
        SplittableRandom random = new SplittableRandom(seed);
        double[] risk = random.doubles(300).map(r -> Math.rint(r * 40) / 40).toArray();
        boolean[] died = new boolean[300];
        for (int i = 0; i < died.length; i++) {
            died[i] = random.nextDouble() < 0.2 + 0.3 * risk[i];
        }
        double won = 0;
        double pairs = 0;
        for (int i = 0; i < died.length; i++) {
            for (int j = 0; j < died.length; j++) {
                if (died[i] && !died[j]) {
                    pairs++;
                    won += risk[i] > risk[j] ? 1 : risk[i] == risk[j] ? 0.5 : 0;
                }
            }
        }
        assertThat(Discrimination.auroc(Scored.of(risk, died)))
                .as("seed %d", seed)
                .isCloseTo(won / pairs, within(TINY));
    }

    @Test
    void oneEndingAloneIsRefusedWithACount() {
        Scored survivors = Scored.of(new double[] {0.1, 0.2}, new boolean[] {false, false});
        assertThatThrownBy(() -> Discrimination.auroc(survivors))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 deaths among 2 stays");
    }

    @Test
    void aRiskThatIsNoNumberIsRefused() {
        assertThatThrownBy(() -> Scored.of(new double[] {Double.NaN}, new boolean[] {true}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
