// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.deployment.data.ReadyFile;
import org.tsunagu.deployment.platform.Platform;
import org.tsunagu.deployment.platform.PlatformOptions;
import org.tsunagu.simulator.replay.Replay;
import org.tsunagu.simulator.replay.ReplayOptions;
import org.tsunagu.simulator.replay.ReplayProgress;
import org.tsunagu.simulator.replay.ReplaySummary;
import org.tsunagu.simulator.replay.ReplayTarget;
import org.tsunagu.simulator.replay.SignalTable;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.ward.BedId;

/// A real recording, replayed twice with a restart between, against a second reader of its files.
class ReplayTwiceIT {
    private static final Path RECORD =
            Path.of(System.getProperty("tsunagu.root", ".."))
                    .resolveSibling("shared/data/wfdb/mixedsignals")
                    .normalize();
    private static final String BED = "ICU-1";
    private static final double FRAME_RATE = 62.4725;
    private static final int MISSING = -32_768;
    private static final int MISSING_AT_FIRST = 1_024;
    private static final double SPEED = 50;

    /// A heart rate nobody has, so that it is known again.
    private static final int FIRST_MARKER = 201;

    /// In the order of the header.
    private static final List<Signal> SIGNALS =
            List.of(
                    new Signal("II", 4),
                    new Signal("III", 4),
                    new Signal("V", 4),
                    new Signal("ABP", 2),
                    new Signal("Pleth", 2),
                    new Signal("Resp", 1));

    private record Signal(String name, int samplesPerFrame) {
        String code() {
            return SignalTable.standard().waveform(name).id();
        }
    }

    private final Instant at =
            Instant.now().minus(10, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.SECONDS);

    @BeforeEach
    void needsTheRecording() {
        assumeThat(Files.exists(RECORD.resolveSibling("mixedsignals.hea")))
                .as("the real recording %s is not here", RECORD)
                .isTrue();
    }

    @Test
    void theSameReplayTwiceIsOneRecordingEqualToItsFiles(@TempDir Path folder) throws Exception {
        PlatformOptions options = PlatformOptions.quiet(folder.resolve("data"));
        ReplaySummary first;
        try (Platform platform = Platform.start(options, line -> {})) {
            first = replay(platform.ready());
            check(platform.ready(), FIRST_MARKER);
        }
        try (Platform platform = Platform.start(options, line -> {})) {
            ReplaySummary second = replay(platform.ready());
            assertThat(second.samplesSent()).isEqualTo(first.samplesSent());
            check(platform.ready(), FIRST_MARKER + 1);
        }
    }

    private ReplaySummary replay(ReadyFile ready) throws Exception {
        var target =
                new ReplayTarget.DeviceStream(
                        URI.create("ws://127.0.0.1:" + ready.device()), ready.deviceToken());
        ReplaySummary summary =
                Replay.run(
                        ReplayOptions.live(RECORD, new BedId(BED), target).at(at).speed(SPEED),
                        ReplayProgress.NONE);
        assertThat(summary.complete()).as(summary.text()).isTrue();
        return summary;
    }

    /// A message about the same bed goes the same way behind the recording: when the history shows
    /// it, everything before it has been seen too.
    private static void awaitBehind(ReadyFile ready, Api api, int marker) throws IOException {
        Instant now = Instant.now();
        try (var hand = new HandWritten(ready.mllp())) {
            assertThat(hand.ask(HandWritten.heartRate("M" + marker, "^^" + BED, marker, now)))
                    .isEqualTo("AA");
        }
        String path =
                "/api/v1/beds/"
                        + BED
                        + "/numerics?code=147842&from="
                        + now.minusSeconds(60)
                        + "&to="
                        + now.plusSeconds(60);
        Await.until(
                () -> "the marker " + marker + " in " + api.get(path),
                Await.LONG,
                () ->
                        api.get(path).path("points").findValuesAsText("value").stream()
                                .anyMatch(value -> value.equals(Integer.toString(marker))));
    }

    private void check(ReadyFile ready, int marker) throws IOException {
        List<int[]> files = WfdbFlac.read(RECORD);
        try (var api = new Api(ready)) {
            awaitBehind(ready, api, marker);
            for (int signal = 0; signal < SIGNALS.size(); signal++) {
                Signal wave = SIGNALS.get(signal);
                Api.Waves waves =
                        api.waveforms(
                                BED,
                                wave.code(),
                                AxisTime.of(at.minusSeconds(60)),
                                AxisTime.of(at.plusSeconds(300)));
                compare(wave, files.get(signal), waves.segments());
                if (signal < 3) {
                    gapAtFirst(wave, waves.gaps());
                }
            }
        }
    }

    private void compare(Signal wave, int[] file, List<JsonNode> segments) {
        int[] measured = Arrays.stream(file).filter(sample -> sample != MISSING).toArray();
        List<Integer> stored = new ArrayList<>();
        int index = 0;
        for (JsonNode segment : segments) {
            while (file[index] == MISSING) {
                index++;
            }
            long due = Math.round(index / (FRAME_RATE * wave.samplesPerFrame()) * 1e6);
            long shown =
                    Agreement.micros(segment.required("firstSampleAt").asText())
                            - ChronoUnit.MICROS.between(Instant.EPOCH, at);
            assertThat(Math.abs(shown - due))
                    .as(
                            "%s: sample %d is within its uncertainty of where it was; %s",
                            wave, index, outline(segments))
                    .isLessThanOrEqualTo(segment.required("uncertaintyMicros").asLong() + 1);
            segment.required("samples").forEach(sample -> stored.add(sample.intValue()));
            index += segment.required("samples").size();
        }
        assertThat(stored.stream().mapToInt(Integer::intValue).toArray())
                .as("%s, sample by sample", wave)
                .isEqualTo(measured);
    }

    private static String outline(List<JsonNode> segments) {
        return segments.stream()
                .map(s -> s.path("firstSampleAt").asText() + " +" + s.path("samples").size())
                .collect(Collectors.joining(", "));
    }

    /// The leads were not connected for the first 1,024 samples.
    private void gapAtFirst(Signal wave, List<JsonNode> gaps) {
        long length = Math.round(MISSING_AT_FIRST / (FRAME_RATE * 4) * 1e6);
        long begin = ChronoUnit.MICROS.between(Instant.EPOCH, at);
        assertThat(gaps)
                .as("the gap at the beginning of %s", wave)
                .anySatisfy(
                        gap -> {
                            assertThat(gap.path("reason").asText()).isEqualTo("not-measured");
                            long from = Agreement.micros(gap.path("from").asText());
                            long to = Agreement.micros(gap.path("to").asText());
                            assertThat(Math.abs(from - begin)).isLessThan(500_000);
                            assertThat(Math.abs(to - from - length)).isLessThan(5_000);
                        });
    }
}
