// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationTest {

    /// Ten groups of two at 0.05, 0.15 … 0.95; the places given die.
    private static Scored twenty(int... deaths) {
        double[] risk = new double[20];
        boolean[] died = new boolean[20];
        for (int i = 0; i < 20; i++) {
            risk[i] = 0.05 + 0.1 * (i / 2);
        }
        for (int place : deaths) {
            died[place] = true;
        }
        return Scored.of(risk, died);
    }

    @Test
    void brierOfTwoIsTheMeanSquare() {
        Scored two = Scored.of(new double[] {0.8, 0.4}, new boolean[] {true, false});
        assertThat(Calibration.brier(two)).isCloseTo((0.04 + 0.16) / 2, within(1e-12));
        assertThat(Calibration.scaledBrier(two)).isCloseTo(1 - 0.1 / 0.25, within(1e-12));
    }

    @Test
    void event2IsHosmerLemeshowByTheRangeOfTheGroups() {
        // By hand: group k expects 2p and has variance 2p(1-p), softened by 0.001; the last three
        // groups die whole.
        double h = 0;
        for (int group = 0; group < 10; group++) {
            double p = 0.05 + 0.1 * group;
            double off = (group >= 7 ? 2 : 0) - 2 * p;
            h += off * off / (2 * p * (1 - p) + 0.001);
        }
        assertThat(Calibration.event2(twenty(14, 15, 16, 17, 18, 19)))
                .isCloseTo(h / 0.9, within(1e-9));
    }

    @Test
    void event2LeavesOutWhatFillsNoGroup() {
        double[] risk = new double[21];
        boolean[] died = new boolean[21];
        for (int i = 0; i < 20; i++) {
            risk[i] = 0.05 + 0.1 * (i / 2);
            died[i] = i >= 14;
        }
        risk[20] = 0.999;
        assertThat(Calibration.event2(Scored.of(risk, died)))
                .isEqualTo(Calibration.event2(twenty(14, 15, 16, 17, 18, 19)));
    }

    @Test
    void event2OfOneConstantRiskIsInfinite() {
        Scored flat =
                Scored.of(
                        new double[10],
                        new boolean[] {
                            true, false, false, false, false, false, false, false, false, false
                        });
        assertThat(Calibration.event2(flat)).isInfinite();
    }

    @Test
    void event2OfNineStaysIsRefused() {
        assertThatThrownBy(() -> Calibration.event2(Scored.of(new double[9], new boolean[9])))
                .hasMessageContaining("9 stays");
    }

    @Test
    void theLineFindsTheSlopeAndInterceptThatMadeTheOutcomes() {
        long seed = 4711;
        SplittableRandom random = new SplittableRandom(seed);
        double[] risk = new double[40_000];
        boolean[] died = new boolean[risk.length];
        for (int i = 0; i < risk.length; i++) {
            double x = random.nextDouble(-4, 2);
            risk[i] = LogisticLine.sigmoid(x);
            died[i] = random.nextDouble() < LogisticLine.sigmoid(-0.3 + 0.7 * x);
        }
        Scored scored = Scored.of(risk, died);
        LogisticLine line = Calibration.line(scored);
        assertThat(line.slope()).as("seed %d", seed).isCloseTo(0.7, within(0.04));
        assertThat(line.intercept()).as("seed %d", seed).isCloseTo(-0.3, within(0.06));
        double[] moved = new double[risk.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = line.apply(risk[i]);
        }
        assertThat(Calibration.event2(Scored.of(moved, died)))
                .isLessThan(Calibration.event2(scored) / 5);
    }

    @Test
    void perfectSeparationStaysFinite() {
        Scored separated = Scored.of(new double[] {0.1, 0.9}, new boolean[] {false, true});
        assertThat(Calibration.line(separated).slope()).isFinite();
    }
}
