// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.published;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsunagu.severity.published.Patient.with;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tsunagu.severity.published.News2.SaturationScale;

/// Each row of a publication's table, at both of its ends.
class PublishedScoresTest {

    @ParameterizedTest
    @CsvSource({
        "RESPIRATION,8,3",
        "RESPIRATION,9,1",
        "RESPIRATION,11,1",
        "RESPIRATION,12,0",
        "RESPIRATION,20,0",
        "RESPIRATION,21,2",
        "RESPIRATION,24,2",
        "RESPIRATION,25,3",
        "OXYGEN_SATURATION,91,3",
        "OXYGEN_SATURATION,92,2",
        "OXYGEN_SATURATION,93,2",
        "OXYGEN_SATURATION,94,1",
        "OXYGEN_SATURATION,95,1",
        "OXYGEN_SATURATION,96,0",
        "SUPPLEMENTAL_OXYGEN,0,0",
        "SUPPLEMENTAL_OXYGEN,1,2",
        "SYSTOLIC,90,3",
        "SYSTOLIC,91,2",
        "SYSTOLIC,100,2",
        "SYSTOLIC,101,1",
        "SYSTOLIC,110,1",
        "SYSTOLIC,111,0",
        "SYSTOLIC,219,0",
        "SYSTOLIC,220,3",
        "PULSE,40,3",
        "PULSE,41,1",
        "PULSE,50,1",
        "PULSE,51,0",
        "PULSE,90,0",
        "PULSE,91,1",
        "PULSE,110,1",
        "PULSE,111,2",
        "PULSE,130,2",
        "PULSE,131,3",
        "CONSCIOUSNESS,0,0",
        "CONSCIOUSNESS,1,3",
        "CONSCIOUSNESS,4,3",
        "GCS,15,0",
        "GCS,14,3",
        "TEMPERATURE,35.0,3",
        "TEMPERATURE,35.1,1",
        "TEMPERATURE,36.0,1",
        "TEMPERATURE,36.1,0",
        "TEMPERATURE,38.0,0",
        "TEMPERATURE,38.04,0",
        "TEMPERATURE,38.1,1",
        "TEMPERATURE,39.0,1",
        "TEMPERATURE,39.1,2"
    })
    void news2IsTheChartOf2017(Item item, double value, int points) {
        Total total = News2.score(with(item, value), SaturationScale.SCALE_1);
        assertThat(total.points()).isEqualTo(points);
        assertThat(total.completeness()).isEqualTo(1.0 / 7);
    }

    @ParameterizedTest
    @CsvSource({
        "83,0,3", "84,0,2", "85,0,2", "86,0,1", "87,0,1", "88,0,0", "92,0,0", "93,0,0", "100,0,0",
        "83,1,3", "88,1,0", "92,1,0", "93,1,1", "94,1,1", "95,1,2", "96,1,2", "97,1,3"
    })
    void scaleTwoFearsTooMuchOxygen(double saturation, int oxygen, int points) {
        Findings findings =
                with(Item.OXYGEN_SATURATION, saturation, Item.SUPPLEMENTAL_OXYGEN, oxygen);
        assertThat(News2.score(findings, SaturationScale.SCALE_2).points())
                .isEqualTo(points + 2 * oxygen);
    }

    @Test
    void scaleTwoCannotJudgeAHighSaturationWithoutKnowingOfOxygen() {
        assertThat(
                        News2.score(with(Item.OXYGEN_SATURATION, 97), SaturationScale.SCALE_2)
                                .completeness())
                .isZero();
        assertThat(News2.score(with(Item.OXYGEN_SATURATION, 84), SaturationScale.SCALE_2).points())
                .isEqualTo(2);
    }

    @Test
    void whatIsMissingIsMissingAndNeverNormal() {
        Total nothing = News2.score(with(), SaturationScale.SCALE_1);
        assertThat(nothing.completeness()).isZero();
        assertThat(nothing.isComplete()).isFalse();
        assertThat(nothing.parts()).allMatch(part -> part.points().isEmpty());
    }

    @Test
    void aSingleThreeAsksForAReviewWithinTheHourAndSevenWithinHalf() {
        assertThat(review(with(Item.PULSE, 70))).isNull();
        assertThat(review(with(Item.PULSE, 135))).isEqualTo(Duration.ofHours(1));
        assertThat(review(with(Item.PULSE, 115, Item.RESPIRATION, 22, Item.TEMPERATURE, 38.5)))
                .isEqualTo(Duration.ofHours(1));
        assertThat(review(with(Item.PULSE, 135, Item.RESPIRATION, 26, Item.TEMPERATURE, 38.5)))
                .isEqualTo(Duration.ofMinutes(30));
    }

