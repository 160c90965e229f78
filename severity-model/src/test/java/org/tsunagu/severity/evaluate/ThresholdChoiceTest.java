// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ThresholdChoiceTest {
    private static final Scored SIX =
            Scored.of(
                    new double[] {0.9, 0.7, 0.5, 0.4, 0.2, 0.1},
                    new boolean[] {true, false, true, false, true, false});

    @Test
    void theSingleBestPlaceIsWhereSensitivityMeetsPredictiveValue() {
        // Event 1 from the top: 1/3, 1/3, 2/3, 1/2, 3/5, 1/2.
        double threshold = ThresholdChoice.forEvent1(SIX, 1);
        assertThat(threshold).isEqualTo(0.5);
        assertThat(Confusion.at(SIX, threshold).event1()).isEqualTo(2.0 / 3);
    }

    @Test
    void aStretchPrefersTheMiddleOfThePlateau() {
        // Averages of three: the highest is around 0.4, between 2/3 and 3/5.
        assertThat(ThresholdChoice.forEvent1(SIX, 3)).isEqualTo(0.4);
    }

    @Test
    void anEvenStretchHasNoMiddle() {
        assertThatThrownBy(() -> ThresholdChoice.forEvent1(SIX, 2))
                .hasMessageContaining("stretch of 2");
    }
}
