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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.simulator.device.Await;
import org.tsunagu.simulator.device.FakeGateway;
import org.tsunagu.simulator.mllp.FakeListener;
import org.tsunagu.telemetry.ward.BedId;

/// Gaps, live pacing, broken links, loops and MLLP.
class ReplayOddTest {
    private static final BedId BED = new BedId("minato:ICU-1");
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final long AT_MICROS = AT.toEpochMilli() * 1_000;

    private final Vertx vertx = Vertx.vertx();

    @TempDir Path folder;

    @AfterEach
    void stop() throws Exception {
        Await.get(vertx.close());
    }

    private static ReplayOptions live(FakeGateway gateway, Path path) {
        return ReplayOptions.live(
                path, BED, new ReplayTarget.DeviceStream(gateway.url(), FakeGateway.TOKEN));
    }

    @Test
    void absentSegmentsAndSentinelsAreGapsWithTheirReason() throws Exception {
        Files.writeString(
                folder.resolve("m.hea"), "m/4 2 100 250\nlay 0\nseg 100\n~ 50\nend 100\n");
        Files.writeString(
                folder.resolve("lay.hea"),
                "lay 2 100 0\n~ 0 200 16 0 0 0 0 II\n~ 0 1/mmHg 16 0 0 0 0 ABP\n");
        for (String part : List.of("seg", "end")) {
            byte[] samples = new byte[200];
            // Samples 10 to 19 of each segment are not measured.
            for (int i = 10; i < 20; i++) {
                samples[2 * i + 1] = (byte) 0x80;
            }
            Files.write(folder.resolve(part + ".dat"), samples);
            Files.writeString(
                    folder.resolve(part + ".hea"),
                    part + " 1 100 100\n" + part + ".dat 16 50 16 0 0 0 0 II\n");
        }
        try (var gateway = new FakeGateway(vertx)) {
            ReplaySummary summary =
                    Replay.run(
                            live(gateway, folder.resolve("m"))
                                    .at(AT)
                                    .speed(100_000)
                                    .ignoreChecksums(true),
                            ReplayProgress.NONE);
            List<String> gaps = new ArrayList<>();
            for (JsonNode frame : gateway.frames) {
                for (JsonNode gap : frame.path("gap")) {
                    gaps.add(
                            "%d %d-%d %s"
                                    .formatted(
                                            gap.get("c").asLong(),
                                            gap.get("t").asLong() - AT_MICROS,
                                            gap.get("e").asLong() - AT_MICROS,
                                            gap.get("r").asText()));
                }
            }
            assertThat(gaps)
                    .containsExactlyInAnyOrder(
                            "131330 100000-200000 not-measured",
                            "131330 1000000-1500000 not-recorded",
                            "131330 1600000-1700000 not-measured",
                            "150036 0-2500000 not-recorded");
            assertThat(summary.samplesAcknowledged()).isEqualTo(180);
            assertThat(summary.to()).isEqualTo(AT.plusMillis(2_500));
        }
    }

    @Test
    void aLiveFrameLeavesWhenItsLastSampleIsCompleteAndNotBefore() throws Exception {
        Path path = Synthetic.record(folder, 60);
        try (var gateway = new FakeGateway(vertx)) {
            Replay.run(live(gateway, path), ReplayProgress.NONE);
            assertThat(gateway.frames).hasSize(6);
            for (JsonNode frame : gateway.frames) {
                long complete = frame.get("wav").get(0).get("t").asLong() + 100_000;
                assertThat(frame.get("sent").asLong()).isBetween(complete, complete + 5_000_000);
            }
        }
    }

    @Test
    void slowNumericsStillShowEverySecondThatTheBedIsThere() throws Exception {
        Files.write(folder.resolve("n.dat"), new byte[] {10, 3, 0, (byte) 0x80});
        Files.writeString(folder.resolve("n.hea"), "n 1 0.4 2\nn.dat 16 10/bpm 16 0 0 0 0 HR\n");
        try (var gateway = new FakeGateway(vertx)) {
            Replay.run(
                    live(gateway, folder.resolve("n")).ignoreChecksums(true), ReplayProgress.NONE);
            assertThat(gateway.frames)
                    .extracting(frame -> frame.path("num").size())
                    .containsExactly(1, 0, 0, 1);
            JsonNode value = gateway.frames.get(0).get("num").get(0);
            assertThat(value.get("v").asDouble()).isEqualTo(77.8);
            assertThat(value.get("i").asLong()).isEqualTo(2_500_000);
            JsonNode absent = gateway.frames.get(3).get("num").get(0);
            assertThat(absent.get("a").asText()).isEqualTo("not-measured");
            assertThat(absent.get("t").asLong() - value.get("t").asLong()).isEqualTo(2_500_000);
        }
    }

