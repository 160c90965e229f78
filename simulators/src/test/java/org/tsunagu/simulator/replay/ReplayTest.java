// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.simulator.device.Await;
import org.tsunagu.simulator.device.FakeGateway;
import org.tsunagu.simulator.device.GenericCbor;
import org.tsunagu.simulator.wfdb.RealRecordings;
import org.tsunagu.simulator.wfdb.SecondReader;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.ward.BedId;

class ReplayTest {
    private static final BedId BED = new BedId("ICU-1");
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final long AT_MICROS = AT.toEpochMilli() * 1_000;

    private static final int NOT_MEASURED = -32_768;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() throws Exception {
        Await.get(vertx.close());
    }

    private static ReplayOptions fast(FakeGateway gateway, Path path) {
        return ReplayOptions.live(
                        path, BED, new ReplayTarget.DeviceStream(gateway.url(), FakeGateway.TOKEN))
                .at(AT)
                .speed(1_000_000);
    }

    @Test
    void everySampleOfTheRecordingArrivesUnchangedAtItsTime() throws Exception {
        Path path = RealRecordings.record("mixedsignals");
        try (var gateway = new FakeGateway(vertx)) {
            ReplaySummary summary = Replay.run(fast(gateway, path), ReplayProgress.NONE);
            List<int[]> expected = SecondReader.read(Path.of(path + ".hea"));
            long[] codes = {131330, 131389, 131395, 150036, 150452, 151780};
            int[] perFrame = {4, 4, 4, 2, 2, 1};
            for (int i = 0; i < codes.length; i++) {
                SampleRate rate = new SampleRate(24_989L * perFrame[i], 400);
                int[] arrived = new int[expected.get(i).length];
                Arrays.fill(arrived, NOT_MEASURED);
                for (JsonNode wave : waves(gateway, codes[i])) {
                    long elapsed = wave.get("t").asLong() - AT_MICROS;
                    int first = (int) rate.samplesIn(elapsed);
                    assertThat(rate.microsOf(first)).isEqualTo(elapsed);
                    int[] samples = GenericCbor.samples(wave, 2);
                    System.arraycopy(samples, 0, arrived, first, samples.length);
                }
                assertThat(arrived).as("code %d", codes[i]).isEqualTo(expected.get(i));
            }
            // The recording begins with 1,024 unmeasured ECG samples per lead and 192 of the ABP.
            assertThat(gaps(gateway))
                    .containsExactlyInAnyOrder(
                            List.of(131330L, 0L, 4_097_803L, "not-measured"),
                            List.of(131389L, 0L, 4_097_803L, "not-measured"),
                            List.of(131395L, 0L, 4_097_803L, "not-measured"),
                            List.of(150036L, 0L, 1_536_676L, "not-measured"));
            long measured = 14_400L * 17 - 3 * 1_024 - 192;
            assertThat(summary.complete()).isTrue();
            assertThat(summary.samplesSent()).isEqualTo(measured);
            assertThat(summary.samplesAcknowledged()).isEqualTo(measured);
            assertThat(summary.from()).isEqualTo(AT);
            assertThat(summary.to()).isEqualTo(AT.plusNanos(230_501_421_000L));
        }
    }

    private static List<JsonNode> waves(FakeGateway gateway, long code) {
        List<JsonNode> waves = new ArrayList<>();
        for (JsonNode frame : gateway.frames) {
            for (JsonNode wave : frame.path("wav")) {
                if (wave.get("c").asLong() == code) {
                    waves.add(wave);
                }
            }
        }
        return waves;
    }

    /// Code, begin and end after the first sample, and reason of every gap.
    private static List<List<Object>> gaps(FakeGateway gateway) {
        List<List<Object>> gaps = new ArrayList<>();
        for (JsonNode frame : gateway.frames) {
            for (JsonNode gap : frame.path("gap")) {
                gaps.add(
                        List.of(
                                gap.get("c").asLong(),
                                gap.get("t").asLong() - AT_MICROS,
                                gap.get("e").asLong() - AT_MICROS,
                                gap.get("r").asText()));
            }
        }
        return gaps;
    }

