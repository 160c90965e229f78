// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tsunagu.gateway.Cbor;
import org.tsunagu.gateway.hl7.Damage;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.anomaly.Decoded;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.signal.AbsentReason;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.GapReason;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.signal.Samples;

/// Bytes made by an independent writer from the document become what the document says.
class StreamDecoderTest {
    private static final long T = 1_780_000_000_000_000L;

    @Test
    void theHeadAndTheNumericsOfAFrameAreRead() {
        var frame = (DeviceMessage.Frame) decode(fullFrame()).value();
        assertThat(frame.sequence()).isEqualTo(9);
        assertThat(frame.sentAt()).isEqualTo(new DeviceTime(T));
        assertThat(frame.bed()).isEqualTo("N:1");
        assertThat(frame.person()).isEqualTo("P");
        assertThat(frame.numerics())
                .containsExactly(
                        new Numeric(
                                MetricCode.mdc(147842),
                                new DeviceTime(T),
                                new Reading.Value(72, 0),
                                "/min",
                                5_000_000),
                        new Numeric(
                                MetricCode.local("v", "x"),
                                new DeviceTime(T - 5),
                                new Reading.Value(1.25, 2),
                                "%",
                                5_000_000),
                        new Numeric(
                                MetricCode.mdc(150456),
                                new DeviceTime(T),
                                new Reading.Absent(AbsentReason.SENSOR_OFF),
                                "%",
                                5_000_000));
    }

    @Test
    void waveformsAlertsAndGapsAreRead() {
        var frame = (DeviceMessage.Frame) decode(fullFrame()).value();
        assertThat(frame.waveforms())
                .containsExactly(
                        new SampleArray(
                                MetricCode.mdc(131330),
                                new DeviceTime(T),
                                new SampleRate(24_989, 400),
                                0.005,
                                -1,
                                "mV",
                                Samples.of(1, -2, 32_767, -32_768)),
                        new SampleArray(
                                MetricCode.mdc(150036),
                                new DeviceTime(T),
                                SampleRate.hertz(125),
                                1,
                                0,
                                "mm[Hg]",
                                Samples.of(100_000, -100_000)));
        assertThat(frame.alerts())
                .containsExactly(
                        new Alert(
                                "a1",
                                MetricCode.mdc(196648),
                                "HR high",
                                Alert.Priority.HIGH,
                                Alert.Kind.PHYSIOLOGICAL,
                                Alert.Phase.START,
                                Alert.State.ACTIVE,
                                Alert.Inactivation.ENABLED,
                                new DeviceTime(T - 1),
                                new DeviceTime(T)));
        assertThat(frame.gaps())
                .containsExactly(
                        new Gap(null, new DeviceTime(1), new DeviceTime(2), GapReason.SENSOR_OFF));
    }

    @Test
    void decimalsAreThoseSentElseAsManyAsTheValueNeeds() {
        for (Object[] expected :
                new Object[][] {
                    {36.8, null, 1},
                    {36.80, 2, 2},
                    {7.385, null, 3},
                    {1.23456, null, 3},
                    {5.0, null, 0},
                    {5, 1, 1}
                }) {
            Map<String, Object> numeric =
                    Cbor.map("c", 150344, "t", T, "v", expected[0], "u", "Cel");
            if (expected[1] != null) {
                numeric.put("d", expected[1]);
            }
            var frame = (DeviceMessage.Frame) decode(frame("num", List.of(numeric))).value();
            var value = (Reading.Value) frame.numerics().getFirst().reading();
            assertThat(value.decimals()).as("%s", expected[0]).isEqualTo((int) expected[2]);
        }
    }

    @Test
    void waveformsThatCannotBeDrawnAreLeftOutAndListed() {
        List<Map<String, Object>> odd =
                List.of(
                        wave("rn", 0),
                        wave("rd", 1_000_000_000),
                        wave("g", 0.0),
                        wave("o", Double.NaN),
                        wave("y", new short[0]),
                        wave("y", new short[20_001]),
                        wave("y", "not samples"),
                        wave("y", List.of(1, 2, 3)),
                        wave("u", ""),
                        wave("c", -1),
                        wave("t", Long.MAX_VALUE));
        Decoded<DeviceMessage> decoded = decode(frame("wav", odd));
        assertThat(((DeviceMessage.Frame) decoded.value()).waveforms()).isEmpty();
        assertThat(decoded.anomalies())
                .hasSize(odd.size())
                .extracting(Anomaly::kind)
                .containsOnly("stream-waveform-unusable");
        var good =
                (DeviceMessage.Frame)
                        decode(frame("wav", List.of(wave("y", new int[20_000])))).value();
        assertThat(good.waveforms()).hasSize(1);
    }

