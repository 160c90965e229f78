// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.gateway.site.SiteRules;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.ResultReport;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.FacilityId;

/// Laboratories on real sockets: whose their results are, and what is answered.
class ResultsGatewayTest {
    private static final String SODIUM =
            "OBR|1||||||20261120110000\rOBX|1|NM|2951-2^Na^LN||140|mmol/L|||||F\r";

    @TempDir Path folder;

    private RunningGateway gateway;
    private FakeJournal journal;

    @BeforeEach
    void start() {
        gateway =
                new RunningGateway(
                        folder, c -> c.withSite(SiteRules.none()), Gateway.Clocks.system());
        journal = gateway.journal();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aResultNamesBedStayAndPersonAsTheAdmissionDoes() throws Exception {
        say(lab(1) + "PID|||P1\rPV1||I|ICU^^7^N" + "|".repeat(16) + "V9\r" + SODIUM, "AA");
        say(header("ADT^A01", 2) + "PID|||P1\rPV1||I|ICU^^7^N" + "|".repeat(16) + "V9\r", "AA");
        ResultReport report = journal.results().getFirst();
        BedMovement movement = journal.movements().getFirst();
        assertThat(report.bed()).isEqualTo(movement.bed()).isEqualTo(new BedId("N:7"));
        assertThat(report.encounter())
                .isEqualTo(movement.encounter())
                .isEqualTo(new EncounterId("N:V9"));
        assertThat(report.person()).isEqualTo(movement.patient().id());
        assertThat(report.kind()).isEqualTo(SourceKind.LABORATORY);
        assertThat(report.partitionKey()).isEqualTo("N:V9");
        assertThat(journal.frames()).isEmpty();
        Await.until(
                "the source's report",
                () ->
                        journal.sources().stream()
                                .anyMatch(source -> source.kind() == SourceKind.LABORATORY));
    }

    @Test
    void withoutABedTheVisitIsOfTheFacilityThatIsKnown() throws Exception {
        String stay = "PV1||I" + "|".repeat(17) + "V9\r";
        say(lab(1) + stay + SODIUM, "AA");
        say(header("ADT^A01", 2) + "PID|||P1\rPV1||I|ICU^^1^EAST\r", "AA");
        say(lab(3) + stay + SODIUM, "AA");
        say(header("ADT^A01", 4) + "PID|||P2\rPV1||I|ICU^^1^NORTH\r", "AA");
        say(lab(5) + stay + SODIUM, "AA");
        say(header("ADT^A01", 6) + "PID|||P3\rPV1||I|ICU^^1^WEST\r", "AA");
        say(lab(7).replace("|NORTH|", "|LABS|") + stay + SODIUM, "AA");
        say(lab(8) + stay.replace("|I|", "|I|ICU^^^WEST") + SODIUM, "AA");
        // nothing known; the only one; MSH-4 once an admission named it; two and none of them;
        // PV1-3
        assertThat(journal.results())
                .extracting(ResultReport::encounter)
                .extracting(EncounterId::value)
                .containsExactly("V9", "EAST:V9", "NORTH:V9", "V9", "WEST:V9");
        assertThat(journal.results()).allMatch(report -> report.bed() == null);
    }

    @Test
    void aResultOfNobodyIsAnErrorInPlainWords() throws Exception {
        try (var sender = new MllpClient(gateway.mllpPort())) {
            sender.send(lab(1) + "PV1||I|ICU\r" + SODIUM);
            assertThat(sender.answer())
                    .contains("\rMSA|AE|1|nobody is named: PID-3, PV1-19 and PV1-3 are empty\r")
                    .contains("\rERR|||101|E||||");
            sender.send(lab(2) + "PID|||P1\rOBX|1|NM|2951-2^Na^LN||140|mmol/L|||||F\r");
            assertThat(sender.answer()).contains("\rMSA|AE|2|no result says when it was taken");
        }
        assertThat(journal.results()).isEmpty();
        assertThat(gateway.hasAnomaly("result-of-nobody")).isTrue();
        assertThat(gateway.hasAnomaly("result-not-dated")).isTrue();
    }

    @Test
    void devicesAndResultsOfOneMessageAreTwoRecordsOfOneEventEach() throws Exception {
        String both =
                lab(1)
                        + "PID|||P1\rPV1||I|ICU^^7\r"
                        + SODIUM
                        + "OBX|2|NM|147842^^MDC||72|/min|||||R\r";
        say(both, "AA");
        say(both, "AA");
        assertThat(journal.frames()).hasSize(2);
        assertThat(journal.results()).hasSize(2);
        assertThat(journal.frames().get(0).id()).isEqualTo(journal.frames().get(1).id());
        assertThat(journal.results().get(0).id())
                .isEqualTo(journal.results().get(1).id())
                .isNotEqualTo(journal.frames().get(0).id());
        assertThat(journal.frames().getFirst().numerics()).hasSize(1);
        assertThat(journal.results().getFirst().results()).hasSize(1);
        Await.until(
                "a sender of both is called a device",
                () ->
                        journal.sources().stream()
                                .anyMatch(source -> source.kind() == SourceKind.PCD_01));
    }

    @Test
    void aCorrectionKeepsTheTimeAndIsAnotherEvent() throws Exception {
        String patient = "PID|||P1\r";
        say(lab(1) + patient + SODIUM, "AA");
        say(lab(2) + patient + SODIUM.replace("140|mmol/L|||||F", "141|mmol/L|||||C"), "AA");
        ResultReport first = journal.results().get(0);
        ResultReport second = journal.results().get(1);
        assertThat(second.results().getFirst().takenAt())
                .isEqualTo(first.results().getFirst().takenAt());
        assertThat(second.results().getFirst().status().wireName()).isEqualTo("corrected");
        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    void tenThousandResultsAreKeptInRecordsOfBoundedSize() throws Exception {
        var message = new StringBuilder(lab(1)).append("PID|||P1\rOBR|1||||||20261120110000\r");
        for (int i = 0; i < 10_000; i++) {
            message.append("OBX|")
                    .append(i)
                    .append("|NM|2951-2^Na^LN||")
                    .append(i)
                    .append("|mmol/L\r");
        }
        say(message.toString(), "AA");
        List<ResultReport> reports = journal.results();
        assertThat(reports).hasSize(5);
        assertThat(reports).allMatch(report -> report.results().size() == Hl7Results.MOST_RESULTS);
        assertThat(reports.stream().map(ResultReport::id)).doesNotHaveDuplicates();
        assertThat(
                        reports.stream()
                                .flatMap(report -> report.results().stream())
                                .map(result -> (int) ((Reading.Value) result.reading()).value()))
                .containsExactlyElementsOf(
                        java.util.stream.IntStream.range(0, 10_000).boxed().toList());
    }

    @Test
    void heightAndWeightComeWithTheAdmissionAndAreDatedAtIt() throws Exception {
        say(
                header("ADT^A01", 1)
                        + "EVN|A01|20261120115900||||20261120080000\r"
                        + "PID|||P1||||19600229|F\rPV1||I|SICU^^7^N|||||||SUR"
                        + "|".repeat(9)
                        + "V9\r"
                        + "OBX|1|NM|188740^MDC_LEN_BODY_ACTUAL^MDC||168|cm\r"
                        + "OBX|2|NM|29463-7^Body weight^LN||63.5|kg\r",
                "AA");
        BedMovement movement = journal.movements().getFirst();
        assertThat(movement.unit()).isEqualTo("SICU");
        assertThat(movement.service()).isEqualTo("SUR");
        ResultReport report = journal.results().getFirst();
        assertThat(report.kind()).isEqualTo(SourceKind.ADT);
        assertThat(report.encounter()).isEqualTo(movement.encounter());
        assertThat(report.results())
                .extracting(result -> result.code())
                .containsExactly(MetricCode.mdc(188_740), MetricCode.local("LN", "29463-7"));
        assertThat(report.axis(report.results().getFirst().takenAt()))
                .isEqualTo(movement.effectiveAt())
                .isEqualTo(AxisTime.parse("2026-11-20T08:00:00Z"));
    }

    @Test
    void theSiteFileCanSayThatACodeIsAResult() throws Exception {
        gateway.close();
        var site =
                new SiteRules(
                        ZoneOffset.UTC,
                        new FacilityId("N"),
                        List.of(),
                        Map.of(),
                        Set.of("99LAB:NA"));
        gateway =
                new RunningGateway(
                        folder.resolve("site"), c -> c.withSite(site), Gateway.Clocks.system());
        journal = gateway.journal();
        String own = SODIUM.replace("2951-2^Na^LN", "NA^Na^99LAB");
        say(lab(1) + "PV1||I|ICU^^7" + "|".repeat(16) + "V9\r" + own, "AA");
        say(lab(2) + "PV1||I|ICU^^7\r" + own.replace("99LAB", "99OTHER"), "AA");
        assertThat(journal.results()).singleElement().satisfies(this::isOwnSodiumOfTheSite);
        assertThat(journal.frames()).hasSize(1);
    }

    @Test
    void aJapaneseLaboratorySpeaksInItsOwnCharacterSet() throws Exception {
        String message =
                "MSH|^~\\&|LIS|EAST|GW||20261120120000||OUL^R22^OUL_R22|1|P|2.5||||||~ISO IR87||ISO"
                        + " 2022-1994\r"
                        + "PID|0001||0012345^^^^PI||検査^太郎^^^^^L^I\r"
                        + "SPM|1|X||019^全血^JC10|||||||||||||20261120083000\r"
                        + "OBR|1|O1|F1|2A990000001930955^血小板数^JC10\r"
                        + "OBX|1|NM|2A990000001930955^血小板数^JC10||21.3|万/μl|||||F\r";
        try (var sender = new MllpClient(gateway.mllpPort())) {
            sender.raw(new byte[] {0x0b});
            sender.raw(message.getBytes("ISO-2022-JP"));
            sender.raw(new byte[] {0x1c, '\r'});
            assertThat(sender.code()).isEqualTo("AA");
        }
        ResultReport report = journal.results().getFirst();
        assertThat(report.person().value()).isEqualTo("0012345");
        assertThat(report.results().getFirst())
                .isEqualTo(
                        new Result(
                                MetricCode.local("JC10", "2A990000001930955"),
                                report.results().getFirst().takenAt(),
                                new Reading.Value(21.3, 1),
                                "10*4/uL",
                                Result.Status.FINAL));
    }

    @Test
    void withoutMsh7ResultsKeepTheirTimeAndTheDoubtIsStated() throws Exception {
        say(lab(1).replace("20261120120000", "") + "PID|||P1\r" + SODIUM, "AA");
        ResultReport report = journal.results().getFirst();
        assertThat(report.axis(report.results().getFirst().takenAt()))
                .isEqualTo(AxisTime.parse("2026-11-20T11:00:00Z"));
        assertThat(report.clock().uncertaintyMicros()).isGreaterThanOrEqualTo(3_600_000_000L);
    }

    private void isOwnSodiumOfTheSite(ResultReport report) {
        assertThat(report.results().getFirst().code()).isEqualTo(MetricCode.local("99LAB", "NA"));
        assertThat(report.encounter()).isEqualTo(new EncounterId("N:V9"));
        assertThat(report.bed()).isEqualTo(new BedId("N:7"));
    }

    private void say(String message, String code) throws Exception {
        try (var sender = new MllpClient(gateway.mllpPort())) {
            sender.send(message);
            assertThat(sender.code()).as(message.lines().findFirst().orElse("")).isEqualTo(code);
        }
    }

    private static String header(String type, int id) {
        return "MSH|^~\\&|HIS|NORTH|||20261120120000||" + type + "|" + id + "|P|2.5\r";
    }

    private static String lab(int id) {
        return header("ORU^R01", id).replace("HIS", "LAB");
    }
}
