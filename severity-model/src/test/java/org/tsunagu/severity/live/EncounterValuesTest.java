// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tsunagu.severity.code.Input;
import org.tsunagu.severity.stay.Variable;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.ward.BedId;

class EncounterValuesTest {
    private static final long MINUTE = 60_000_000;
    private static final int WEEK = 7 * 24 * 60;
    private static final BedId BED = new BedId("h:1");
    private static final List<Variable> VITAL_SIGNS =
            List.of(
                    Variable.HEART_RATE,
                    Variable.RESPIRATION,
                    Variable.SAO2,
                    Variable.TEMPERATURE,
                    Variable.SYSTOLIC,
                    Variable.MEAN_PRESSURE,
                    Variable.DIASTOLIC,
                    Variable.CUFF_SYSTOLIC,
                    Variable.CUFF_MEAN,
                    Variable.CUFF_DIASTOLIC);

    private final EncounterValues values = new EncounterValues();
    private int number;

    private boolean take(Variable variable, long atMicros, double value) {
        number++;
        return values.take(
                new DeviceValue(
                        BED,
                        new Input.Series(variable),
                        false,
                        atMicros,
                        atMicros,
                        new EventId.Sequenced(new SourceId("m"), 1, number),
                        0,
                        value,
                        "m"),
                EncounterValues.minute(atMicros, 0));
    }

    @Test
    void aWeekOfTenVitalSignsStaysSmall() {
        var random = new Random(5);
        double[] at = new double[VITAL_SIGNS.size()];
        for (int minute = 0; minute < WEEK; minute++) {
            for (int second = 0; second < 60; second += 20) {
                for (int i = 0; i < at.length; i++) {
                    at[i] = Math.clamp(at[i] + random.nextInt(-3, 4), 20, 180);
                    take(VITAL_SIGNS.get(i), minute * MINUTE + second * 1_000_000L, at[i]);
                }
            }
        }
        assertThat(values.bytesHeld()).isLessThan(at.length * WEEK * 5 / 2);
        assertThat(values.facts(0, -1, WEEK)).hasSize(at.length * WEEK + at.length);
    }

    @Test
    void ofAMinuteTheEarliestCountsInWhateverOrderItComes() {
        take(Variable.HEART_RATE, 10 * MINUTE + 5_000_000, 85);
        take(Variable.HEART_RATE, 10 * MINUTE - 20_000_000, 80);
        take(Variable.HEART_RATE, 10 * MINUTE + 29_000_000, 90);
        assertThat(values.facts(0, -1, 20)).extracting(Fact::value).containsExactly(80.0);
    }

    @Test
    void whenTheAdmissionMovesTheMinutesMoveAndWhatLiesBeforeItGoes() {
        take(Variable.HEART_RATE, 5 * MINUTE, 80);
        take(Variable.HEART_RATE, 30 * MINUTE, 90);
        values.moveAdmission(0, 20 * MINUTE);
        assertThat(values.facts(20 * MINUTE, -1, 100)).extracting(Fact::minute).containsExactly(10);
    }

    @Test
    void whatWasSaidOfSomebodyElseCanBeTakenOut() {
        for (int minute = 0; minute < 100; minute++) {
            take(Variable.HEART_RATE, minute * MINUTE, minute);
        }
        List<DeviceValue> released = values.releaseDevices(0, minute -> minute >= 60 ? BED : null);
        assertThat(released).hasSize(40);
        assertThat(released.getFirst().atMicros()).isEqualTo(60 * MINUTE);
        assertThat(values.facts(0, -1, 100)).hasSize(60);
    }
}
