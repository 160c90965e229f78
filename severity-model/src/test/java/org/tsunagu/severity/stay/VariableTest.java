// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableTest {

    @Test
    void thereAreThirtySevenAndEachIsFoundByTheChallengesName() {
        assertThat(Variable.values()).hasSize(37);
        for (Variable variable : Variable.values()) {
            assertThat(Variable.named(variable.challengeName())).hasValue(variable);
        }
        assertThat(Variable.named("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "PH,735,7.35",
        "PH,73.5,7.35",
        "PH,7.35,7.35",
        "FIO2,40,0.4",
        "FIO2,0.4,0.4",
        "FIO2,100,1",
        "FIO2,1,1",
        "TEMPERATURE,98.6,37",
        "TEMPERATURE,37,37",
        "SAO2,0.97,97",
        "HAEMATOCRIT,0.42,42",
        "GCS,15,15"
    })
    void mixedUpUnitsAreRepaired(Variable variable, double raw, double value) {
        assertThat(variable.judge(raw))
                .isInstanceOfSatisfying(
                        Judged.Value.class,
                        judged -> assertThat(judged.value()).isCloseTo(value, within(1e-9)));
    }

    @ParameterizedTest
    @CsvSource({
        "HEART_RATE,0",
        "TEMPERATURE,17.8",
        "PH,1",
        "MEAN_PRESSURE,-3",
        "GCS,2",
        "FIO2,5",
        "WEIGHT,-1",
        "SAO2,101"
    })
    void whatNoLivingPatientHasIsAnArtefactNotAClippedValue(Variable variable, double raw) {
        assertThat(variable.judge(raw)).isEqualTo(new Judged.Artefact(raw));
    }

    @ParameterizedTest
    @CsvSource({"1.75,175", "69,175.26", "1750,175", "444.5,175", "175,175"})
    void heightsComeInManyUnits(double raw, double centimetres) {
        assertThat(Descriptors.ofChallenge(60, 1, raw, 3).heightCentimetres().orElseThrow())
                .isCloseTo(centimetres, within(1e-9));
    }

    @Test
    void minusOneIsMissing() {
        assertThat(Descriptors.ofChallenge(-1, -1, -1, -1)).isEqualTo(Descriptors.NOTHING_KNOWN);
        assertThat(Descriptors.ofChallenge(Double.NaN, 2, 13, 1.5))
                .isEqualTo(Descriptors.NOTHING_KNOWN);
    }
}
