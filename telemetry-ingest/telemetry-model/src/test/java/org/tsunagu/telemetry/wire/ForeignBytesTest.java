// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.anomaly.Decoded;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.Reading;

/// Bytes written by hand from the document, in shapes our own writer does not choose.
class ForeignBytesTest {
    private static final int LONGEST_LIST = 10_000;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Test
    void mapsAndListsOfUnknownLengthAndEveryWidthOfANumberAreTaken() {
        hex("9f 18 01 19 0001 bf");
        leastFields();
        text("num").hex("9f bf");
        // the value 72 as half, the code and the time in eight bytes
        text("c").hex("1b 0000000000024182");
        text("t").hex("1b 0000000000000001");
        text("v").hex("f9 5480");
        text("d").hex("18 00");
        text("u").text("/min");
        text("s").hex("1a 004c4b40");
        hex("ff ff ff ff");
        assertThat(frame().numerics())
                .singleElement()
                .satisfies(
                        numeric -> {
                            assertThat(numeric.code().mdc()).isEqualTo(147_842);
                            assertThat(numeric.reading()).isEqualTo(new Reading.Value(72, 0));
                            assertThat(numeric.staleAfterMicros()).isEqualTo(5_000_000);
                        });
    }

    @Test
    void anIntegerIsTakenWhereARealIsExpected() {
        hex("83 01 01 bf");
        leastFields();
        text("num").hex("81 a6");
        text("c").hex("1a 00024182").text("t").hex("01").text("v").hex("18 48");
        text("d").hex("00").text("u").text("/min").text("s").hex("01 ff");
        assertThat(frame().numerics().getFirst().reading()).isEqualTo(new Reading.Value(72, 0));
    }

    @Test
    void samplesWithoutTheirTagAreRefused() {
        hex("83 01 01 bf");
        leastFields();
        text("wav")
                .hex("81 a3")
                .text("c")
                .hex("01")
                .text("rn")
                .hex("01")
                .text("y")
                .hex("42 0100 ff");
        assertThat(decoded().anomalies())
                .singleElement()
                .satisfies(anomaly -> assertThat(anomaly.example()).contains("tag 77 or 78"));
    }

    @Test
    void halfASampleIsRefused() {
        hex("83 01 01 bf");
        leastFields();
        text("wav").hex("81 a3").text("c").hex("01").text("rn").hex("01");
        text("y").hex("d8 4d 43 010203 ff");
        assertThat(decoded().anomalies())
                .singleElement()
                .satisfies(anomaly -> assertThat(anomaly.example()).contains("whole number"));
    }

    @Test
    void aListIsNoLongerThanItsBound() {
        assertThat(gaps(LONGEST_LIST).value())
                .isInstanceOfSatisfying(
                        BedFrame.class, frame -> assertThat(frame.gaps()).hasSize(LONGEST_LIST));
        bytes.reset();
        assertThat(gaps(LONGEST_LIST + 1).anomalies())
                .singleElement()
                .satisfies(anomaly -> assertThat(anomaly.example()).contains("10000"));
    }

    @Test
    void aGapWithoutACodeIsOfEveryChannel() {
        assertThat(((BedFrame) gaps(1).value()).gaps())
                .extracting(Gap::code)
                .containsExactly((org.tsunagu.telemetry.signal.MetricCode) null);
    }

    private Decoded<JournalRecord> gaps(int count) {
        hex("83 01 01 bf");
        leastFields();
        text("gap").hex("9f");
        for (int i = 0; i < count; i++) {
            hex("a2").text("t").hex("01").text("e").hex("02");
        }
        hex("ff ff");
        return decoded();
    }

    private void leastFields() {
        text("src").text("s").text("ep").hex("00").text("seq").hex("01").text("bed").text("b");
        text("arr").hex("00").text("off").hex("00").text("unc").hex("00");
    }

    private BedFrame frame() {
        Decoded<JournalRecord> decoded = decoded();
        assertThat(decoded.anomalies()).isEmpty();
        return (BedFrame) decoded.value();
    }

    private Decoded<JournalRecord> decoded() {
        return JournalCodec.decode(bytes.toByteArray());
    }

    private ForeignBytesTest text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        bytes.write(0x60 + utf8.length);
        bytes.writeBytes(utf8);
        return this;
    }

    private ForeignBytesTest hex(String hex) {
        bytes.writeBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
        return this;
    }
}
