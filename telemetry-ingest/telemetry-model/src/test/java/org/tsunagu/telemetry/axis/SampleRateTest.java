// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SampleRateTest {
    private static final long LONGEST_RUN_SAMPLES = 1_000_000_000L;

    @Test
    void aDecimalRateIsKeptExactly() {
        assertThat(SampleRate.parse("62.4725")).isEqualTo(new SampleRate(24_989, 400));
        assertThat(SampleRate.parse("62.50")).isEqualTo(new SampleRate(125, 2));
        assertThat(SampleRate.parse("250")).isEqualTo(SampleRate.hertz(250));
        assertThat(SampleRate.parse("1e3")).isEqualTo(SampleRate.hertz(1_000));
    }

    @Test
    void ratesAreInLowestTermsSoThatEqualOnesAreEqual() {
        assertThat(new SampleRate(500, 4)).isEqualTo(new SampleRate(125, 1));
        assertThat(SampleRate.parse("62.4725").times(4)).isEqualTo(new SampleRate(24_989, 100));
    }

    @Test
    void aPeriodIsNotRoundedWhereTheCountIs() {
        SampleRate odd = SampleRate.parse("62.4725");
        // 14 400 × 400 / 24 989 s = 230.501 420 6 s
        assertThat(odd.microsOf(14_400)).isEqualTo(230_501_421);
        assertThat(odd.periodMicros()).isBetween(16_007.03, 16_007.05);
        assertThat(odd.toHertz()).isEqualTo(62.4725);
        assertThat(SampleRate.parse("62.5").microsOf(63)).isEqualTo(1_008_000);
        assertThat(SampleRate.hertz(3).microsOf(1)).isEqualTo(333_333);
        assertThat(SampleRate.hertz(3).microsOf(2)).isEqualTo(666_667);
        assertThat(SampleRate.hertz(250).microsOf(0)).isZero();
    }

    @Test
    void microsAreExactForAnyRateAndCount() {
        for (long seed = 1; seed <= 2_000; seed++) {
            var random = new SplittableRandom(seed);
            var rate = new SampleRate(random.nextLong(1, 1_000_000), random.nextLong(1, 10_000));
            long samples = random.nextLong(0, 1L << random.nextInt(1, 31));
            BigInteger twice =
                    BigInteger.valueOf(samples)
                            .multiply(BigInteger.valueOf(rate.denominator()))
                            .multiply(BigInteger.valueOf(2_000_000));
            BigInteger numerator = BigInteger.valueOf(rate.numerator());
            long nearest = twice.add(numerator).divide(numerator.shiftLeft(1)).longValueExact();
            assertThat(rate.microsOf(samples))
                    .as("seed %d: %d samples at %s", seed, samples, rate)
                    .isBetween(nearest - 1, nearest + 1);
        }
    }

    @Test
    void samplesInAndMicrosOfAreInverseWithinARecording() {
        for (long seed = 1; seed <= 2_000; seed++) {
            var random = new SplittableRandom(seed);
            var rate = new SampleRate(random.nextLong(1, 50_000), random.nextLong(1, 50));
            long samples = random.nextLong(0, LONGEST_RUN_SAMPLES);
            assertThat(rate.samplesIn(rate.microsOf(samples)))
                    .as("seed %d: %d samples at %s", seed, samples, rate)
                    .isEqualTo(samples);
        }
    }

    @Test
    void whatIsNoRateIsRefused() {
        for (String bad :
                new String[] {"0", "-1", "abc", "", "1e-12", "1e12", "NaN", "0.0166666666667"}) {
            assertThatThrownBy(() -> SampleRate.parse(bad))
                    .as(bad)
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new SampleRate(1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new SampleRate(2_000_000_000L, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anExponentFromOutsideCostsNoTime() {
        for (String bomb : new String[] {"1e999999999", "1e-999999999", "1e99999"}) {
            assertThatThrownBy(() -> SampleRate.parse(bomb))
                    .as(bomb)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
