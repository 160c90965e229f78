// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.stay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.tsunagu.simulator.mllp.Place;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.nomenclature.Nomenclature;
import org.tsunagu.telemetry.nomenclature.Term;
import org.tsunagu.telemetry.nomenclature.Units;

class StayMessagesTest {
    private static final Instant ADMITTED = Instant.parse("2026-11-20T08:00:00Z");
    private static final DeviceTime SENT = new DeviceTime(1_795_300_000_000_000L);
    private static final String STAY =
            """
            Time,Parameter,Value
            00:00,RecordID,132539
            00:00,Age,54
            00:00,Gender,0
            00:00,Height,175.3
            00:00,ICUType,4
            00:00,Weight,-1
            00:07,GCS,15
            00:07,HR,73
            00:07,HR,73
            00:07,AST,1.213e+04
            00:37,pH,735
            00:37,,5
            00:38,Temp,-17.8
            00:38,K,4.10
            00:38,Bananas,3
            00:99,HR,70
            xx,HR,70
            01:00,HR,
            01:00,HR,NaN
            01:00,HR
            """;

    @Test
    void theAdmissionCarriesWhatIsKnownOfThePatient() throws IOException {
        String[] segments = texts(STAY, StayCodes.LOINC).getFirst().split("\r");
        assertThat(segments[0])
                .startsWith("MSH|^~\\&|STAY-DESK||TSUNAGU||2026")
                .contains("|ADT^A01^");
        assertThat(segments[1])
                .isEqualTo("EVN|A01|20261120080000.0000+0000||||20261120080000.0000+0000");
        // 54 years and 100 days old
        assertThat(segments[2]).isEqualTo("PID|1||132539^^^^PI||||19720812|F");
        assertThat(segments[3])
                .startsWith("PV1|1|I|SICU^^SICU-132539^||||")
                .endsWith("|20261120080000.0000+0000");
        assertThat(segments[3].split("\\|", -1)[19]).isEqualTo("132539");
        assertThat(segments[3].split("\\|", -1)[44]).isEqualTo("20261120080000.0000+0000");
        assertThat(segments[4]).startsWith("OBX|1|NM|8302-2^Body height^LN||175.3|cm^cm^UCUM|");
        assertThat(segments).hasSize(5);
    }

    @Test
    void everyRowIsSentOnceInTheOrderOfTheFileWithItsDecimals() throws IOException {
        List<String> texts = texts(STAY, StayCodes.LOINC);
        assertThat(texts.stream().skip(1).map(StayMessagesTest::observations))
                .containsExactly(
                        "147842^MDC_ECG_HEART_RATE^MDC=73 147842^MDC_ECG_HEART_RATE^MDC=73",
                        "1920-8^Aspartate aminotransferase [Enzymatic activity/volume] in Serum or"
                                + " Plasma^LN=12130 9269-2^Glasgow coma score total^LN=15",
                        "2744-1^pH of Arterial blood^LN=735",
                        "150344^MDC_TEMP^MDC=-17.8",
                        "2823-3^Potassium [Moles/volume] in Serum or Plasma^LN=4.10");
        assertThat(texts.get(1)).contains("|20261120080700.0000+0000\r");
        assertThat(texts.get(2)).contains("|LAB|F\r").contains("|NRS|F\r");
    }

    @Test
    void oddAndMissingRowsAreCountedApart() throws IOException {
        ChallengeStay stay = read(STAY);
        assertThat(stay.rows()).hasSize(7);
        assertThat(stay.missingRows()).isEqualTo(1);
        assertThat(stay.oddRows()).isEqualTo(7);
    }

    @Test
    void laboratoriesMaySpeakJlac10AndKeepLoincWhereThereIsNone() throws IOException {
        List<String> texts = texts(STAY, StayCodes.JLAC10);
        assertThat(observations(texts.get(2))).startsWith("3B035000002327201^AST^JC10=12130");
        assertThat(observations(texts.get(3))).startsWith("2744-1^");
    }

