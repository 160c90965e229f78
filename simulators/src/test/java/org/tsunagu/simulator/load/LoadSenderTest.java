// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.simulator.device.Await;
import org.tsunagu.simulator.device.FakeGateway;
import org.tsunagu.simulator.device.GenericCbor;
import org.tsunagu.telemetry.signal.Samples;

class LoadSenderTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() throws Exception {
        Await.get(vertx.close());
    }

    @Test
    void everyBedSendsTwentyNumericsAndFourWavesASecondOnOneGrid() throws Exception {
        try (var gateway = new FakeGateway(vertx)) {
            LoadSender sender =
                    Await.get(
                            LoadSender.start(
                                    vertx,
                                    new LoadOptions(
                                            20,
                                            2,
                                            gateway.url(),
                                            FakeGateway.TOKEN,
                                            9,
                                            Duration.ZERO)));
            Await.until("about two seconds", () -> gateway.frames.size() >= 420);
            Await.get(sender.stop());
            LoadCounts counts = Await.get(sender.counts());
            assertThat(counts.sent()).isEqualTo(counts.due());
            assertThat(counts.acknowledged()).isEqualTo(counts.due());
            assertThat(gateway.frames).hasSize((int) counts.due());
            Map<String, List<JsonNode>> byBed = new HashMap<>();
            for (JsonNode frame : gateway.frames) {
                byBed.computeIfAbsent(frame.get("bed").asText(), b -> new ArrayList<>()).add(frame);
            }
            assertThat(byBed).hasSize(20).containsKey(LoadSender.bed(19).value());
            for (List<JsonNode> frames : byBed.values()) {
                long first = frames.getFirst().get("wav").get(0).get("t").asLong();
                List<Long> codes = new ArrayList<>();
                for (int i = 0; i < frames.size(); i++) {
                    assertThat(frames.get(i).get("wav")).hasSize(4);
                    for (JsonNode wave : frames.get(i).get("wav")) {
                        assertThat(wave.get("t").asLong()).isEqualTo(first + i * 100_000L);
                        assertThat(GenericCbor.samples(wave, 2)).hasSize(25);
                        assertThat(frames.get(i).get("sent").asLong())
                                .isGreaterThanOrEqualTo(first + (i + 1) * 100_000L);
                    }
                    if (i < 10) {
                        frames.get(i).get("num").forEach(n -> codes.add(n.get("c").asLong()));
                    }
                }
                assertThat(codes).hasSize(20).doesNotHaveDuplicates();
            }
            Await.get(sender.close());
        }
    }

    @Test
    void theSendersLogHoldsEachAcknowledgedFrameOnceThroughBreaks(@TempDir Path folder)
            throws Exception {
        Path log = folder.resolve("sender.log");
        try (var gateway = new FakeGateway(vertx)) {
            Process sender =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx64m",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    SenderProcess.class.getName(),
                                    "--url",
                                    gateway.url().toString(),
                                    "--token",
                                    FakeGateway.TOKEN,
                                    "--source",
                                    "killer",
                                    "--epoch",
                                    "77",
                                    "--beds",
                                    "a:1,b:1",
                                    "--log",
                                    log.toString(),
                                    "--frames",
                                    "100",
                                    "--frame-millis",
                                    "10",
                                    "--seed",
                                    "4")
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("out").toFile())
                            .start();
            try {
                Await.until("thirty frames", () -> gateway.frames.size() >= 30);
                gateway.cut(1013);
                Await.until("a second connection", () -> gateway.hellos.size() == 2);
                gateway.cut(1001);
                assertThat(sender.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(sender.exitValue()).as(read(folder.resolve("out"))).isZero();
            } finally {
                sender.destroyForcibly();
            }
            List<String> lines = Files.readAllLines(log);
            assertThat(lines).hasSize(101).last().isEqualTo("end 100 100");
            Map<Long, JsonNode> arrived = new HashMap<>();
            gateway.frames.forEach(frame -> arrived.put(frame.get("seq").asLong(), frame));
            for (int i = 0; i < 100; i++) {
                JsonNode frame = arrived.get(i + 1L);
                JsonNode wave = frame.get("wav").get(0);
                assertThat(lines.get(i))
                        .isEqualTo(
                                "ack 77 %d %s %d %s"
                                        .formatted(
                                                i + 1,
                                                frame.get("bed").asText(),
                                                wave.get("t").asLong(),
                                                SenderProcess.hash(
                                                        Samples.of(GenericCbor.samples(wave, 2)))));
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
