// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tsunagu.severity.stay.Descriptors;
import org.tsunagu.severity.stay.Observation;
import org.tsunagu.severity.stay.Stay;
import org.tsunagu.severity.stay.StayId;
import org.tsunagu.severity.stay.Variable;

class EncounterFeaturesTest {

    private static Stay stay(List<Observation> observations) {
        return new Stay(new StayId("1"), Descriptors.ofChallenge(60, 1, 170, 3), observations);
    }

    private static Stay stay(Observation... observations) {
        return stay(List.of(observations));
    }

    private static Observation at(int minute, Variable variable, double raw) {
        return new Observation(minute, variable, raw);
    }

    private static double feature(Stay stay, int minute, String name) {
        int place = FeatureLayout.featureNames().indexOf(name);
        assertThat(place).as(name).isNotNegative();
        return EncounterFeatures.of(stay, minute)[place];
    }

    /// Random vitals and laboratory values over two days, some of them impossible, some twice.
    private static Stay random(Random random) {
        List<Observation> observations = new ArrayList<>();
        Variable[] variables = Variable.values();
        for (int i = random.nextInt(400); i > 0; i--) {
            Variable variable = variables[random.nextInt(variables.length)];
            double span = variable.limits().highest() - variable.limits().lowest();
            double raw = variable.limits().lowest() + span * (random.nextDouble() * 1.2 - 0.1);
            Observation observation = at(random.nextInt(2_881), variable, Math.rint(raw * 10) / 10);
            observations.add(observation);
            if (random.nextInt(10) == 0) {
                observations.add(observation);
            }
        }
        return stay(observations);
    }

    @Test
    void namesAreUniqueAndAsManyAsPlaces() {
        assertThat(FeatureLayout.featureNames())
                .hasSize(FeatureLayout.LENGTH)
                .doesNotHaveDuplicates();
        assertThat(FeatureLayout.featureNames()).allMatch(name -> !name.contains(" "));
    }

    @Test
    void theSummaryOfThreeValuesIsAsByHand() {
        Stay three =
                stay(
                        at(0, Variable.LACTATE, 2),
                        at(60, Variable.LACTATE, 4),
                        at(120, Variable.LACTATE, 3));
        assertThat(feature(three, 180, "Lactate.first")).isEqualTo(2);
        assertThat(feature(three, 180, "Lactate.last")).isEqualTo(3);
        assertThat(feature(three, 180, "Lactate.min")).isEqualTo(2);
        assertThat(feature(three, 180, "Lactate.max")).isEqualTo(4);
        assertThat(feature(three, 180, "Lactate.mean")).isCloseTo(3, within(1e-12));
        assertThat(feature(three, 180, "Lactate.sd")).isCloseTo(1, within(1e-12));
        assertThat(feature(three, 180, "Lactate.slope")).isCloseTo(0.5, within(1e-12));
        assertThat(feature(three, 180, "Lactate.age_h")).isEqualTo(1);
        assertThat(feature(three, 180, "Lactate.since_first_h")).isEqualTo(3);
        assertThat(feature(three, 180, "Lactate.hours")).isEqualTo(3);
    }

    @Test
    void aWindowAtAFullHourIsExactlyItsHours() {
        Stay stay =
                stay(
                        at(360, Variable.LACTATE, 5),
                        at(361, Variable.LACTATE, 7),
                        at(720, Variable.LACTATE, 9));
        assertThat(feature(stay, 720, "Lactate.min_6h")).isEqualTo(7);
        assertThat(feature(stay, 720, "Lactate.mean_6h")).isEqualTo(8);
        assertThat(feature(stay, 719, "Lactate.max_6h")).isEqualTo(7);
        assertThat(feature(stay, 720, "Lactate.hours_6h")).isEqualTo(2);
        assertThat(feature(stay, 720 + 1_440, "Lactate.min_24h")).isNaN();
    }

