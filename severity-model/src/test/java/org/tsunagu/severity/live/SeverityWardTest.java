// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsunagu.severity.live.WardFixture.BED;
import static org.tsunagu.severity.live.WardFixture.ENCOUNTER;
import static org.tsunagu.severity.live.WardFixture.PERSON;
import static org.tsunagu.severity.live.WardFixture.assessor;
import static org.tsunagu.severity.live.WardFixture.minute;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsunagu.severity.risk.Assessor;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.record.SeverityReport.Basis;
import org.tsunagu.telemetry.record.SeverityReport.ScoreReport;
import org.tsunagu.telemetry.signal.Result.Status;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.PersonId;

class SeverityWardTest {
    private final WardFixture records = new WardFixture();
    private final SeverityWard ward = WardFixture.ward();
    private final Assessor assessor = assessor();

    private void take(double atMinute, JournalRecord... some) {
        for (JournalRecord record : some) {
            ward.take(record, minute(atMinute).micros());
        }
    }

    private List<SeverityReport> step(double atMinute) {
        return ward.step(minute(atMinute).micros(), assessor);
    }

    private static ScoreReport score(SeverityReport report, String name) {
        return report.scores().stream()
                .filter(s -> s.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void thePresentIsScoredOnceItsMinuteIsOverAndNotAgainWithoutCause() {
        take(0, records.admitted(), records.frame(BED.value(), minute(0.2), null, "147842", 80));
        assertThat(step(0.4)).isEmpty();
        List<SeverityReport> first = step(0.6);
        assertThat(first).hasSize(1);
        assertThat(first.getFirst().minute()).isZero();
        assertThat(first.getFirst().bed()).isEqualTo(BED);
        assertThat(first.getFirst().encounter()).isEqualTo(ENCOUNTER);
        assertThat(first.getFirst().learned()).isNotNull();
        assertThat(first.getFirst().completeness()).isEqualTo(1.0 / 37);
        assertThat(step(5)).isEmpty();
        assertThat(step(15.7)).extracting(SeverityReport::minute).containsExactly(15L);
    }

    @Test
    void whileValuesComeEachMinuteIsScoredOnce() {
        take(0, records.admitted());
        List<SeverityReport> reports = new ArrayList<>();
        for (double at = 0; at < 6.5; at += 1 / 60.0) {
            take(at, records.frame(BED.value(), minute(at), null, "147842", 80 + at));
            reports.addAll(step(at));
        }
        assertThat(reports)
                .extracting(SeverityReport::minute)
                .containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        assertThat(reports).noneMatch(SeverityReport::supersedes);
    }

    @Test
    void eachWholeHourIsScoredNinetySecondsLater() {
        take(0, records.admitted(), records.frame(BED.value(), minute(1), null, "147842", 80));
        assertThat(step(61.4)).extracting(SeverityReport::minute).doesNotContain(60L);
        assertThat(step(61.6)).extracting(SeverityReport::minute).contains(60L);
    }

    @Test
    void aStayOfThePastGetsAllItsHoursOnceAndThePresent() {
        take(
                600,
                records.admitted(),
                records.frame(BED.value(), minute(1), null, "147842", 80),
                records.result("LN:2160-0", "mg/dL", 1.2, minute(300)));
        assertThat(step(600.01)).as("values are still coming").isEmpty();
        List<SeverityReport> reports = step(600.2);
        assertThat(reports)
                .extracting(SeverityReport::minute)
                .containsExactly(60L, 120L, 180L, 240L, 300L, 360L, 420L, 480L, 540L, 599L);
        assertThat(reports).noneMatch(SeverityReport::supersedes);
        assertThat(step(600.3)).isEmpty();
    }

    @Test
    void aLateLaboratoryValueSupersedesWhatWasSaidSinceItWasTaken() {
        take(0, records.admitted(), records.frame(BED.value(), minute(0.1), null, "147842", 80));
        for (double at = 0.6; at < 130; at++) {
            step(at);
        }
        take(130, records.result("LN:2524-7", "mmol/L", 9, minute(70)));
        List<SeverityReport> reports = step(130.3);
        assertThat(reports).filteredOn(SeverityReport::supersedes).isNotEmpty();
        assertThat(reports)
                .filteredOn(SeverityReport::supersedes)
                .allMatch(report -> report.minute() >= 70)
                .extracting(SeverityReport::minute)
                .contains(120L);
        take(131, records.result("LN:2524-7", "mmol/L", 9, minute(70)));
        assertThat(step(131.3))
                .as("the same again changes nothing")
                .noneMatch(SeverityReport::supersedes);
    }

    @Test
    void aWithdrawnResultIsTakenBackAndACorrectedOneReplaced() {
        var twin = WardFixture.ward();
        var twinRecords = new WardFixture();
        take(
                200,
                records.admitted(),
                records.frame(BED.value(), minute(1), null, "147842", 80),
                records.result("LN:2524-7", "mmol/L", 9, minute(70)),
                records.result("LN:2160-0", "mg/dL", 9, minute(70)));
        assertThat(step(201)).isNotEmpty();
        take(
                202,
                records.result("LN:2524-7", "mmol/L", 9, minute(70), Status.WITHDRAWN, minute(202)),
                records.result(
                        "LN:2160-0", "mg/dL", 0.9, minute(70), Status.CORRECTED, minute(202)));
        List<SeverityReport> again = step(203);
        assertThat(again).filteredOn(SeverityReport::supersedes).isNotEmpty();
        for (JournalRecord record :
                List.of(
                        twinRecords.admitted(),
                        twinRecords.frame(BED.value(), minute(1), null, "147842", 80),
                        twinRecords.result("LN:2160-0", "mg/dL", 0.9, minute(70)))) {
            twin.take(record, minute(200).micros());
        }
        SeverityReport clean =
                twin.step(minute(203).micros(), assessor).stream()
                        .filter(report -> report.minute() == 180)
                        .findFirst()
                        .orElseThrow();
        SeverityReport mended =
                again.stream().filter(report -> report.minute() == 180).findFirst().orElseThrow();
        assertThat(mended.learned()).isEqualTo(clean.learned());
    }

    @Test
    void whatLiesBeforeTheAdmissionIsNotUsedButListed() {
        take(
                10,
                records.admitted(),
                records.result("LN:2160-0", "mg/dL", 9, minute(-0.6)),
                records.result("LN:2823-3", "mmol/L", 4, minute(-0.4)));
        SeverityReport report = step(11).getFirst();
        assertThat(report.completeness()).isEqualTo(1.0 / 37);
        assertThat(ward.leftOut().counts())
                .containsEntry(new LeftOut.Kind("lab", "before-admission"), 1L);
    }

    @Test
    void aMonitorsValueOfTheHalfMinuteBeforeTheAdmissionIsTheAdmissions() {
        take(
                10,
                records.admitted(),
                records.frame(BED.value(), minute(-0.001), null, "147842", 80),
                records.frame(BED.value(), minute(-0.6), null, "150456", 80));
        assertThat(step(11).getFirst().completeness()).isEqualTo(1.0 / 37);
    }

    @Test
    void valuesMoveWithThePatientAndTheNextInTheBedBeginsAnew() {
        take(
                60,
                records.admitted(),
                records.frame("h:1", minute(5), null, "147842", 80),
                records.moved(BedMovement.Kind.TRANSFER, "e1", "h:2", minute(30), "1950-01-01"),
                records.moved(BedMovement.Kind.ADMIT, "e2", "h:1", minute(40), "1980-05-05"),
                records.frame("h:1", minute(45), null, "150456", 97),
                records.frame("h:2", minute(45), null, "150344", 37));
        List<SeverityReport> reports = step(61.6);
        SeverityReport first = newest(reports, "e1");
        assertThat(first.bed()).isEqualTo(new BedId("h:2"));
        assertThat(first.completeness()).isEqualTo(2.0 / 37);
        SeverityReport second = newest(reports, "e2");
        assertThat(second.bed()).isEqualTo(new BedId("h:1"));
        assertThat(second.completeness()).isEqualTo(1.0 / 37);
    }

    @Test
    void theLastValueBeforeATransferStays() {
        take(31, records.admitted(), records.frame("h:1", minute(29.8), null, "147842", 80));
        take(32, records.moved(BedMovement.Kind.TRANSFER, "e1", "h:2", minute(29.9), "1950-01-01"));
        assertThat(step(33).getLast().completeness()).isEqualTo(1.0 / 37);
    }

    @Test
    void aBackdatedAdmissionGetsWhatTheBedSaidBeforeItArrived() {
        take(30, records.frame(BED.value(), minute(5), null, "147842", 80));
        assertThat(step(30)).isEmpty();
        take(40, records.admitted());
        assertThat(step(41).getLast().completeness()).isEqualTo(1.0 / 37);
    }

    @Test
    void aBackdatedTransferGivesTheValuesToWhomTheyBelong() {
        take(
                60,
                records.admitted(),
                records.frame("h:1", minute(5), null, "147842", 80),
                records.frame("h:1", minute(50), null, "150456", 90));
        assertThat(step(60.7).getLast().completeness()).isEqualTo(2.0 / 37);
        take(61, records.moved(BedMovement.Kind.ADMIT, "e2", "h:1", minute(45), "1980-05-05"));
        List<SeverityReport> reports = step(62);
        assertThat(newest(reports, "e2").completeness()).isEqualTo(1.0 / 37);
        assertThat(newest(reports, "e1").completeness()).isEqualTo(1.0 / 37);
    }

    @Test
    void aDeviceThatNamesSomebodyElseEndsTheScore() {
        take(
                30,
                records.admitted(),
                records.frame(BED.value(), minute(5), PERSON, "147842", 80),
                records.frame(BED.value(), minute(29), new PersonId("other"), "150456", 50));
        SeverityReport report = step(30.6).getLast();
        assertThat(report.withheld()).isEqualTo("identity-conflict");
        assertThat(report.learned()).isNull();
        assertThat(report.scores()).isEmpty();
        assertThat(report.completeness()).as("its values are not used").isEqualTo(1.0 / 37);
        assertThat(step(45.7).getLast().withheld()).isNull();
    }

    @Test
    void underSixteenNoScoreIsGiven() {
        take(
                5,
                records.moved(BedMovement.Kind.ADMIT, "e1", BED.value(), minute(0), "2010-03-02"),
                records.frame(BED.value(), minute(4), null, "147842", 150));
        SeverityReport report = step(5.6).getLast();
        assertThat(report.withheld()).isEqualTo("under-16");
        assertThat(report.scores()).isEmpty();
    }

    @Test
    void onTheSixteenthBirthdayItIs() {
        take(
                5,
                records.moved(BedMovement.Kind.ADMIT, "e1", BED.value(), minute(0), "2010-03-01"),
                records.frame(BED.value(), minute(4), null, "147842", 150));
        assertThat(step(5.6).getLast().learned()).isNotNull();
    }

    @Test
    void anUnknownAgeIsScoredButNotCalledValidated() {
        take(
                5,
                records.moved(BedMovement.Kind.ADMIT, "e1", BED.value(), minute(0), "19"),
                records.frame(BED.value(), minute(4), null, "147842", 150));
        SeverityReport.Learned learned = step(5.6).getLast().learned();
        assertThat(learned).isNotNull();
        assertThat(learned.inRange()).isFalse();
    }

    @Test
    void whoWasTransferredInWithoutAdmissionIsNotScored() {
        take(
                5,
                records.moved(
                        BedMovement.Kind.TRANSFER, "e1", BED.value(), minute(0), "1950-01-01"),
                records.frame(BED.value(), minute(4), null, "147842", 80));
        SeverityReport report = step(5.6).getLast();
        assertThat(report.withheld()).isEqualTo("admission-unknown");
        assertThat(score(report, "NEWS2").completeness()).isEqualTo(1.0 / 7);
    }

    @Test
    void withoutAModelThePublishedScoresStandAlone() {
        take(5, records.admitted(), records.frame(BED.value(), minute(4), null, "147842", 80));
        SeverityReport report = ward.step(minute(5.6).micros(), null).getLast();
        assertThat(report.withheld()).isEqualTo("no-model");
        assertThat(report.scores()).hasSize(6);
    }

    @Test
    void aPatientOfWhomNothingIsKnownSaysSo() {
        take(5, records.admitted());
        SeverityReport report = step(5.6).getLast();
        assertThat(report.withheld()).isNull();
        assertThat(report.completeness()).isZero();
    }

    @Test
    void anItemTellsItsValueItsTimeAndItsSource() {
        take(
                20,
                records.admitted(),
                records.frame(BED.value(), minute(4), null, "147842", 135, "149530", 60),
                records.result("LN:9269-2", "{score}", 14, minute(10)));
        SeverityReport report = step(20.7).getLast();
        ScoreReport news2 = score(report, "NEWS2");
        assertThat(news2.points()).isEqualTo(6);
        assertThat(news2.items())
                .filteredOn(item -> item.name().equals("Pulse"))
                .singleElement()
                .satisfies(
                        item ->
                                assertThat(item.basis())
                                        .containsExactly(
                                                new Basis(
                                                        "PULSE",
                                                        135,
                                                        "/min",
                                                        minute(4),
                                                        "monitor-h:1")));
        assertThat(report.reviews())
                .singleElement()
                .satisfies(
                        due -> {
                            assertThat(due.score()).isEqualTo("NEWS2");
                            assertThat(due.due()).isEqualTo(due.since().plusMicros(3_600_000_000L));
                        });
    }

    @Test
    void aReviewKeepsItsTimeComesForwardWhenWorseAndEndsWhenBetter() {
        take(1, records.admitted(), records.frame(BED.value(), minute(1), null, "147842", 135));
        AxisTime since = step(1.7).getLast().reviews().getFirst().since();
        take(9, records.frame(BED.value(), minute(9), null, "147842", 136));
        assertThat(step(9.7).getLast().reviews().getFirst().due())
                .isEqualTo(since.plusMicros(3_600_000_000L));
        take(10, records.frame(BED.value(), minute(10), null, "151562", 30, "150344", 34));
        var worse = step(10.7).getLast().reviews().getFirst();
        assertThat(worse.since()).isEqualTo(since);
        assertThat(worse.due()).isEqualTo(minute(40));
        take(
                11,
                records.frame(
                        BED.value(), minute(11), null, "151562", 15, "150344", 37, "147842", 80));
        assertThat(step(11.7).getLast().reviews()).isEmpty();
    }

    @Test
    void vitalSignsOfAnHourAgoAreMissingAndNotNormal() {
        take(1, records.admitted(), records.frame(BED.value(), minute(1), null, "147842", 135));
        step(1.7);
        assertThat(score(step(61.7).getLast(), "NEWS2").completeness()).isEqualTo(1.0 / 7);
        List<SeverityReport> later = new ArrayList<>(step(80));
        assertThat(score(later.getLast(), "NEWS2").completeness()).isZero();
        assertThat(later.getLast().reviews()).isEmpty();
    }

    private static SeverityReport newest(List<SeverityReport> reports, String encounter) {
        return reports.stream()
                .filter(report -> report.encounter().equals(new EncounterId(encounter)))
                .reduce((_, later) -> later)
                .orElseThrow();
    }
}
