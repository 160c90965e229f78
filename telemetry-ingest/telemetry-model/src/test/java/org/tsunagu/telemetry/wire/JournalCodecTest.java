// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.anomaly.Decoded;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.SourceKind;
import org.tsunagu.telemetry.record.Stroke;
import org.tsunagu.telemetry.record.StrokeReport;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.signal.Samples;

class JournalCodecTest {
    private static final CBORFactory CBOR = new CBORFactory();

    private interface Writing {
        void to(CBORGenerator out) throws IOException;
    }

    @Test
    void whateverIsWrittenIsReadBack() {
        for (long seed = 1; seed <= 5_000; seed++) {
            JournalRecord record = new RandomRecords(seed).next();
            Decoded<JournalRecord> decoded = JournalCodec.decode(JournalCodec.encode(record));
            assertThat(decoded.anomalies()).as("seed %d: %s", seed, record).isEmpty();
            assertThat(decoded.value()).as("seed %d", seed).isEqualTo(record);
        }
    }

    @Test
    void aReaderWithoutWaveformsGetsAllTheRest() {
        for (long seed = 1; seed <= 2_000; seed++) {
            JournalRecord record = new RandomRecords(seed).next();
            JournalRecord lean =
                    record instanceof BedFrame frame ? withoutWaveforms(frame) : record;
            assertThat(JournalCodec.decodeWithoutWaveforms(JournalCodec.encode(record)).value())
                    .as("seed %d", seed)
                    .isEqualTo(lean);
        }
    }

    @Test
    void aRecordCutAnywhereIsAnAnomalyAndNeverAnException() {
        for (long seed = 1; seed <= 40; seed++) {
            byte[] bytes = JournalCodec.encode(new RandomRecords(seed).next());
            for (int length = 0; length < bytes.length; length++) {
                Decoded<JournalRecord> decoded = JournalCodec.decode(Arrays.copyOf(bytes, length));
                assertThat(decoded.value()).as("seed %d cut at %d", seed, length).isNull();
                assertThat(decoded.anomalies())
                        .as("seed %d cut at %d", seed, length)
                        .extracting(Anomaly::kind)
                        .containsExactly("journal-record-undecodable");
            }
        }
    }

