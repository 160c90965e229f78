// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tsunagu.gateway.hl7.Damage;
import org.tsunagu.gateway.hl7.Fixtures;
import org.tsunagu.gateway.hl7.Hl7Message;
import org.tsunagu.gateway.hl7.Hl7Reader;
import org.tsunagu.gateway.pcd.PcdDecoder;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.anomaly.Decoded;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.Result;

class ResultDecoderTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final Set<String> DECLARED = Set.of("99MND:GAS");
    private static final ArrivalTime ARRIVED =
            new ArrivalTime(AxisTime.of(Instant.parse("2026-11-20T03:00:00.25Z")).micros());

    @Test
    void aResultOfLoincIsDatedByItselfElseByTheSpecimenBehindIt() {
        check("loinc");
    }

    @Test
    void jlac10IsFoundInEitherTripleAndUnderNamesOfTheLaboratorysOwn() {
        check("jlac10");
    }

    @Test
    void noNumberIsInventedAndNoneIsJudged() {
        check("status");
    }

    @Test
    void devicesAndResultsOfOneMessageArePartedAndNoneIsTakenTwice() {
        check("mixed");
    }

    @Test
    void aResultIsNeverDatedByItsReport() {
        check("dating");
    }

    @Test
    void heightAndWeightOfAnAdmissionAreResultsWhateverTheirCode() {
        Hl7Message message =
                message(
                        "MSH|^~\\&|HIS|N|||20261120120000+0900||ADT^A01|1|P|2.5\n"
                                + "PID|||1\nPV1||I|ICU^^1\n"
                                + "OBX|1|NM|188740^MDC_LEN_BODY_ACTUAL^MDC||168|cm\n"
                                + "OBX|2|NM|29463-7^Body weight^LN||63.5|kg|||||F|||202611200900\n"
                                + "OBX|3|NM|9N001000000000001^身長^JC10||167.8|cm^cm^ISO+|||||F\n");
        var admitted = new DeviceTime(1_000_000);
        List<Result> results =
                ResultDecoder.decodeAdmission(message, TOKYO, Set.of(), admitted)
                        .value()
                        .patients()
                        .getFirst()
                        .results();
        assertThat(results)
                .extracting(result -> result.code().id())
                .containsExactly("188740", "LN:29463-7", "JC10:9N001000000000001");
        assertThat(results.getFirst().takenAt()).isEqualTo(admitted);
        assertThat(new AxisTime(results.get(1).takenAt().micros()).toRfc3339())
                .isEqualTo("2026-11-20T00:00:00.000000Z");
    }

    @Test
    void randomDamageNeverThrows() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        List<String> names = List.of("status", "jlac10", "mixed", "dating");
        for (int round = 0; round < 5_000; round++) {
            String text = Fixtures.text("result/" + names.get(round % names.size()) + ".hl7");
            byte[] bytes =
                    Damage.of(text.replace('\n', '\r').getBytes(StandardCharsets.UTF_8), random);
            try {
                Hl7Message message = Hl7Reader.read(bytes).value();
                if (message != null) {
                    ResultDecoder.decode(message, TOKYO, DECLARED);
                    ResultDecoder.decodeAdmission(message, TOKYO, DECLARED, new DeviceTime(0));
                }
            } catch (RuntimeException thrown) {
                throw new AssertionError("seed " + seed + " round " + round, thrown);
            }
        }
    }

    private static Hl7Message message(String text) {
        return Hl7Reader.read(text.replace('\n', '\r').getBytes(StandardCharsets.UTF_8)).value();
    }

    private static void check(String name) {
        Hl7Message message = message(Fixtures.text("result/" + name + ".hl7"));
        Decoded<ResultsMessage> decoded = ResultDecoder.decode(message, TOKYO, DECLARED);
        List<String> lines = new ArrayList<>();
        for (PatientResults patient : decoded.value().patients()) {
            lines.add(line(patient));
            patient.results().forEach(result -> lines.add(line(result)));
        }
        for (Anomaly anomaly : decoded.anomalies()) {
            lines.add("! " + anomaly.kind());
        }
        String devices =
                PcdDecoder.decode(message, TOKYO, ARRIVED, DECLARED).value().beds().stream()
                        .flatMap(bed -> bed.numerics().stream())
                        .map(numeric -> " " + numeric.code().id())
                        .collect(Collectors.joining());
        if (!devices.isEmpty()) {
            lines.add("device" + devices);
        }
        assertThat(lines)
                .containsExactlyElementsOf(
                        Fixtures.text("result/" + name + ".txt").lines().toList());
    }

    private static String line(PatientResults patient) {
        return "%s %s %s %s visit=%s person=%s widened=%d"
                .formatted(
                        patient.place().facility(),
                        patient.place().unit(),
                        patient.place().room(),
                        patient.place().bed(),
                        patient.visit(),
                        patient.person(),
                        patient.uncertaintyMicros() / 1_000_000);
    }

    private static String line(Result result) {
        String reading =
                switch (result.reading()) {
                    case Reading.Value value -> value.value() + "/" + value.decimals();
                    case Reading.Absent absent -> absent.reason().wireName();
                };
        return "%s %s %s %s %s"
                .formatted(
                        result.code().id(),
                        new AxisTime(result.takenAt().micros()).toRfc3339(),
                        reading,
                        result.unit(),
                        result.status().wireName());
    }
}
