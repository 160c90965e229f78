// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.hl7;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.anomaly.Decoded;

class Hl7ReaderTest {
    private static final String MESSAGE =
            "MSH|^~\\&|A|B|||20261120120000||ORU^R01|1|P|2.6\rPV1||I|ICU^1^B1\rOBX|1|NM|X||7\r";

    @Test
    void anyLineEndSeparatesSegments() {
        for (String end : new String[] {"\r", "\n", "\r\n"}) {
            Hl7Message message = read(MESSAGE.replace("\r", end));
            assertThat(message.segments())
                    .extracting(Segment::name)
                    .containsExactly("MSH", "PV1", "OBX");
            assertThat(message.first("OBX").text(5)).isEqualTo("7");
        }
    }

    @Test
    void aLineFeedInsideAFieldIsTextWhereSegmentsEndWithCarriageReturn() {
        Hl7Message message = read(MESSAGE + "NTE|1||one\nPV1||I|FORGED\r");
        assertThat(message.segments()).hasSize(4);
        assertThat(message.first("NTE").text(3)).isEqualTo("one\nPV1");
    }

    @Test
    void missingTrailingFieldsAreEmpty() {
        Segment obx = read(MESSAGE).first("OBX");
        assertThat(obx.text(14)).isEmpty();
        assertThat(obx.text(5, 7)).isEmpty();
        assertThat(obx.repetitions(3)).containsExactly("X");
        assertThat(obx.repetitions(11)).isEmpty();
    }

    @Test
    void escapesBecomeTheCharactersTheyStandFor() {
        Segment nte =
                read(MESSAGE
                                + "NTE|\\F\\\\S\\\\T\\\\R\\\\E\\|a\\.br\\b|\\X41C3A9\\|\\H\\x\\N\\|\\Z9\\|c:\\d\r")
                        .first("NTE");
        assertThat(nte.text(1)).isEqualTo("|^&~\\");
        assertThat(nte.text(2)).isEqualTo("a\nb");
        assertThat(nte.text(3)).isEqualTo("Aé");
        assertThat(nte.text(4)).isEqualTo("x");
        assertThat(nte.text(5)).isEqualTo("\\Z9\\");
        assertThat(nte.text(6)).isEqualTo("c:\\d");
    }

    @Test
    void theExplicitNullIsEmpty() {
        assertThat(read(MESSAGE + "NTE|\"\"\r").first("NTE").text(1)).isEmpty();
    }

    @Test
    void declaredCharacterSetsAreUsed() {
        String name = "山田^太郎";
        for (String[] pair :
                new String[][] {
                    {"~ISO IR87", "ISO-2022-JP"},
                    {"UNICODE UTF-8", "UTF-8"},
                    {"8859/1", "ISO-8859-1"}
                }) {
            String text = pair[1].equals("ISO-8859-1") ? "Müller^Jörg" : name;
            byte[] bytes =
                    ("MSH|^~\\&|"
                                    + text.replace('^', '-')
                                    + "||||||ADT^A01|1|P|2.5||||||"
                                    + pair[0]
                                    + "\rPID|||1||"
                                    + text
                                    + "\r")
                            .getBytes(Charset.forName(pair[1]));
            Decoded<Hl7Message> read = Hl7Reader.read(bytes);
            assertThat(read.anomalies()).as(pair[0]).isEmpty();
            assertThat(read.value().first("PID").raw(5)).as(pair[0]).isEqualTo(text);
        }
    }

    @Test
    void withoutADeclarationUtf8IsToldFromLatin1() {
        String text = "MSH|^~\\&|A||||||ADT^A01|1|P|2.5\rPID|||1||Müller\r";
        assertThat(read(text).first("PID").text(5)).isEqualTo("Müller");
        Hl7Message latin = Hl7Reader.read(text.getBytes(StandardCharsets.ISO_8859_1)).value();
        assertThat(latin.first("PID").text(5)).isEqualTo("Müller");
    }

