// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsunagu.telemetry.record.SourceKind.ADT;
import static org.tsunagu.telemetry.record.SourceKind.DEVICE_STREAM;
import static org.tsunagu.telemetry.record.SourceKind.PCD_01;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.nomenclature.Nomenclature;
import org.tsunagu.telemetry.nomenclature.Term;
import org.tsunagu.telemetry.signal.MetricCode;

class FreshnessTest {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final MetricCode HEART_RATE = MetricCode.mdc(147_842);
    private static final MetricCode CUFF = MetricCode.mdc(150_021);
    private static final MetricCode TEMPERATURE = MetricCode.mdc(150_344);

    @Test
    void aStreamedValueIsFreshForFiveSeconds() {
        assertThat(Freshness.staleAfterMicros(HEART_RATE, DEVICE_STREAM, 0)).isEqualTo(5 * SECOND);
        assertThat(Freshness.staleAfterMicros(HEART_RATE, DEVICE_STREAM, HOUR))
                .isEqualTo(5 * SECOND);
    }

    @Test
    void anIntervalValueIsFreshForTwoIntervalsAndAMinuteAtLeast() {
        assertThat(Freshness.staleAfterMicros(HEART_RATE, PCD_01, 0)).isEqualTo(MINUTE);
        assertThat(Freshness.staleAfterMicros(HEART_RATE, PCD_01, 10 * SECOND)).isEqualTo(MINUTE);
        assertThat(Freshness.staleAfterMicros(HEART_RATE, PCD_01, 2 * MINUTE))
                .isEqualTo(4 * MINUTE);
        assertThat(Freshness.staleAfterMicros(HEART_RATE, PCD_01, 48 * HOUR)).isEqualTo(HOUR);
        assertThat(Freshness.staleAfterMicros(HEART_RATE, PCD_01, -5)).isEqualTo(MINUTE);
    }

    @Test
    void aCuffPressureIsFreshForTwoOfItsCyclesHoweverItIsSent() {
        for (SourceKind kind : SourceKind.values()) {
            assertThat(Freshness.staleAfterMicros(CUFF, kind, 0)).isEqualTo(HOUR);
            assertThat(Freshness.staleAfterMicros(CUFF, kind, 15 * MINUTE)).isEqualTo(30 * MINUTE);
            assertThat(Freshness.staleAfterMicros(CUFF, kind, 3 * HOUR)).isEqualTo(HOUR);
            assertThat(Freshness.staleAfterMicros(CUFF, kind, 10 * SECOND))
                    .as("a reporting interval is no cuff cycle")
                    .isEqualTo(HOUR);
        }
        assertThat(Freshness.staleAfterMicros(MetricCode.mdc(150_301), PCD_01, 0)).isEqualTo(HOUR);
        assertThat(Freshness.staleAfterMicros(MetricCode.mdc(149_546), PCD_01, 0)).isEqualTo(HOUR);
        assertThat(Freshness.staleAfterMicros(MetricCode.mdc(150_037), PCD_01, 0))
                .as("an invasive pressure is none")
                .isEqualTo(MINUTE);
    }

    @Test
    void temperatureAndLaboratoryHaveTheirOwnTimes() {
        assertThat(Freshness.staleAfterMicros(TEMPERATURE, DEVICE_STREAM, 0)).isEqualTo(4 * HOUR);
        assertThat(Freshness.staleAfterMicros(MetricCode.mdc(150_368), PCD_01, MINUTE))
                .isEqualTo(4 * HOUR);
        assertThat(Freshness.staleAfterMicros(MetricCode.local("LN", "2345-7"), PCD_01, 0))
                .isEqualTo(24 * HOUR);
        assertThat(Freshness.staleAfterMicros(MetricCode.mdc(159_756), PCD_01, 0))
                .isEqualTo(24 * HOUR);
        assertThat(Freshness.staleAfterMicros(MetricCode.mdc(151_708), PCD_01, 0))
                .as("gas in the airway is no laboratory value")
                .isEqualTo(MINUTE);
    }

    @Test
    void whatNobodyKnowsIsTreatedAsContinuous() {
        assertThat(Freshness.staleAfterMicros(MetricCode.local("99MNDRY", "352"), DEVICE_STREAM, 0))
                .isEqualTo(5 * SECOND);
        assertThat(Freshness.staleAfterMicros(MetricCode.mdc(999_999), ADT, 0)).isEqualTo(MINUTE);
    }

    @Test
    void everyTermHasATimeThatANumericAccepts() {
        for (long seed = 1; seed <= 200; seed++) {
            long interval = new SplittableRandom(seed).nextLong();
            for (Term term : Nomenclature.standard().terms()) {
                for (SourceKind kind : SourceKind.values()) {
                    assertThat(
                                    Freshness.staleAfterMicros(
                                            MetricCode.mdc(term.number()), kind, interval))
                            .as("%s, seed %d", term, seed)
                            .isBetween(5 * SECOND, 24 * HOUR);
                }
            }
        }
    }
}
