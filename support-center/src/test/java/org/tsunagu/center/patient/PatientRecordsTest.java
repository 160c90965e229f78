// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.patient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tsunagu.center.fake.Patients;
import org.tsunagu.severity.feature.FeatureLayout;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.store.history.StoredSeverity;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.ResultId;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;

class PatientRecordsTest {
    private static final long MINUTE = 60_000_000L;
    private static final long NOON = 1_772_366_400_000_000L;
    private static final BedId BED = new BedId("ICU-1");
    private static final EncounterId V1 = new EncounterId("V1");

    private final PatientRecords records = new PatientRecords();

    private static SeverityReport at(long minute, double risk) {
        return Patients.report("ICU-1", "V1", NOON + minute * MINUTE, risk);
    }

    private SeverityView view() {
        return records.severity(BED, V1, false);
    }

    @Test
    void theNewestReportCountsWhateverTheOrderAndALaterOneOfTheSameMinuteReplacesIt() {
        SeverityReport again =
                Patients.report("ICU-1", "V1", NOON + 60 * MINUTE, 0.5, NOON + 63 * MINUTE);
        List<SeverityReport> all =
                new ArrayList<>(List.of(at(0, 0.1), at(30, 0.2), at(60, 0.3), again));
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < 50; i++) {
            Collections.shuffle(all, random);
            var shuffled = new PatientRecords();
            all.forEach(shuffled::take);
            SeverityView view = shuffled.severity(BED, V1, false);
            assertThat(view.report()).as("seed %d", seed).isEqualTo(again);
            assertThat(view.change().perHour()).as("seed %d", seed).isCloseTo(0.4, within(1e-12));
            assertThat(view.change().since()).isEqualTo(new AxisTime(NOON));
        }
    }

    @Test
    void theChangeIsPerHourAgainstTheRiskNearestToAnHourBeforeAndAbsentWithoutOne() {
        records.take(at(0, 0.10));
        records.take(at(20, 0.30));
        assertThat(view().change()).isNull();
        records.take(at(40, 0.20));
        assertThat(view().change().perHour()).isCloseTo(0.15, within(1e-12));
        records.take(at(85, 0.40));
        assertThat(view().change().since()).isEqualTo(new AxisTime(NOON + 20 * MINUTE));
        assertThat(view().change().perHour()).isCloseTo(0.1 / 65 * 60, within(1e-12));
        records.take(at(300, 0.40));
        assertThat(view().change()).isNull();
        records.take(Patients.withheld("ICU-1", "V1", NOON + 330 * MINUTE, "no-model"));
        assertThat(view().change()).isNull();
        assertThat(view().withheld()).isEqualTo("no-model");
    }

    @Test
    void aNumberForAPatientOfWhomNothingWasMeasuredIsNotShownAsARisk() {
        SeverityReport said = at(0, 0.14);
        records.take(
                new SeverityReport(
                        said.encounter(),
                        said.bed(),
                        said.asOf(),
                        said.minute(),
                        said.madeAt(),
                        said.model(),
                        said.learned(),
                        null,
                        0,
                        said.scores(),
                        said.reviews(),
                        false));
        assertThat(view().learned()).isNull();
        assertThat(view().withheld()).isEqualTo("no-values");
    }

    @Test
    void whatTheStoreRemembersComesUnderWhatWasHeardSince() {
        SeverityReport heard = at(60, 0.5);
        records.take(heard);
        records.take(
                new StoredSeverity(
                        at(45, 0.2),
                        List.of(
                                new StoredSeverity.Risk(new AxisTime(NOON), Patients.MODEL, 0.1),
                                new StoredSeverity.Risk(
                                        new AxisTime(NOON + 45 * MINUTE), Patients.MODEL, 0.2))));
        assertThat(view().report()).isEqualTo(heard);
        assertThat(view().change().perHour()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void nobodyAndAConflictShowNothingThatWasSaidBefore() {
        records.take(at(0, 0.1));
        assertThat(records.severity(BED, null, false).withheld()).isEqualTo("no-patient");
        SeverityView conflict = records.severity(BED, V1, true);
        assertThat(conflict.withheld()).isEqualTo("identity-conflict");
        assertThat(conflict.report()).isNull();
        assertThat(records.severity(BED, new EncounterId("V2"), false).withheld())
                .isEqualTo("not-scored-yet");
    }

    private static StoredResult lactate(int message, long minute, double value) {
        return stored(message, minute, value, Result.Status.FINAL);
    }

    private static StoredResult stored(
            int message, long minute, double value, Result.Status status) {
        ResultReport report =
                Patients.result(
                        Integer.toString(message),
                        "V1",
                        Patients.LACTATE,
                        NOON + minute * MINUTE,
                        value,
                        status);
        return StoredResult.of(report, 0);
    }

    @Test
    void aWithdrawnResultGivesWayToTheOneBeforeIt() {
        assertThat(records.take(lactate(1, 0, 2), V1)).isTrue();
        assertThat(records.take(lactate(1, 0, 2), V1)).isFalse();
        records.take(lactate(2, 30, 4), V1);
        ResultId second = lactate(2, 30, 4).id();
        assertThat(records.standing(V1, second)).isNotNull();
        assertThat(records.results(V1)).containsExactly(lactate(2, 30, 4));
        records.take(stored(3, 30, 4, Result.Status.WITHDRAWN), V1);
        assertThat(records.results(V1)).containsExactly(lactate(1, 0, 2));
        assertThat(records.standing(V1, second)).isNull();
        StoredResult corrected = stored(4, 0, 3, Result.Status.CORRECTED);
        records.take(corrected, V1);
        assertThat(records.results(V1)).containsExactly(corrected);
    }

    @Test
    void aReasonIsSaidInWordsWithTheValueItHad() {
        List<StoredResult> results = List.of(lactate(1, -10, 4.2));
        List<ReasonWords.Shown> reasons = ReasonWords.of(at(0, 0.4), results);
        assertThat(reasons)
                .extracting(ReasonWords.Shown::text)
                .containsExactly(
                        "Lactate 4.2 mmol/L", "Heart rate 140/min", "Age", "Glasgow coma scale");
        List<StoredResult> later = List.of(lactate(1, 10, 9));
        assertThat(ReasonWords.of(at(0, 0.4), later).getFirst().text())
                .as("a value from after the minute was no reason")
                .isEqualTo("Lactate");
    }

    @Test
    void everySubjectOfTheModelHasWords() {
        List<String> subjects = new ArrayList<>();
        FeatureLayout.bySubject(
                new double[FeatureLayout.LENGTH], (subject, _) -> subjects.add(subject));
        assertThat(subjects).hasSizeGreaterThan(50);
        assertThat(subjects)
                .filteredOn(subject -> !ReasonWords.isKnown(subject))
                .as("without words")
                .isEmpty();
    }

    @Test
    void resultsHaveNamesPeopleKnow() {
        assertThat(ResultNames.of(Patients.LACTATE, "mmol/L")).isEqualTo("Lactate");
        assertThat(ResultNames.of(Patients.LACTATE, "")).isEqualTo("Lactate");
        assertThat(lactate(1, 0, 2).reading()).isEqualTo(new Reading.Value(2, 1));
    }
}
