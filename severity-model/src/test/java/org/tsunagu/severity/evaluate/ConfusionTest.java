// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConfusionTest {
    private static final Scored FIVE =
            Scored.of(
                    new double[] {0.9, 0.3, 0.3, 0.2, 0.1},
                    new boolean[] {true, true, false, true, false});

    @Test
    void aRiskAtTheThresholdIsPositive() {
        assertThat(Confusion.at(FIVE, 0.3)).isEqualTo(new Confusion(2, 1, 1, 1));
    }

    @Test
    void event1IsTheLesserOfSensitivityAndPredictiveValue() {
        assertThat(Confusion.at(FIVE, 0.3).event1()).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(Confusion.at(FIVE, 0.9).event1()).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(Confusion.at(FIVE, 0.95).event1()).isZero();
    }

    @Test
    void netBenefitWeighsFalseAlarmsByTheOddsOfTheThreshold() {
        // 2/5 true, 1/5 false, odds 0.2/0.8 = 1/4.
        assertThat(new Confusion(2, 1, 1, 1).netBenefit(0.2)).isCloseTo(0.35, within(1e-12));
    }
}
