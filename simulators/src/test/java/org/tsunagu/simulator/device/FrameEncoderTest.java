// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.signal.AbsentReason;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.GapReason;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.signal.Samples;
import org.tsunagu.telemetry.ward.BedId;

class FrameEncoderTest {
    private static final BedId BED = new BedId("北野:ICU-01");

    @Test
    void aGeneralReaderSeesWhatWasWritten() throws Exception {
        long seed = System.nanoTime();
        var random = new SplittableRandom(seed);
        for (int round = 0; round < 500; round++) {
            BedContent content = content(random);
            long sequence = random.nextLong(1, 1L << 40);
            long sent = random.nextLong(-(1L << 50), 1L << 51);
            byte[] bytes = FrameEncoder.frame(content).stamped(sequence, sent).getBytes();
            JsonNode message = GenericCbor.read(bytes);
            JsonNode fields = message.get(2);
            assertThat(message).as("seed %d", seed).hasSize(3);
            assertThat(message.get(0).asInt()).isEqualTo(3);
            assertThat(message.get(1).asInt()).isEqualTo(1);
            assertThat(fields.get("seq").asLong()).isEqualTo(sequence);
            assertThat(fields.get("sent").asLong()).isEqualTo(sent);
            assertThat(fields.get("bed").asText()).isEqualTo(BED.value());
            assertThat(fields.has("num")).isEqualTo(!content.numerics().isEmpty());
            numerics(content.numerics(), fields);
            waveforms(content.waveforms(), fields);
            assertThat(GenericCbor.tagsOfByteStrings(bytes))
                    .isEqualTo(
                            content.waveforms().stream()
                                    .map(w -> w.samples().fits16() ? 77 : 78)
                                    .toList());
        }
    }

    private static void numerics(List<Measured> expected, JsonNode fields) {
        for (int i = 0; i < expected.size(); i++) {
            Measured numeric = expected.get(i);
            JsonNode node = fields.get("num").get(i);
            assertThat(node.get("c").asText()).isEqualTo(numeric.code().id());
            assertThat(node.get("c").isIntegralNumber()).isEqualTo(numeric.code().local() == null);
            assertThat(node.get("t").asLong()).isEqualTo(numeric.at().micros());
            assertThat(node.get("u").asText()).isEqualTo(numeric.unit());
            switch (numeric.reading()) {
                case Reading.Value(double value, int decimals) -> {
                    assertThat(node.get("v").asDouble()).isEqualTo(value);
                    assertThat(node.get("d").asInt()).isEqualTo(decimals);
                    assertThat(node.has("a")).isFalse();
                }
                case Reading.Absent(var reason) -> {
                    assertThat(node.get("a").asText()).isEqualTo(reason.wireName());
                    assertThat(node.has("v")).isFalse();
                }
            }
        }
    }

    private static void waveforms(List<SampleArray> expected, JsonNode fields) {
        for (int i = 0; i < expected.size(); i++) {
            SampleArray wave = expected.get(i);
            JsonNode node = fields.get("wav").get(i);
            assertThat(node.get("t").asLong()).isEqualTo(wave.firstSampleAt().micros());
            assertThat(node.get("rn").asLong()).isEqualTo(wave.rate().numerator());
            assertThat(node.get("rd").asLong()).isEqualTo(wave.rate().denominator());
            assertThat(node.get("g").asDouble()).isEqualTo(wave.gain());
            assertThat(node.get("o").asDouble()).isEqualTo(wave.offset());
            assertThat(GenericCbor.samples(node, wave.samples().fits16() ? 2 : 4))
                    .isEqualTo(wave.samples().toInts());
        }
    }