    @Test
    void aLinkThatBreaksInTheMiddleLosesNothing() throws Exception {
        Path path = Synthetic.record(folder, 200);
        try (var gateway = new FakeGateway(vertx)) {
            Thread.ofVirtual()
                    .start(
                            () -> {
                                Await.until("some frames", () -> gateway.frames.size() >= 5);
                                gateway.cut(1001);
                            });
            ReplaySummary summary = Replay.run(live(gateway, path), ReplayProgress.NONE);
            assertThat(summary.complete()).isTrue();
            assertThat(gateway.hellos).hasSize(2);
            assertThat(gateway.sequences()).contains(1L, 10L, 20L);
        }
    }

    @Test
    void aRefusedFrameMakesTheReplayIncomplete() throws Exception {
        Path path = Synthetic.record(folder, 20);
        try (var gateway = new FakeGateway(vertx)) {
            gateway.acknowledging = false;
            Thread.ofVirtual()
                    .start(
                            () -> {
                                Await.until("both frames", () -> gateway.frames.size() == 2);
                                gateway.refuse("bed-refused", "no such bed", 1);
                                gateway.acknowledge(2);
                            });
            ReplaySummary summary =
                    Replay.run(live(gateway, path).at(AT).speed(1_000), ReplayProgress.NONE);
            assertThat(summary.complete()).isFalse();
            assertThat(summary.framesRefused()).isEqualTo(1);
            assertThat(summary.text()).contains("no such bed").contains("acknowledged 10");
        }
    }

    @Test
    void aLoopGoesOnUntilItIsInterruptedAndIsDatedOn() throws Exception {
        Path path = Synthetic.record(folder, 100);
        try (var gateway = new FakeGateway(vertx)) {
            Thread self = Thread.currentThread();
            Thread.ofVirtual()
                    .start(
                            () -> {
                                Await.until("three rounds", () -> gateway.frames.size() >= 30);
                                self.interrupt();
                            });
            ReplaySummary summary =
                    Replay.run(
                            live(gateway, path).at(AT).speed(20).loop(true), ReplayProgress.NONE);
            assertThat(Duration.between(AT, summary.to())).isGreaterThan(Duration.ofSeconds(2));
            assertThat(gateway.frames.get(25).get("wav").get(0).get("t").asLong())
                    .isEqualTo(AT_MICROS + 2_500_000);
        }
    }

    @Test
    void numericsGoByMllpWithTheSameIdsAndBodiesForTheSameCommand() throws Exception {
        Files.write(folder.resolve("n.dat"), new byte[] {10, 3, 20, 3, 30, 3});
        Files.writeString(
                folder.resolve("n.hea"), "n 1 0.0166666666667 3\nn.dat 16 10/bpm 16 0 0 0 0 HR\n");
        try (var listener = new FakeListener(vertx)) {
            var options =
                    ReplayOptions.live(
                                    folder.resolve("n"),
                                    BED,
                                    new ReplayTarget.Mllp("127.0.0.1", listener.port()))
                            .at(AT)
                            .speed(1_000_000)
                            .ignoreChecksums(true);
            assertThat(Replay.run(options, ReplayProgress.NONE).complete()).isTrue();
            assertThat(Replay.run(options, ReplayProgress.NONE).complete()).isTrue();
            assertThat(listener.messages).hasSize(6);
            assertThat(listener.messages.get(1))
                    .contains("|20260301120100.0000+0000|20260301120100.0000+0000")
                    .contains("147842^MDC_ECG_HEART_RATE^MDC|1.1.1.1|78.8|")
                    .contains("PV1||I|^^ICU-1^minato");
            for (int i = 0; i < 3; i++) {
                assertThat(afterMsh7(listener.messages.get(i + 3)))
                        .isEqualTo(afterMsh7(listener.messages.get(i)));
            }
        }
    }

    private static String afterMsh7(String message) {
        return message.replaceFirst("^(([^|]*\\|){6})[^|]*", "$1");
    }

    @Test
    void waveformsByMllpAreRefusedInWords() throws Exception {
        Path path = Synthetic.record(folder, 20);
        assertThatThrownBy(
                        () ->
                                Replay.run(
                                        ReplayOptions.live(
                                                path, BED, new ReplayTarget.Mllp("127.0.0.1", 1)),
                                        ReplayProgress.NONE))
                .hasMessageContaining("--via mllp sends numerics");
    }

    @Test
    void theTableKnowsTheNamesOfTheRecordingsAndKeepsTheOthers() {
        SignalTable table = SignalTable.standard();
        assertThat(table.waveform("ii").id()).isEqualTo("131330");
        assertThat(table.waveform("III").id()).isEqualTo("131389");
        assertThat(table.waveform("Pleth").id()).isEqualTo("150452");
        assertThat(table.waveform("RESP").id()).isEqualTo("151780");
        assertThat(table.numeric("RESP").id()).isEqualTo("151562");
        assertThat(table.numeric("ABP Sys").id()).isEqualTo("150037");
        assertThat(table.waveform("Odd one").id()).isEqualTo("WFDB:Odd one");
        assertThat(SignalTable.ucum("mmHg")).isEqualTo("mm[Hg]");
    }
}
