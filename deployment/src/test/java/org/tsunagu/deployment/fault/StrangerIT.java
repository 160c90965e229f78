// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.deployment.platform.Platform;
import org.tsunagu.deployment.platform.PlatformOptions;
import org.tsunagu.telemetry.axis.AxisTime;

/// A stranger with netcat and the protocol's page: one who does well, one who does not.
class StrangerIT {
    private static final Logger LOG = LoggerFactory.getLogger(StrangerIT.class);
    private static final int HEART_RATE = 147_842;
    private static final int IDLE_CONNECTIONS = 1_000;
    private static final int RANDOM_TALKERS = 40;
    private static final int LARGEST_TALK_BYTES = 4_096;
    private static final int MEBIBYTE = 1 << 20;

    /// What 2,000 idle connections and a mebibyte of rubbish may leave behind.
    private static final int MORE_THREADS = 20;

    private static final long MORE_HEAP_BYTES = 64L << 20;

    @TempDir private static Path folder;
    private static Platform platform;
    private static Api api;

    @BeforeAll
    static void start() {
        platform = Platform.start(PlatformOptions.quiet(folder.resolve("data")), line -> {});
        api = new Api(platform.ready());
    }

    @AfterAll
    static void stop() {
        api.close();
        platform.close();
    }

    @Test
    void aHandWrittenMessageGetsItsAnswerAndIsOnTheBed() throws IOException {
        try (HandWritten hand = connect()) {
            assertThat(hand.ask(HandWritten.heartRate("S1", "ICU^^S-1", 88, Instant.now())))
                    .isEqualTo("AA");
            long answered = System.nanoTime();
            Await.until(
                    () -> "the heart rate of S-1: " + api.ask("/api/v1/beds/S-1"),
                    Duration.ofSeconds(10),
                    () -> api.knows("S-1") && heartRate("S-1") == 88);
            LOG.info(
                    "on the bed {} ms after the answer",
                    Duration.ofNanos(System.nanoTime() - answered).toMillis());
        }
    }

    @Test
    void admissionTransferAndDischargeSayWhoseValuesAreWhose() throws IOException {
        Instant now = Instant.now();
        try (HandWritten hand = connect()) {
            ask(hand, HandWritten.movement("A01", "T1", "ICU^^T-1", "V77", ago(now, 30)));
            ask(hand, HandWritten.heartRate("T2", "ICU^^T-1", 81, ago(now, 25)));
            ask(hand, HandWritten.movement("A02", "T3", "ICU^^T-2", "V77", ago(now, 20)));
            ask(hand, HandWritten.heartRate("T4", "ICU^^T-2", 82, ago(now, 15)));
            ask(hand, HandWritten.movement("A03", "T5", "ICU^^T-2", "V77", ago(now, 10)));
            ask(hand, HandWritten.heartRate("T6", "ICU^^T-2", 83, ago(now, 5)));
        }
        JsonNode admitted = point("T-1", 81, now);
        JsonNode moved = point("T-2", 82, now);
        assertThat(admitted.path("encounter").asText()).contains("V77");
        assertThat(moved.path("encounter")).isEqualTo(admitted.path("encounter"));
        assertThat(point("T-2", 83, now).path("encounter").isNull()).isTrue();
        Await.until(
                () -> "both beds empty: " + api.get("/api/v1/beds"),
                Await.LONG,
                () -> state("T-1").equals("empty") && state("T-2").equals("empty"));
        String stay = "/api/v1/encounters/" + admitted.path("encounter").asText();
        JsonNode whole =
                api.get(stay + "/numerics?code=" + HEART_RATE + "&from=" + text(ago(now, 40)));
        assertThat(whole.path("points").findValuesAsText("value")).containsExactly("81", "82");
        theStoreTookIt();
    }

    /// Movements reach the database a second after they came: the store must be well then.
    private static void theStoreTookIt() {
        try (LivePage page = LivePage.open(platform.ready(), "T-1")) {
            for (int beat = 0; beat < 3; beat++) {
                page.awaitNextHeartbeat();
            }
            page.awaitHeartbeat(
                    "store", heartbeat -> heartbeat.path("store").asText().equals("ok"));
        }
        assertThat(api.ask("/health/ready").status()).isEqualTo(200);
    }

    @Test
    void healthAndMetricsSayWhatEachPartDoes() throws IOException {
        try (HandWritten hand = connect()) {
            ask(hand, HandWritten.heartRate("M1", "ICU^^M-1", 61, Instant.now()));
        }
        JsonNode checks = api.get("/health/ready").path("checks");
        assertThat(checks.findValuesAsText("name"))
                .containsExactly("journal", "store", "severity", "media");
        assertThat(checks.at("/0/detail").asText()).contains("embedded Kafka");
        assertThat(checks.at("/1/detail").asText()).contains("waveforms 3 d");
        Map<String, Double> metrics = metrics();
        assertThat(metrics.get("tsunagu_journal_records_total")).isGreaterThanOrEqualTo(1);
        assertThat(metrics.get("tsunagu_journal_append_within_total{le=\"+Inf\"}"))
                .isGreaterThanOrEqualTo(metrics.get("tsunagu_journal_records_total"));
        assertThat(metrics).containsEntry("tsunagu_journal_accepting", 1.0);
        assertThat(metrics)
                .containsKeys(
                        "tsunagu_journal_written_bytes_total",
                        "tsunagu_journal_append_seconds_sum",
                        "tsunagu_store_duplicates_total",
                        "tsunagu_store_buffered_bytes",
                        "tsunagu_store_behind_seconds",
                        "tsunagu_live_records_total",
                        "tsunagu_audit_records_total");
    }