    @Test
    void flippedBitsGiveARecordOrAnAnomalyAndNeverAnException() {
        for (long seed = 1; seed <= 6_000; seed++) {
            var random = new SplittableRandom(seed);
            byte[] bytes = JournalCodec.encode(new RandomRecords(seed % 500).next());
            for (int flips = random.nextInt(1, 6); flips > 0; flips--) {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Decoded<JournalRecord> decoded = JournalCodec.decode(bytes);
            assertThat(decoded.value() == null)
                    .as("seed %d", seed)
                    .isEqualTo(!decoded.anomalies().isEmpty());
        }
    }

    @Test
    void noiseIsAnAnomaly() {
        for (long seed = 1; seed <= 6_000; seed++) {
            var random = new SplittableRandom(seed);
            byte[] bytes = new byte[random.nextInt(0, 300)];
            random.nextBytes(bytes);
            assertThat(JournalCodec.decode(bytes).anomalies()).as("seed %d", seed).isNotEmpty();
        }
    }

    @Test
    void aLengthThatPromisesMoreThanThereIsCostsNothing() {
        // [1, 1, {"wav": [{"y": 77(bytes of 2 GB)
        byte[] bytes = {
            (byte) 0x83,
            1,
            1,
            (byte) 0xbf,
            0x63,
            'w',
            'a',
            'v',
            (byte) 0x81,
            (byte) 0xbf,
            0x61,
            'y',
            (byte) 0xd8,
            77,
            0x5a,
            0x7f,
            (byte) 0xff,
            (byte) 0xff,
            (byte) 0xf0
        };
        assertThat(JournalCodec.decode(bytes).anomalies()).hasSize(1);
        byte[] deep = new byte[200_000];
        Arrays.fill(deep, (byte) 0x81);
        assertThat(JournalCodec.decode(deep).anomalies()).hasSize(1);
    }

    @Test
    void fieldsOfALaterVersionAreIgnored() {
        byte[] later =
                written(
                        out -> {
                            out.writeStartArray(null, 3);
                            out.writeNumber(JournalCodec.LINK_REPORT);
                            out.writeNumber(7);
                            out.writeStartObject();
                            out.writeStringField("src", "edge-3");
                            out.writeFieldName("new");
                            out.writeStartObject();
                            out.writeFieldName("bed");
                            out.writeStartArray();
                            out.writeString("not this one");
                            out.writeEndArray();
                            out.writeEndObject();
                            out.writeStringField("bed", "north:ICU-1");
                            out.writeBooleanField("up", false);
                            out.writeNumberField("since", 1_790_000_000_123_456L);
                            out.writeEndObject();
                            out.writeEndArray();
                        });
        assertThat(JournalCodec.decode(later).value()).isEqualTo(SampleRecords.LINK_REPORT.record);
    }

    @Test
    void anUnknownTypeIsAnAnomalyThatNamesIt() {
        byte[] unknown =
                written(
                        out -> {
                            out.writeStartArray(null, 3);
                            out.writeNumber(99);
                            out.writeNumber(1);
                            out.writeStartObject();
                            out.writeEndObject();
                            out.writeEndArray();
                        });
        assertThat(JournalCodec.decode(unknown).value()).isNull();
        assertThat(JournalCodec.decode(unknown).anomalies())
                .containsExactly(new Anomaly("journal-record-type-unknown", "type 99"));
    }

    @Test
    void aMissingFieldIsNamed() {
        byte[] empty =
                written(
                        out -> {
                            out.writeStartArray(null, 3);
                            out.writeNumber(JournalCodec.BED_FRAME);
                            out.writeNumber(1);
                            out.writeStartObject();
                            out.writeEndObject();
                            out.writeEndArray();
                        });
        assertThat(JournalCodec.decode(empty).anomalies())
                .singleElement()
                .satisfies(anomaly -> assertThat(anomaly.example()).contains("src"));
    }

    @Test
    void wordsOfALaterVersionFallToTheSafeSide() {
        assertThat(Alert.Priority.ofWireName("extreme")).isEqualTo(Alert.Priority.HIGH);
        assertThat(Alert.State.ofWireName("dozing")).isEqualTo(Alert.State.ACTIVE);
        assertThat(SourceKind.ofWireName("sdc")).isEqualTo(SourceKind.PCD_01);
        assertThat(Result.Status.ofWireName("amended")).isEqualTo(Result.Status.PRELIMINARY);
    }

    @Test
    void everySampleIsReadBackWhateverItsWidth() {
        for (int edge : List.of(-32_769, -32_768, 32_767, 32_768, Integer.MIN_VALUE)) {
            Samples samples = Samples.of(0, edge, 1);
            assertThat(samples.fits16()).isEqualTo(edge == (short) edge);
            assertThat(samples.toInts()).containsExactly(0, edge, 1);
        }
    }

    @Test
    void theRealNumbersOfASeverityReportStandIn64Bits() {
        String hex =
                HexFormat.of().formatHex(JournalCodec.encode(SampleRecords.SEVERITY_REPORT.record));
        // "p" 0.5, which a single or half would hold as well
        assertThat(hex).contains("6170fb3fe0000000000000");
    }

    @Test
    void aResultWithoutAPatientAndASeverityThatSaysBothOrNeitherAreUndecodable() {
        assertThat(changed(SampleRecords.RESULT_REPORT_ENTRY, "enc", "xnc").anomalies())
                .singleElement()
                .satisfies(odd -> assertThat(odd.example()).contains("a bed, an encounter"));
        assertThat(changed(SampleRecords.SEVERITY_REPORT_WITHHELD, "wh", "xh").anomalies())
                .singleElement()
                .satisfies(odd -> assertThat(odd.example()).contains("why there is none"));
        assertThat(changed(SampleRecords.SEVERITY_REPORT, "lrn", "xrn").value()).isNull();
    }

    @Test
    void aRiskThatIsNoNumberIsUndecodable() {
        byte[] bytes = JournalCodec.encode(SampleRecords.SEVERITY_REPORT.record);
        String hex = HexFormat.of().formatHex(bytes);
        String noNumber = hex.replace("6170fb3fe0000000000000", "6170fb7ff8000000000000");
        assertThat(JournalCodec.decode(HexFormat.of().parseHex(noNumber)).anomalies())
                .singleElement()
                .satisfies(odd -> assertThat(odd.example()).contains("risk"));
    }

    @Test
    void inkOfAnUnknownEventOrToolIsUndecodableAndOfAnUnknownColourIsSeen() {
        assertThat(changed(SampleRecords.STROKE_REPORT_CLEARED, "cleared", "shredde").value())
                .isNull();
        assertThat(changed(SampleRecords.STROKE_REPORT_DRAWN, "cpen", "cpin").anomalies())
                .singleElement()
                .satisfies(odd -> assertThat(odd.example()).contains("no tool pin"));
        assertThat(changed(SampleRecords.STROKE_REPORT_DRAWN, "lime", "navy").value())
                .isInstanceOfSatisfying(
                        StrokeReport.class,
                        report ->
                                assertThat(report.event())
                                        .isInstanceOfSatisfying(
                                                StrokeReport.Event.Drawn.class,
                                                drawn ->
                                                        assertThat(drawn.stroke().colour())
                                                                .isEqualTo(Stroke.Colour.CYAN)));
    }

    @Test
    void halfAPointIsUndecodable() {
        byte[] bytes = JournalCodec.encode(SampleRecords.STROKE_REPORT_TEXT.record);
        String hex = HexFormat.of().formatHex(bytes);
        String shorter = hex.replace("d84d480100020000000000", "d84d46010002000000");
        assertThat(shorter).isNotEqualTo(hex);
        assertThat(JournalCodec.decode(HexFormat.of().parseHex(shorter)).anomalies())
                .singleElement()
                .satisfies(odd -> assertThat(odd.example()).contains("points"));
    }

    /// A record whose field of this name has another one.
    private static Decoded<JournalRecord> changed(SampleRecords sample, String name, String other) {
        String text = new String(JournalCodec.encode(sample.record), StandardCharsets.ISO_8859_1);
        assertThat(text).contains(name);
        return JournalCodec.decode(
                text.replaceFirst(name, other).getBytes(StandardCharsets.ISO_8859_1));
    }

    private static BedFrame withoutWaveforms(BedFrame frame) {
        return new BedFrame(
                frame.id(),
                frame.bed(),
                frame.kind(),
                frame.sentAt(),
                frame.arrivedAt(),
                frame.clock(),
                frame.claimedPerson(),
                frame.numerics(),
                List.of(),
                frame.alerts(),
                frame.gaps());
    }

    private static byte[] written(Writing writing) {
        var bytes = new ByteArrayOutputStream();
        try (CBORGenerator out = CBOR.createGenerator(bytes)) {
            writing.to(out);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return bytes.toByteArray();
    }
}