    @Test
    void theScaleIsTheHeadersOne() throws Exception {
        try (var gateway = new FakeGateway(vertx)) {
            Replay.run(fast(gateway, RealRecordings.record("041s/041s01")), ReplayProgress.NONE);
            JsonNode abp = null;
            for (JsonNode wave : gateway.frames.getFirst().get("wav")) {
                abp = wave.get("c").asLong() == 150036 ? wave : abp;
            }
            assertThat(abp).isNotNull();
            assertThat(abp.get("g").asDouble()).isEqualTo(0.05);
            assertThat(abp.get("o").asDouble()).isEqualTo(80);
            assertThat(abp.get("u").asText()).isEqualTo("mm[Hg]");
            assertThat(abp.get("rn").asLong()).isEqualTo(125);
        }
    }

    @Test
    void theSameCommandTwiceSendsTheSameBytesButForTheSendingTime(@TempDir Path folder)
            throws Exception {
        Path path = Synthetic.record(folder, 500);
        ReplayProgress quiet = ReplayProgress.NONE;
        List<Map<Long, byte[]>> runs = new ArrayList<>();
        List<JsonNode> hellos = new ArrayList<>();
        var wrong = new Impairments(Duration.ofSeconds(-90), 120, Duration.ofMillis(2), 0.1, 5);
        for (int run = 0; run < 2; run++) {
            try (var gateway = new FakeGateway(vertx)) {
                ReplaySummary summary = Replay.run(fast(gateway, path).impairments(wrong), quiet);
                assertThat(summary.complete()).isTrue();
                assertThat(summary.framesLost()).isPositive();
                runs.add(new TreeMap<>(gateway.bytesBySequence));
                hellos.add(gateway.hellos.getFirst());
            }
        }
        assertThat(hellos.get(0).get("ep")).isEqualTo(hellos.get(1).get("ep"));
        assertThat(hellos.get(0).get("src").asText()).isEqualTo("replay:tiny@ICU-1");
        assertThat(runs.get(0).keySet()).isEqualTo(runs.get(1).keySet());
        runs.get(0)
                .forEach(
                        (sequence, bytes) ->
                                assertThat(withoutSent(bytes))
                                        .isEqualTo(withoutSent(runs.get(1).get(sequence))));
    }

    /// The nine bytes behind the key `sent` blanked.
    private static byte[] withoutSent(byte[] message) {
        byte[] copy = message.clone();
        byte[] key = {0x64, 's', 'e', 'n', 't'};
        for (int i = 0; i + 14 <= copy.length; i++) {
            if (Arrays.equals(copy, i, i + 5, key, 0, 5)) {
                Arrays.fill(copy, i + 5, i + 14, (byte) 0);
                return copy;
            }
        }
        throw new AssertionError("no sending time in the message");
    }

    @Test
    void anotherTimeIsAnotherEpoch(@TempDir Path folder) throws Exception {
        Path path = Synthetic.record(folder, 100);
        try (var gateway = new FakeGateway(vertx)) {
            Replay.run(fast(gateway, path), ReplayProgress.NONE);
            Replay.run(fast(gateway, path).at(AT.plusSeconds(1)), ReplayProgress.NONE);
            assertThat(gateway.hellos.get(0).get("ep"))
                    .isNotEqualTo(gateway.hellos.get(1).get("ep"));
        }
    }

    @Test
    void clockOffsetAndDriftAreInEveryDeviceTime(@TempDir Path folder) throws Exception {
        Path path = Synthetic.record(folder, 1_000);
        var wrong = new Impairments(Duration.ofMinutes(24), 1_000, Duration.ZERO, 0, 1);
        try (var gateway = new FakeGateway(vertx)) {
            Replay.run(fast(gateway, path).impairments(wrong), ReplayProgress.NONE);
            int samples = 0;
            for (JsonNode frame : gateway.frames) {
                JsonNode wave = frame.get("wav").get(0);
                long elapsed = samples * 10_000L;
                assertThat(wave.get("t").asLong())
                        .isEqualTo(AT_MICROS + 1_440_000_000L + elapsed + elapsed / 1_000);
                samples += GenericCbor.samples(wave, 2).length;
            }
            assertThat(samples).isEqualTo(1_000);
        }
    }