    @Test
    void absentStaleAndArtefactAreThreeDifferentInputs() {
        Stay absent = stay();
        Stay stale = stay(at(0, Variable.LACTATE, 2));
        Stay artefact = stay(at(0, Variable.LACTATE, -5));
        assertThat(feature(absent, 2_000, "Lactate.last")).isNaN();
        assertThat(feature(absent, 2_000, "Lactate.artefacts")).isZero();
        assertThat(feature(stale, 2_000, "Lactate.last")).isEqualTo(2);
        assertThat(feature(stale, 2_000, "Lactate.age_h")).isCloseTo(2_000 / 60.0, within(1e-12));
        assertThat(feature(stale, 2_000, "Lactate.mean_24h")).isNaN();
        assertThat(feature(artefact, 2_000, "Lactate.last")).isNaN();
        assertThat(feature(artefact, 2_000, "Lactate.artefacts")).isEqualTo(1);
    }

    @Test
    void theArterialLineWinsOverTheCuffWhileItSpeaks() {
        Stay stay =
                stay(
                        at(0, Variable.CUFF_SYSTOLIC, 150), at(10, Variable.SYSTOLIC, 90),
                        at(30, Variable.CUFF_SYSTOLIC, 140), at(71, Variable.CUFF_SYSTOLIC, 130));
        assertThat(feature(stay, 30, "best_systolic.last")).isEqualTo(90);
        assertThat(feature(stay, 71, "best_systolic.last")).isEqualTo(130);
        assertThat(feature(stay, 71, "best_systolic.hours")).isEqualTo(3);
    }

    @Test
    void derivedSeriesPairOnlyFreshValues() {
        Stay stay =
                stay(
                        at(0, Variable.FIO2, 50),
                        at(5, Variable.PAO2, 100),
                        at(10, Variable.CUFF_SYSTOLIC, 80),
                        at(20, Variable.HEART_RATE, 120),
                        at(100, Variable.HEART_RATE, 60));
        assertThat(feature(stay, 100, "oxygenation.last")).isEqualTo(200);
        assertThat(feature(stay, 100, "shock_index.last")).isEqualTo(1.5);
    }

    @Test
    void urineIsSummedOverItsWindows() {
        Stay stay =
                stay(
                        at(60, Variable.URINE, 100),
                        at(600, Variable.URINE, 50),
                        at(660, Variable.URINE, 50));
        assertThat(feature(stay, 720, "urine_sum")).isCloseTo(200, within(1e-9));
        assertThat(feature(stay, 720, "urine_6h")).isEqualTo(100);
    }

    @Test
    void aRowThatCameTwiceCountsOnce() {
        EncounterFeatures features = new EncounterFeatures(Descriptors.NOTHING_KNOWN);
        assertThat(features.add(at(5, Variable.URINE, 100))).isEqualTo(Taken.USED);
        assertThat(features.add(at(5, Variable.URINE, 100))).isEqualTo(Taken.DUPLICATE);
        assertThat(features.add(at(6, Variable.URINE, 100))).isEqualTo(Taken.USED);
        assertThat(features.completeness()).isEqualTo(1.0 / 37);
    }

    @Test
    void aMonitorThatSpeaksEachMinuteLooksLikeOneThatSpeaksEachFive() {
        List<Observation> often = new ArrayList<>();
        List<Observation> seldom = new ArrayList<>();
        for (int minute = 0; minute <= 600; minute++) {
            often.add(at(minute, Variable.HEART_RATE, 60 + minute % 7));
            if (minute % 5 == 0) {
                seldom.add(at(minute, Variable.HEART_RATE, 60 + minute % 7));
            }
        }
        assertThat(EncounterFeatures.of(stay(often), 600))
                .isEqualTo(EncounterFeatures.of(stay(seldom), 600));
    }

