// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tsunagu.severity.evaluate.LogisticLine;
import org.tsunagu.severity.evaluate.Scored;

class EnsembleCalibrationTest {
    private static final int STAYS = 60_000;
    private static final int MEMBERS = 5;
    private static final double NOISE = 0.9;

    /// Members say twice what is true, each with noise of its own.
    private static double[] stay(Random random, double truth) {
        double[] said = new double[MEMBERS];
        for (int i = 0; i < MEMBERS; i++) {
            said[i] = 2 * truth + NOISE * random.nextGaussian();
        }
        return said;
    }

    @Test
    void whatOneMemberSaidAloneCalibratesTheMeanOfAll() {
        Random random = new Random(11);
        double[] unseen = new double[STAYS];
        boolean[] died = new boolean[STAYS];
        double spread = 0;
        for (int i = 0; i < STAYS; i++) {
            double truth = -2 + 1.2 * random.nextGaussian();
            died[i] = random.nextDouble() < LogisticLine.sigmoid(truth);
            double[] said = stay(random, truth);
            unseen[i] = said[i % MEMBERS];
            double mean = 0;
            for (double each : said) {
                mean += each / MEMBERS;
            }
            for (double each : said) {
                spread += (each - mean) * (each - mean) / (MEMBERS - 1) / STAYS;
            }
        }
        assertThat(spread).isCloseTo(NOISE * NOISE, within(0.02));
        LogisticLine line = EnsembleCalibration.of(unseen, died, spread, MEMBERS).line();

        double[] risks = new double[STAYS];
        double[] flat = new double[STAYS];
        LogisticLine ofOne = EnsembleCalibration.of(unseen, died, 0, MEMBERS).line();
        for (int i = 0; i < STAYS; i++) {
            double truth = -2 + 1.2 * random.nextGaussian();
            died[i] = random.nextDouble() < LogisticLine.sigmoid(truth);
            double mean = 0;
            for (double each : stay(random, truth)) {
                mean += each / MEMBERS;
            }
            risks[i] = LogisticLine.sigmoid(line.intercept() + line.slope() * mean);
            flat[i] = LogisticLine.sigmoid(ofOne.intercept() + ofOne.slope() * mean);
        }
        LogisticLine left = LogisticLine.fit(Scored.of(risks, died));
        assertThat(left.slope()).isCloseTo(1, within(0.03));
        assertThat(left.intercept()).isCloseTo(0, within(0.05));
        assertThat(LogisticLine.fit(Scored.of(flat, died)).slope()).isGreaterThan(1.06);
    }
}
