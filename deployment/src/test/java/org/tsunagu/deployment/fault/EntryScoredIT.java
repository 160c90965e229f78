// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.deployment.platform.Platform;
import org.tsunagu.deployment.platform.PlatformOptions;

/// The whole way: a monitor and a nurse, journal, scorer, journal again, ward and store, API; taken
/// back; and over a restart.
class EntryScoredIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String BED = "/api/v1/beds/E-1";
    private static final String NURSE = "demo-nurse";
    private static final Duration BEFORE_NOW = Duration.ofMinutes(100);

    @TempDir private Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void anEntryIsScoredTakenBackAndWhatWasSaidIsRememberedOverARestart() throws Exception {
        PlatformOptions options = PlatformOptions.quiet(folder.resolve("data"));
        String encounter;
        JsonNode last;
        try (Platform platform = Platform.start(options, line -> {});
                Api api = new Api(platform.ready())) {
            encounter = admitWithAMonitor(platform, api);
            String cookie = signIn(platform);
            String id = enter(platform, cookie, encounter);
            Await.until(
                    () -> "scored with the entry: " + api.get(BED),
                    Await.LONG,
                    () -> severity(api).contains(NURSE));
            JsonNode scored = api.get(BED).path("severity");
            assertThat(scored.path("risk").asDouble(-1)).isBetween(0.0, 1.0);
            assertThat(scored.path("low").asDouble())
                    .isLessThanOrEqualTo(scored.path("risk").asDouble());
            assertThat(scored.at("/scores/0/name").asText()).isEqualTo("NEWS2");
            assertThat(scored.at("/scores/0/value").asInt()).isGreaterThanOrEqualTo(3);
            assertThat(scored.at("/reviews/0/score").asText()).isEqualTo("NEWS2");
            assertThat(withdraw(platform, cookie, id)).isEqualTo(204);
            Await.until(
                    () -> "scored without it: " + api.get(BED),
                    Await.LONG,
                    () -> !severity(api).contains(NURSE) && severity(api).contains("NEWS2"));
            Await.until(
                    () -> "what was said before is superseded",
                    Await.LONG,
                    () -> superseded(api, encounter) > 0);
            assertThat(api.get(BED).path("results")).isEmpty();
            last = api.get(BED).path("severity");
        }
        try (Platform platform = Platform.start(options, line -> {});
                Api api = new Api(platform.ready())) {
            Await.until(
                    () -> "the risk from before: " + api.ask(BED),
                    Await.LONG,
                    () -> api.knows("E-1") && severity(api).contains("NEWS2"));
            JsonNode remembered = api.get(BED).path("severity");
            assertThat(remembered.path("at").asText())
                    .isGreaterThanOrEqualTo(last.path("at").asText());
            assertThat(superseded(api, encounter)).isPositive();
            JsonNode results =
                    api.get("/api/v1/encounters/" + encounter + "/results").path("results");
            assertThat(results.findValuesAsText("status"))
                    .containsExactlyInAnyOrder("final", "withdrawn");
            assertThat(results.findValuesAsText("standing")).containsOnly("false");
        }
        http.close();
    }

    private static String admitWithAMonitor(Platform platform, Api api) throws IOException {
        Instant now = Instant.now();
        Instant admitted = now.minus(BEFORE_NOW).minusSeconds(60);
        try (HandWritten hand = new HandWritten(platform.ready().mllp())) {
            assertThat(hand.ask(HandWritten.movement("A01", "E1", "ICU^^E-1", "V9", admitted)))
                    .isEqualTo("AA");
            for (int minute = 0; minute < BEFORE_NOW.toMinutes(); minute += 5) {
                String message =
                        HandWritten.heartRate(
                                "H" + minute,
                                "ICU^^E-1",
                                135,
                                now.minus(BEFORE_NOW).plusSeconds(60L * minute));
                assertThat(hand.ask(message)).isEqualTo("AA");
            }
        }
        Await.until(
                () -> "occupied: " + api.ask(BED),
                Await.LONG,
                () -> api.knows("E-1") && !api.get(BED).path("encounter").isNull());
        return api.get(BED).path("encounter").asText();
    }

    private static String severity(Api api) {
        return api.get(BED).path("severity").toString();
    }

    private static long superseded(Api api, String encounter) {
        JsonNode points =
                api.get("/api/v1/encounters/" + encounter + "/severity?superseded=true")
                        .path("points");
        return points.findValuesAsText("superseded").stream().filter("true"::equals).count();
    }

    private String signIn(Platform platform) throws Exception {
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(platform.ready().links().get("nurse")))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        String cookie = answer.headers().firstValue("set-cookie").orElseThrow();
        return cookie.substring(0, cookie.indexOf(';'));
    }

    private HttpResponse<String> post(Platform platform, String cookie, String path, String body)
            throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(platform.ready().http() + path))
                        .header("Cookie", cookie)
                        .header("Origin", platform.ready().http())
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String enter(Platform platform, String cookie, String encounter) throws Exception {
        String body =
                JSON.writeValueAsString(
                        JSON.createObjectNode()
                                .put("code", "9269-2")
                                .put("value", 9)
                                .put("encounter", encounter));
        HttpResponse<String> answer = post(platform, cookie, BED + "/entries", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return JSON.readTree(answer.body()).path("id").asText();
    }

    private int withdraw(Platform platform, String cookie, String id) throws Exception {
        return post(platform, cookie, BED + "/entries/" + id + "/withdrawal", "").statusCode();
    }
}
