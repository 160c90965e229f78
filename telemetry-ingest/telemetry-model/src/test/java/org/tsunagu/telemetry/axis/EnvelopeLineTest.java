// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EnvelopeLineTest {
    private static final long SECOND = 1_000_000;

    @Test
    void tooFewPointsTellNothing() {
        assertThat(EnvelopeLine.under(new long[0], new double[0], 1))
                .isEqualTo(EnvelopeLine.UNKNOWN);
        assertThat(EnvelopeLine.under(new long[] {0, SECOND}, new double[] {0, 50}, 1))
                .isEqualTo(EnvelopeLine.UNKNOWN);
        assertThat(EnvelopeLine.UNKNOWN.isSlopeKnown()).isFalse();
    }

    @Test
    void aCleanLineIsFound() {
        EnvelopeLine line = line(180, 42, 0, 1, new SplittableRandom(1));
        assertThat(line.isSlopeKnown()).isTrue();
        assertThat(line.slopePpm()).isBetween(41.99, 42.01);
        assertThat(line.noiseMicros()).isLessThan(1);
    }

    @Test
    void theTrueSlopeLiesWithinTheStatedError() {
        for (long seed = 1; seed <= 1_000; seed++) {
            var random = new SplittableRandom(seed);
            double ppm = random.nextDouble(-240, 240);
            EnvelopeLine line =
                    line(random.nextInt(20, 181), ppm, random.nextDouble(5_000), 1, random);
            if (line.isSlopeKnown()) {
                assertThat(Math.abs(line.slopePpm() - ppm))
                        .as("seed %d, %s", seed, line)
                        .isLessThanOrEqualTo(line.slopeErrorPpm());
            } else {
                assertThat(line.slopePpm()).isZero();
                assertThat(line.slopeErrorPpm()).isEqualTo(ClockModel.MOST_DRIFT_PPM);
            }
        }
    }

    @Test
    void aCoarseClockTellsNoSlope() {
        assertThat(line(180, 42, 0, SECOND, new SplittableRandom(1)).isSlopeKnown()).isFalse();
    }

    @Test
    void aSlopeNoCrystalHasIsNotBelieved() {
        assertThat(line(180, 900, 0, 1, new SplittableRandom(1)).isSlopeKnown()).isFalse();
    }

    @Test
    void slowMessagesLieAboveTheLineAndDoNotBendIt() {
        long[] at = new long[180];
        double[] values = new double[180];
        for (int i = 0; i < at.length; i++) {
            at[i] = i * SECOND;
            values[i] = i * 20.0 + (i % 3 == 0 ? 0 : 300_000);
        }
        EnvelopeLine line = EnvelopeLine.under(at, values, 1);
        assertThat(line.noiseMicros()).isBetween(299_000.0, 301_000.0);
        assertThat(line.isSlopeKnown()).as("so much noise tells no slope").isFalse();
    }

    private static EnvelopeLine line(
            int count, double ppm, double jitter, long resolution, SplittableRandom random) {
        long[] at = new long[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            at[i] = i * SECOND;
            double late = jitter * -Math.log(1 - random.nextDouble());
            values[i] = i * ppm + (jitter == 0 ? 0 : late);
        }
        return EnvelopeLine.under(at, values, resolution);
    }
}