    @Test
    void theSameStayAtTheSameAdmissionIsTheSameMessagesButForMsh7() throws IOException {
        ChallengeStay stay = read(STAY);
        List<StayMessages.Message> one = messages(stay, StayCodes.LOINC);
        List<StayMessages.Message> other = messages(stay, StayCodes.LOINC);
        for (int i = 0; i < one.size(); i++) {
            assertThat(one.get(i).controlId()).isEqualTo(other.get(i).controlId());
            assertThat(body(one.get(i).text(SENT)))
                    .isEqualTo(body(other.get(i).text(new DeviceTime(0))));
        }
        assertThat(one).extracting(StayMessages.Message::controlId).doesNotHaveDuplicates();
    }

    @Test
    void aMinuteOfManyRowsIsSeveralMessages() throws IOException {
        StringBuilder rows = new StringBuilder("Time,Parameter,Value\n");
        for (int i = 0; i < 1_001; i++) {
            rows.append("00:05,HR,").append(i).append('\n');
        }
        List<StayMessages.Message> messages = messages(read(rows.toString()), StayCodes.LOINC);
        assertThat(messages.stream().mapToInt(StayMessages.Message::rows).sum()).isEqualTo(1_001);
        assertThat(messages).allMatch(message -> message.rows() <= StayMessages.MOST_ROWS);
    }

    @Test
    void everyCodeOfADeviceIsTheNomenclaturesWithItsUnit() {
        for (Parameter parameter : ParameterTable.all().values()) {
            if (parameter.saidBy() == Parameter.SaidBy.DEVICE) {
                Term term = Nomenclature.standard().byNumber(Integer.parseInt(parameter.code()));
                assertThat(term).as(parameter.name()).isNotNull();
                assertThat(term.referenceId()).isEqualTo(parameter.label());
                assertThat(term.unit()).isEqualTo(parameter.unit());
            } else {
                assertThat(Units.ucum(parameter.unit())).as(parameter.name()).isNotNull();
            }
        }
        Map<Parameter.SaidBy, Long> counts =
                ParameterTable.all().values().stream()
                        .collect(Collectors.groupingBy(Parameter::saidBy, Collectors.counting()));
        assertThat(counts)
                .containsEntry(Parameter.SaidBy.DEVICE, 10L)
                .containsEntry(Parameter.SaidBy.CHARTED, 5L)
                .containsEntry(Parameter.SaidBy.LABORATORY, 22L);
    }

    @Test
    void noFileMakesTheReaderThrow() throws IOException {
        long seed = new SplittableRandom().nextLong();
        var random = new SplittableRandom(seed);
        byte[] good = STAY.getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = good.clone();
            for (int flips = random.nextInt(1, 40); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                messages(
                        StayReader.read("x.txt", new ByteArrayInputStream(bytes)), StayCodes.LOINC);
            } catch (RuntimeException thrown) {
                throw new AssertionError("seed " + seed + " round " + round, thrown);
            }
        }
        assertThat(read("").id()).isEqualTo("7");
    }

    private static String body(String text) {
        return text.substring(text.indexOf('\r'));
    }

    private static String observations(String text) {
        return text.lines()
                .filter(line -> line.startsWith("OBX"))
                .map(line -> line.split("\\|", -1))
                .map(fields -> fields[3] + "=" + fields[5])
                .collect(Collectors.joining(" "));
    }

    private static List<String> texts(String stay, StayCodes codes) throws IOException {
        return messages(read(stay), codes).stream().map(message -> message.text(SENT)).toList();
    }

    private static List<StayMessages.Message> messages(ChallengeStay stay, StayCodes codes) {
        var place = new Place(stay.unit(), "", stay.unit() + "-" + stay.id(), "");
        return StayMessages.of(stay, place, ADMITTED, codes);
    }

    private static ChallengeStay read(String text) throws IOException {
        return StayReader.read(
                "set-a/7.txt", new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