    private static BedContent content(SplittableRandom random) {
        List<Measured> numerics = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Reading reading =
                    switch (random.nextInt(3)) {
                        case 0 -> new Reading.Value(random.nextInt(-500, 500), 0);
                        case 1 -> new Reading.Value(random.nextDouble(-1e6, 1e6), 3);
                        default -> new Reading.Absent(AbsentReason.SENSOR_OFF);
                    };
            MetricCode code =
                    random.nextBoolean()
                            ? MetricCode.mdc(random.nextInt(1, Integer.MAX_VALUE))
                            : MetricCode.local("WFDB", "Ünïcode " + i);
            long cycle = random.nextInt(2) * 1_000_000L;
            numerics.add(new Measured(code, time(random), reading, "mm[Hg]", cycle));
        }
        List<SampleArray> waves = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            int width = random.nextBoolean() ? 30_000 : 3_000_000;
            int[] samples = random.ints(random.nextInt(1, 400), -width, width).toArray();
            waves.add(
                    new SampleArray(
                            MetricCode.mdc(131_330),
                            time(random),
                            new SampleRate(24_989, 400),
                            random.nextDouble(0.001, 1),
                            random.nextDouble(-100, 100),
                            "mV",
                            Samples.of(samples)));
        }
        return new BedContent(
                BED, random.nextBoolean() ? "P1" : null, numerics, waves, List.of(), List.of());
    }

    private static DeviceTime time(SplittableRandom random) {
        return new DeviceTime(random.nextLong(-(1L << 50), 1L << 52));
    }

    @Test
    void alertsAndGapsStandInTheWordsOfTheDocument() {
        var alert =
                new Alert(
                        "a-1",
                        MetricCode.mdc(196_648),
                        "HR 131 > 120",
                        Alert.Priority.HIGH,
                        Alert.Kind.PHYSIOLOGICAL,
                        Alert.Phase.DE_ESCALATE,
                        Alert.State.LATCHED,
                        Alert.Inactivation.AUDIO_PAUSED,
                        new DeviceTime(5),
                        new DeviceTime(-7));
        var gaps =
                List.of(
                        new Gap(null, new DeviceTime(1), new DeviceTime(2), GapReason.REFUSED),
                        new Gap(
                                MetricCode.mdc(150_452),
                                new DeviceTime(3),
                                new DeviceTime(4),
                                GapReason.SENSOR_OFF));
        var content = new BedContent(BED, null, List.of(), List.of(), List.of(alert), gaps);
        JsonNode fields =
                GenericCbor.read(FrameEncoder.frame(content).stamped(1, 2).getBytes()).get(2);
        assertThat(fields.get("alr").get(0).toString())
                .isEqualTo(
                        "{\"i\":\"a-1\",\"c\":196648,\"x\":\"HR 131 > 120\",\"p\":\"high\","
                                + "\"k\":\"physiological\",\"ph\":\"de-escalate\",\"st\":\"latched\","
                                + "\"in\":\"audio-paused\",\"b\":5,\"t\":-7}");
        assertThat(fields.get("gap").toString())
                .isEqualTo(
                        "[{\"t\":1,\"e\":2,\"r\":\"refused\"},"
                                + "{\"c\":150452,\"t\":3,\"e\":4,\"r\":\"sensor-off\"}]");
    }

    @Test
    void aFrameMovedToAnotherTimeChangesItsTimesOnly() {
        BedContent content = content(new SplittableRandom(3));
        JsonNode moved =
                GenericCbor.read(
                        FrameEncoder.frame(content)
                                .at(new DeviceTime(77))
                                .stamped(1, 2)
                                .getBytes());
        JsonNode original = GenericCbor.read(FrameEncoder.frame(content).stamped(1, 2).getBytes());
        assertThat(moved.toString().replaceAll("\"t\":-?\\d+", "\"t\":0"))
                .isEqualTo(original.toString().replaceAll("\"t\":-?\\d+", "\"t\":0"));
        assertThat(moved.findValues("t")).allMatch(t -> t.asLong() == 77).isNotEmpty();
    }

    @Test
    void theDeviceClockIsAheadByItsOffsetAndGainsItsDrift() {
        long day = 86_400_000_000L;
        var clock = new DeviceClock(90_000_000, 50, day);
        assertThat(clock.at(day).micros()).isEqualTo(day + 90_000_000);
        assertThat(clock.at(2 * day).micros()).isEqualTo(2 * day + 90_000_000 + 4_320_000);
        assertThat(clock.at(0).micros()).isEqualTo(90_000_000 - 4_320_000);
    }
}