    @Test
    void whatDeclaresOneCharacterSetAndIsAnotherIsListed() {
        byte[] bytes =
                "MSH|^~\\&|A||||||ADT^A01|1|P|2.5||||||UNICODE UTF-8\rPID|||1||Müller\r"
                        .getBytes(StandardCharsets.ISO_8859_1);
        Decoded<Hl7Message> read = Hl7Reader.read(bytes);
        assertThat(read.value()).isNotNull();
        assertThat(read.anomalies())
                .extracting(Anomaly::kind)
                .containsExactly("hl7-charset-mismatch");
    }

    @Test
    void withoutMshThereIsNothing() {
        assertThat(Hl7Reader.read("PID|||1\r".getBytes(StandardCharsets.UTF_8)).value()).isNull();
        assertThat(Hl7Reader.hasHeader("\0\0 MSH|".getBytes(StandardCharsets.UTF_8))).isTrue();
        assertThat(Hl7Reader.read("MSH".getBytes(StandardCharsets.UTF_8)).value()).isNull();
        assertThat(Hl7Reader.read(new byte[0]).value()).isNull();
    }

    @Test
    void oldMessagesWithoutATriggerSayWhatTheyAre() {
        assertThat(read("MSH|^~\\&|A||||||ORU|1|P|2.1\rOBX|1\r").trigger()).isEqualTo("R01");
        assertThat(read("MSH|^~\\&|A||||||ADT|1|P|2.1\rEVN|A03\r").trigger()).isEqualTo("A03");
        assertThat(read("MSH|^~\\&|A||||||ORU^^ORU_R01|1|P|2.6\r").trigger()).isEqualTo("R01");
    }

    @Test
    void tenTimesTheTextTakesNotFarMoreThanTenTimesTheTime() {
        // best of several, so that a busy machine does not decide; quadratic would be a factor 100
        String[] fillings = {"9^", "\\", "\\X4", "~", "a\\F\\", "\r", "\n"};
        for (String filling : fillings) {
            Duration small = best(filling, 100_000);
            Duration large = best(filling, 1_000_000);
            assertThat(large.toNanos())
                    .as("filling %s", filling)
                    .isLessThan(40 * small.toNanos() + 20_000_000);
        }
    }

    @Test
    void randomDamageNeverThrows() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        byte[] good = Fixtures.text("hl7/pcd01.hl7").getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 3_000; round++) {
            byte[] bytes = Damage.of(good, random);
            try {
                Decoded<Hl7Message> read = Hl7Reader.read(bytes);
                if (read.value() != null) {
                    touchAll(read.value());
                }
            } catch (RuntimeException thrown) {
                throw new AssertionError("seed " + seed + " round " + round, thrown);
            }
        }
    }

    private static Duration best(String filling, int length) {
        String value = filling.repeat(length / filling.length());
        byte[] bytes =
                ("MSH|^~\\&|A||||||ORU^R01|1|P|2.6\rOBX|1|ST|X||" + value + "|mm\r")
                        .getBytes(StandardCharsets.UTF_8);
        Duration best = Duration.ofDays(1);
        for (int i = 0; i < 5; i++) {
            long from = System.nanoTime();
            touchAll(Hl7Reader.read(bytes).value());
            Duration took = Duration.ofNanos(System.nanoTime() - from);
            best = took.compareTo(best) < 0 ? took : best;
        }
        return best;
    }

    private static void touchAll(Hl7Message message) {
        for (Segment segment : message.segments()) {
            for (int field = 1; field <= Math.min(segment.fields().size(), 20); field++) {
                segment.text(field, 3, 2);
                segment.wholeText(field);
                segment.repetitions(field).size();
            }
        }
    }

    private static Hl7Message read(String text) {
        Hl7Message message = Hl7Reader.read(text.getBytes(StandardCharsets.UTF_8)).value();
        assertThat(message).isNotNull();
        return message;
    }
}