    @Test
    void aMinuteRecordBecomesNumericsWithItsDecimals() throws Exception {
        Path path = RealRecordings.record("s00001/s00001-2896-10-10-00-31n");
        try (var gateway = new FakeGateway(vertx)) {
            ReplaySummary summary = Replay.run(fast(gateway, path), ReplayProgress.NONE);
            assertThat(summary.complete()).isTrue();
            assertThat(summary.samplesSent()).isZero();
            List<int[]> expected = SecondReader.read(Path.of(path + ".hea"));
            int row = 0;
            int cuffs = 0;
            for (JsonNode frame : gateway.frames) {
                for (JsonNode numeric : frame.get("num")) {
                    if (numeric.get("c").asLong() == 147842) {
                        assertThat(numeric.get("t").asLong())
                                .isEqualTo(AT_MICROS + row * 60_000_000L);
                        assertThat(numeric.get("v").asDouble())
                                .isEqualTo(expected.getFirst()[row] / 10.0);
                        assertThat(numeric.get("d").asInt()).isEqualTo(1);
                        assertThat(numeric.get("u").asText()).isEqualTo("/min");
                        row++;
                    }
                    cuffs += numeric.get("c").asLong() == 150021 ? 1 : 0;
                }
            }
            assertThat(row).isEqualTo(1_936);
            assertThat(cuffs).isEqualTo(152);
        }
    }

    @Test
    void aBackFillIsDatedSoThatItsLastSampleIsNow(@TempDir Path folder) throws Exception {
        Path path = Synthetic.record(folder, 1_000);
        try (var gateway = new FakeGateway(vertx)) {
            Instant before = Instant.now();
            ReplaySummary summary = Replay.run(fast(gateway, path).at(null), ReplayProgress.NONE);
            assertThat(summary.to()).isBetween(before.minusMillis(1), Instant.now());
            assertThat(Duration.between(summary.from(), summary.to()))
                    .isEqualTo(Duration.ofSeconds(10));
        }
    }

    @Test
    void whatIsWrongIsSaidPlainly(@TempDir Path folder) throws Exception {
        Path path = Synthetic.record(folder, 100);
        try (var gateway = new FakeGateway(vertx)) {
            assertThatThrownBy(() -> Replay.run(fast(gateway, folder), ReplayProgress.NONE))
                    .isInstanceOfSatisfying(
                            ReplayException.class, e -> assertThat(e.exitCode()).isEqualTo(2))
                    .hasMessageContaining("folder");
            assertThatThrownBy(
                            () ->
                                    Replay.run(
                                            fast(gateway, folder.resolve("absent")),
                                            ReplayProgress.NONE))
                    .hasMessageContaining("absent.hea is absent");
            byte[] samples = Files.readAllBytes(folder.resolve("tiny.dat"));
            samples[10] ^= 1;
            Files.write(folder.resolve("tiny.dat"), samples);
            assertThatThrownBy(() -> Replay.run(fast(gateway, path), ReplayProgress.NONE))
                    .isInstanceOfSatisfying(
                            ReplayException.class, e -> assertThat(e.exitCode()).isEqualTo(1))
                    .hasMessageContaining("checksum");
            assertThat(
                            Replay.run(
                                            fast(gateway, path).ignoreChecksums(true),
                                            ReplayProgress.NONE)
                                    .complete())
                    .isTrue();
        }
        assertThatThrownBy(
                        () ->
                                Replay.run(
                                        ReplayOptions.live(
                                                        path,
                                                        BED,
                                                        new ReplayTarget.DeviceStream(
                                                                java.net.URI.create(
                                                                        "ws://127.0.0.1:1"),
                                                                "x"))
                                                .ignoreChecksums(true),
                                        ReplayProgress.NONE))
                .hasMessageContaining("./tsunagu up");
    }
}