    @Test
    void whatIsNotMonitoredCountsHoweverSoonItFollows() {
        EncounterFeatures features = new EncounterFeatures(Descriptors.NOTHING_KNOWN);
        assertThat(features.add(at(5, Variable.HEART_RATE, 70))).isEqualTo(Taken.USED);
        assertThat(features.add(at(9, Variable.HEART_RATE, 90))).isEqualTo(Taken.TOO_SOON);
        assertThat(features.add(at(9, Variable.LACTATE, 2))).isEqualTo(Taken.USED);
        assertThat(features.add(at(10, Variable.LACTATE, 4))).isEqualTo(Taken.USED);
    }

    @Test
    void aLateValueChangesNothingAndIsSaid() {
        EncounterFeatures features = new EncounterFeatures(Descriptors.NOTHING_KNOWN);
        features.add(at(50, Variable.HEART_RATE, 70));
        double[] before = new double[FeatureLayout.LENGTH];
        double[] after = new double[FeatureLayout.LENGTH];
        features.write(before, 60);
        assertThat(features.add(at(40, Variable.LACTATE, 3))).isEqualTo(Taken.LATE);
        features.write(after, 60);
        assertThat(after).isEqualTo(before);
    }

    @Test
    void askingForAMinuteBeforeTheNewestValueIsRefused() {
        EncounterFeatures features = new EncounterFeatures(Descriptors.NOTHING_KNOWN);
        features.add(at(50, Variable.HEART_RATE, 70));
        assertThatThrownBy(() -> features.write(new double[FeatureLayout.LENGTH], 49))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatComesLaterNeverChangesWhatWasKnownBefore() {
        for (long seed = 1; seed <= 60; seed++) {
            Stay whole = random(new Random(seed));
            int minute = new Random(-seed).nextInt(2_881);
            Stay known =
                    stay(whole.observations().stream().filter(o -> o.minute() <= minute).toList());
            assertThat(EncounterFeatures.of(whole, minute))
                    .as("seed %d minute %d", seed, minute)
                    .isEqualTo(EncounterFeatures.of(known, minute));
        }
    }

    @Test
    void oneStreamAskedEveryHourGivesTheSameBitsAsAFreshStartAtEach() {
        for (long seed = 1; seed <= 20; seed++) {
            Stay stay = random(new Random(seed));
            EncounterFeatures stream = new EncounterFeatures(stay.descriptors());
            int next = 0;
            double[] streamed = new double[FeatureLayout.LENGTH];
            for (int minute = 0; minute <= 2_880; minute += 60) {
                while (next < stay.observations().size()
                        && stay.observations().get(next).minute() <= minute) {
                    stream.add(stay.observations().get(next++));
                }
                stream.write(streamed, minute);
                assertThat(streamed)
                        .as("seed %d minute %d", seed, minute)
                        .isEqualTo(EncounterFeatures.of(stay, minute));
            }
        }
    }

    @Test
    void theOrderInWhichDevicesSpokeDoesNotMatter() {
        for (long seed = 1; seed <= 20; seed++) {
            Stay stay = random(new Random(seed));
            List<Observation> distinct = new ArrayList<>();
            for (Observation each : stay.observations()) {
                boolean sameMinute =
                        distinct.stream()
                                .anyMatch(
                                        o ->
                                                o.minute() == each.minute()
                                                        && o.variable() == each.variable());
                if (!sameMinute) {
                    distinct.add(each);
                }
            }
            double[] expected = EncounterFeatures.of(stay(distinct), 2_880);
            Collections.shuffle(distinct, new Random(seed));
            assertThat(EncounterFeatures.of(stay(distinct), 2_880))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    @Test
    void noFeatureIsInfinite() {
        for (long seed = 100; seed < 130; seed++) {
            for (double value : EncounterFeatures.of(random(new Random(seed)), 2_880)) {
                assertThat(Double.isInfinite(value)).as("seed %d", seed).isFalse();
            }
        }
    }
}
