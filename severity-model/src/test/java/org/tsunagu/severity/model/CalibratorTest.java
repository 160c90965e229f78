// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsunagu.severity.evaluate.LogisticLine;

class CalibratorTest {
    private static final Calibrator TWO_HOURS =
            new Calibrator(
                    List.of(
                            new Calibrator.Knot(6, new LogisticLine(-1, 0.5)),
                            new Calibrator.Knot(12, new LogisticLine(1, 1))));

    @Test
    void linesAreInterpolatedBetweenHoursAndKeptOutside() {
        assertThat(TWO_HOURS.at(6)).isEqualTo(new LogisticLine(-1, 0.5));
        assertThat(TWO_HOURS.at(9)).isEqualTo(new LogisticLine(0, 0.75));
        assertThat(TWO_HOURS.at(12)).isEqualTo(new LogisticLine(1, 1));
        assertThat(TWO_HOURS.at(0)).isEqualTo(new LogisticLine(-1, 0.5));
        assertThat(TWO_HOURS.at(500)).isEqualTo(new LogisticLine(1, 1));
    }

    @Test
    void aCalibrationThatTurnsTheRanksRoundIsRefused() {
        assertThatThrownBy(
                        () ->
                                new Calibrator(
                                        List.of(new Calibrator.Knot(6, new LogisticLine(0, -0.1)))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Calibrator(List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