    private static Map<String, Double> metrics() {
        return api.text("/metrics")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .collect(
                        Collectors.toMap(
                                line -> line.substring(0, line.lastIndexOf(' ')),
                                line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1))));
    }

    @Test
    void rubbishHalfAndOversizedMessagesAreAnsweredCleanly() throws IOException {
        long seed = Long.getLong("tsunagu.seed", System.nanoTime() & 0xffff_ffffL);
        LOG.info("seed {} (-Dtsunagu.seed)", seed);
        var random = new SplittableRandom(seed);
        for (int port : List.of(platform.ready().mllp(), platform.ready().device())) {
            for (int i = 0; i < RANDOM_TALKERS; i++) {
                byte[] rubbish = new byte[random.nextInt(1, LARGEST_TALK_BYTES)];
                random.nextBytes(rubbish);
                talkAndLeave(port, rubbish);
            }
            talkAndLeave(port, "\u000bMSH|^~\\&|HALF".getBytes(StandardCharsets.US_ASCII));
            talkAndLeave(port, "GET /device HTTP/1.1\r\nHo".getBytes(StandardCharsets.US_ASCII));
        }
        try (HandWritten hand = connect()) {
            hand.raw("\u000bMSH|^~\\&|BIG|W|||20261120||ORU^R01|B1|P|2.6\rOBX|".getBytes());
            assertThat(outcomeOf(hand, new byte[2 * MEBIBYTE])).isIn("AR", "closed");
        }
        try (HandWritten hand = connect()) {
            assertThat(hand.ask("MSH|^~\\&|X|W|||20261120||SIU^S12|N1|P|2.6\r")).isEqualTo("AR");
        }
        deviceWithoutToken();
        // told through the journal, at most once a second
        Await.until(
                () -> "the anomalies: " + api.get("/api/v1/anomalies"),
                Await.LONG,
                () ->
                        api.get("/api/v1/anomalies")
                                .findValuesAsText("kind")
                                .containsAll(
                                        List.of("mllp-message-too-large", "hl7-type-not-served")));
        worksStill("R9", 77);
    }

    @Test
    void aThousandIdleConnectionsPerPortCostNoThreadsAndLittleMemory() throws Exception {
        worksStill("I1", 60);
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long heap = heapAfterCollection();
        List<Socket> idle = new ArrayList<>();
        try {
            for (int port : List.of(platform.ready().mllp(), platform.ready().device())) {
                for (int i = 0; i < IDLE_CONNECTIONS; i++) {
                    idle.add(new Socket("127.0.0.1", port));
                }
            }
            worksStill("I2", 61);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount())
                    .isLessThan(threads + MORE_THREADS);
            assertThat(heapAfterCollection()).isLessThan(heap + MORE_HEAP_BYTES);
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
        worksStill("I3", 62);
    }

    private static HandWritten connect() throws IOException {
        return new HandWritten(platform.ready().mllp());
    }

    private static void ask(HandWritten hand, String message) throws IOException {
        assertThat(hand.ask(message)).as(message).isEqualTo("AA");
    }

    private static void worksStill(String id, int rate) throws IOException {
        try (HandWritten hand = connect()) {
            ask(hand, HandWritten.heartRate(id, "ICU^^W-1", rate, Instant.now()));
        }
        Await.until("heart rate " + rate, () -> api.knows("W-1") && heartRate("W-1") == rate);
    }

    private static void talkAndLeave(int port, byte[] bytes) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write(bytes);
        } catch (SocketException closedWhileTalking) {
            // as good an answer as any
        }
    }

    private static String outcomeOf(HandWritten hand, byte[] rest) throws IOException {
        try {
            hand.raw(rest);
        } catch (SocketException closedWhileTalking) {
            return "closed";
        }
        String answer = hand.answer();
        return answer == null ? "closed" : answer;
    }

    private static void deviceWithoutToken() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            http.newWebSocketBuilder()
                    .subprotocols("tsunagu.device.v1")
                    .header("Authorization", "Bearer guessed")
                    .buildAsync(
                            URI.create("ws://127.0.0.1:" + platform.ready().device() + "/device"),
                            new java.net.http.WebSocket.Listener() {})
                    .join();
            throw new AssertionError("a guessed token was taken");
        } catch (CompletionException refused) {
            var handshake = (WebSocketHandshakeException) refused.getCause();
            assertThat(handshake.getResponse().statusCode()).isEqualTo(401);
        }
    }

    private static int heartRate(String bed) {
        for (JsonNode numeric : api.get("/api/v1/beds/" + bed).path("numerics")) {
            if (numeric.path("code").asInt() == HEART_RATE) {
                return numeric.path("value").asInt();
            }
        }
        return -1;
    }

    private static String state(String bed) {
        return api.knows(bed) ? api.get("/api/v1/beds/" + bed).path("state").asText() : "unknown";
    }

    private static JsonNode point(String bed, int value, Instant now) {
        String path =
                "/api/v1/beds/"
                        + bed
                        + "/numerics?code="
                        + HEART_RATE
                        + "&from="
                        + text(ago(now, 40));
        List<JsonNode> found = new ArrayList<>();
        Await.until(
                () -> value + " in the history of " + bed + ": " + api.ask(path),
                Await.LONG,
                () -> {
                    found.clear();
                    Api.Answer answer = api.ask(path);
                    answer.body().path("points").forEach(found::add);
                    found.removeIf(point -> point.path("value").asInt() != value);
                    return found.size() == 1;
                });
        return found.getFirst();
    }

    private static Instant ago(Instant now, int minutes) {
        return now.minusSeconds(60L * minutes);
    }

    private static String text(Instant time) {
        return AxisTime.of(time).toRfc3339();
    }

    private static long heapAfterCollection() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