    private static Duration review(Findings findings) {
        return News2.reviewWithin(News2.score(findings, SaturationScale.SCALE_1)).orElse(null);
    }

    @ParameterizedTest
    @CsvSource({
        "SYSTOLIC,70,3",
        "SYSTOLIC,71,2",
        "SYSTOLIC,80,2",
        "SYSTOLIC,81,1",
        "SYSTOLIC,100,1",
        "SYSTOLIC,101,0",
        "SYSTOLIC,199,0",
        "SYSTOLIC,200,2",
        "PULSE,40,2",
        "PULSE,41,1",
        "PULSE,50,1",
        "PULSE,51,0",
        "PULSE,100,0",
        "PULSE,101,1",
        "PULSE,110,1",
        "PULSE,111,2",
        "PULSE,129,2",
        "PULSE,130,3",
        "RESPIRATION,8,2",
        "RESPIRATION,9,0",
        "RESPIRATION,14,0",
        "RESPIRATION,15,1",
        "RESPIRATION,20,1",
        "RESPIRATION,21,2",
        "RESPIRATION,29,2",
        "RESPIRATION,30,3",
        "TEMPERATURE,34.9,2",
        "TEMPERATURE,35.0,0",
        "TEMPERATURE,38.4,0",
        "TEMPERATURE,38.5,2",
        "CONSCIOUSNESS,0,0",
        "CONSCIOUSNESS,2,1",
        "CONSCIOUSNESS,3,2",
        "CONSCIOUSNESS,4,3",
        "GCS,15,0",
        "GCS,14,1",
        "GCS,8,2",
        "GCS,3,3"
    })
    void mewsIsTheTableOf2001(Item item, double value, int points) {
        assertThat(Mews.score(with(item, value)).points()).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({
        "RESPIRATION,21,0",
        "RESPIRATION,22,1",
        "SYSTOLIC,100,1",
        "SYSTOLIC,101,0",
        "GCS,14,1",
        "GCS,15,0",
        "CONSCIOUSNESS,0,0",
        "CONSCIOUSNESS,1,1"
    })
    void qsofaIsTheBoxOf2016(Item item, double value, int points) {
        assertThat(Qsofa.score(with(item, value)).points()).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({
        "TEMPERATURE,35.9,1",
        "TEMPERATURE,35.97,1",
        "TEMPERATURE,36.0,0",
        "TEMPERATURE,38.0,0",
        "TEMPERATURE,38.04,1",
        "TEMPERATURE,38.1,1",
        "PULSE,90,0",
        "PULSE,91,1",
        "RESPIRATION,20,0",
        "RESPIRATION,21,1",
        "PACO2,31,1",
        "PACO2,32,0",
        "WHITE_CELLS,3.9,1",
        "WHITE_CELLS,3.96,1",
        "WHITE_CELLS,4.0,0",
        "WHITE_CELLS,12.0,0",
        "WHITE_CELLS,12.1,1"
    })
    void sirsIsTheDefinitionOf1992(Item item, double value, int points) {
        assertThat(Sirs.score(with(item, value)).points()).isEqualTo(points);
    }

    @Test
    void fastBreathingAndLowCarbonDioxideMakeOnePointTogether() {
        assertThat(Sirs.score(with(Item.RESPIRATION, 30, Item.PACO2, 25)).points()).isEqualTo(1);
        assertThat(Sirs.score(with(Item.RESPIRATION, 12, Item.PACO2, 25)).points()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "PLATELETS,150,0",
        "PLATELETS,149.6,1",
        "PLATELETS,100,1",
        "PLATELETS,99,2",
        "PLATELETS,50,2",
        "PLATELETS,49,3",
        "PLATELETS,20,3",
        "PLATELETS,19,4",
        "BILIRUBIN,1.1,0",
        "BILIRUBIN,1.2,1",
        "BILIRUBIN,1.9,1",
        "BILIRUBIN,2.0,2",
        "BILIRUBIN,5.9,2",
        "BILIRUBIN,6.0,3",
        "BILIRUBIN,11.9,3",
        "BILIRUBIN,12.0,4",
        "MEAN_PRESSURE,70,0",
        "MEAN_PRESSURE,69,1",
        "DOPAMINE,0,0",
        "DOPAMINE,5,2",
        "DOPAMINE,5.1,3",
        "DOPAMINE,15,3",
        "DOPAMINE,15.1,4",
        "DOBUTAMINE,0,0",
        "DOBUTAMINE,1,2",
        "ADRENALINE,0,0",
        "ADRENALINE,0.1,3",
        "ADRENALINE,0.11,4",
        "NORADRENALINE,0.1,3",
        "NORADRENALINE,0.2,4",
        "GCS,15,0",
        "GCS,14,1",
        "GCS,13,1",
        "GCS,12,2",
        "GCS,10,2",
        "GCS,9,3",
        "GCS,6,3",
        "GCS,5,4",
        "CREATININE,1.1,0",
        "CREATININE,1.2,1",
        "CREATININE,1.9,1",
        "CREATININE,2.0,2",
        "CREATININE,3.4,2",
        "CREATININE,3.5,3",
        "CREATININE,4.9,3",
        "CREATININE,5.0,4",
        "URINE_OF_DAY,500,0",
        "URINE_OF_DAY,499,3",
        "URINE_OF_DAY,200,3",
        "URINE_OF_DAY,199,4",
        "OXYGENATION,400,0",
        "OXYGENATION,399.6,1",
        "OXYGENATION,300,1",
        "OXYGENATION,299,2",
        "OXYGENATION,199,2",
        "OXYGENATION,99,2"
    })
    void sofaIsTheTableOf1996(Item item, double value, int points) {
        assertThat(Sofa.score(with(item, value)).points()).isEqualTo(points);
    }

    @ParameterizedTest
    @CsvSource({
        "400,1,0",
        "399,1,1",
        "300,1,1",
        "299,1,2",
        "200,1,2",
        "199.6,1,3",
        "100,1,3",
        "99.6,1,4",
        "199,0,2",
        "99,0,2"
    })
    void sofaCountsBadOxygenationThreeOrFourOnlyUnderSupport(
            double ratio, int supported, int points) {
        assertThat(Sofa.score(with(Item.OXYGENATION, ratio, Item.VENTILATED, supported)).points())
                .isEqualTo(points);
    }

    @Test
    void whatWasSeenOfConsciousnessGivesWayToANewerComaScaleOnly() {
        Measured alertLongAgo = new Measured(0, 90, "nurse");
        Measured drowsyNow = new Measured(12, 5, "nurse");
        Findings newerScale =
                new Findings(Map.of(Item.CONSCIOUSNESS, alertLongAgo, Item.GCS, drowsyNow));
        assertThat(News2.score(newerScale, SaturationScale.SCALE_1).points()).isEqualTo(3);
        assertThat(Mews.score(newerScale).points()).isEqualTo(1);
        assertThat(Qsofa.score(newerScale).points()).isEqualTo(1);
        Findings asOld =
                new Findings(
                        Map.of(
                                Item.CONSCIOUSNESS,
                                new Measured(0, 5, "nurse"),
                                Item.GCS,
                                drowsyNow));
        assertThat(News2.score(asOld, SaturationScale.SCALE_1).points()).isZero();
    }

    @Test
    void anOrganIsAsBadAsItsWorstSign() {
        Total total = Sofa.score(with(Item.CREATININE, 1.0, Item.URINE_OF_DAY, 150));
        assertThat(total.points()).isEqualTo(4);
        assertThat(total.completeness()).isEqualTo(1.0 / 6);
    }

    @Test
    void shockIndexNeedsBothAndNeverDividesByNothing() {
        assertThat(ShockIndex.of(with(Item.PULSE, 120, Item.SYSTOLIC, 80))).hasValue(1.5);
        assertThat(ShockIndex.of(with(Item.PULSE, 120))).isEmpty();
        assertThat(ShockIndex.of(with(Item.PULSE, 120, Item.SYSTOLIC, 0))).isEmpty();
    }

    @Test
    void everyPartTellsWhatItWasJudgedFromAndHowOldThatIs() {
        Part pulse = News2.score(with(Item.PULSE, 70), SaturationScale.SCALE_1).parts().get(4);
        assertThat(pulse.from()).containsEntry(Item.PULSE, new Measured(70, 5, "test"));
    }
}