    @Test
    void unknownFieldsAreIgnoredAndUnknownTypesTold() {
        Map<String, Object> hello =
                Cbor.map("zz", Cbor.map("a", List.of(1, Cbor.map("b", 2))), "src", "s", "ep", 1);
        assertThat(decode(List.of(1, 1, hello)).value())
                .isEqualTo(new DeviceMessage.Hello("s", 1, null, null));
        assertThat(decode(List.of(77, 1, Cbor.map("a", List.of(1)))).value())
                .isEqualTo(new DeviceMessage.Unknown(77));
    }

    @Test
    void otherShapesAreNothing() {
        for (Object item :
                List.of(
                        List.of(),
                        List.of(3, 1),
                        List.of(3, 1, List.of()),
                        List.of("3", 1, Map.of()),
                        List.of(3, 1, Map.of(), 4),
                        Map.of(),
                        "text",
                        List.of(3, 1, Cbor.map("seq", 0, "bed", "b")),
                        List.of(3, 1, Cbor.map("seq", "one")),
                        List.of(3, 1, Cbor.map("seq", 1, "num", 5)),
                        List.of(1, 1, Cbor.map("src", "s")))) {
            assertThat(decode(item).value()).as("%s", item).isNull();
        }
        assertThat(StreamDecoder.decode(new byte[0]).value()).isNull();
    }

    @Test
    void randomDamageNeverThrows() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        byte[] good = Cbor.write(fullFrame());
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = Damage.of(good, random);
            try {
                assertThat(StreamDecoder.decode(bytes)).isNotNull();
            } catch (RuntimeException | AssertionError thrown) {
                throw new AssertionError("seed " + seed + " round " + round, thrown);
            }
        }
    }

    @Test
    void deepNestingIsNothingAndTakesNoStack() {
        byte[] deep = new byte[200_000];
        java.util.Arrays.fill(deep, (byte) 0x81);
        assertThat(StreamDecoder.decode(deep).value()).isNull();
    }

    private static Map<String, Object> wave(String field, Object value) {
        Map<String, Object> wave =
                Cbor.map(
                        "c",
                        131330,
                        "t",
                        T,
                        "rn",
                        250,
                        "rd",
                        1,
                        "g",
                        1.0,
                        "o",
                        0.0,
                        "u",
                        "mV",
                        "y",
                        new short[] {1});
        wave.put(field, value);
        return wave;
    }

    private static List<Object> frame(String field, Object items) {
        return List.of(3, 1, Cbor.map("seq", 1, "sent", T, "bed", "b", field, items));
    }

    private static List<Object> fullFrame() {
        return List.of(
                3,
                1,
                Cbor.map(
                        "seq",
                        9,
                        "sent",
                        T,
                        "bed",
                        "N:1",
                        "per",
                        "P",
                        "num",
                        List.of(
                                Cbor.map("c", 147842, "t", T, "v", 72, "u", "/min"),
                                Cbor.map("c", "v:x", "t", T - 5, "v", 1.25, "u", "%"),
                                Cbor.map("c", 150456, "t", T, "a", "sensor-off", "u", "%")),
                        "wav",
                        List.of(
                                Cbor.map(
                                        "c",
                                        131330,
                                        "t",
                                        T,
                                        "rn",
                                        24_989,
                                        "rd",
                                        400,
                                        "g",
                                        0.005,
                                        "o",
                                        -1,
                                        "u",
                                        "mV",
                                        "y",
                                        new short[] {1, -2, 32_767, -32_768}),
                                Cbor.map(
                                        "c",
                                        150036,
                                        "t",
                                        T,
                                        "rn",
                                        125,
                                        "rd",
                                        1,
                                        "g",
                                        1,
                                        "o",
                                        0,
                                        "u",
                                        "mm[Hg]",
                                        "y",
                                        new int[] {100_000, -100_000})),
                        "alr",
                        List.of(
                                Cbor.map(
                                        "i",
                                        "a1",
                                        "c",
                                        196648,
                                        "x",
                                        "HR high",
                                        "p",
                                        "high",
                                        "k",
                                        "physiological",
                                        "ph",
                                        "start",
                                        "st",
                                        "active",
                                        "in",
                                        "enabled",
                                        "b",
                                        T - 1,
                                        "t",
                                        T)),
                        "gap",
                        List.of(Cbor.map("t", 1, "e", 2, "r", "sensor-off"))));
    }

    private static Decoded<DeviceMessage> decode(Object item) {
        return StreamDecoder.decode(Cbor.write(item));
    }
}
