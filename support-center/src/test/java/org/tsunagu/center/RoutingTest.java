// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.center.fake.Frames;
import org.tsunagu.center.fake.RunningCenter;

/// Paths as bytes on a socket, because a client library would mend them first.
class RoutingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir Path folder;
    private RunningCenter running;

    @BeforeEach
    void start() {
        running = RunningCenter.start(folder);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private String ask(String method, String address) throws IOException {
        URI base = URI.create(running.center.baseUrl());
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            String request =
                    method
                            + " "
                            + address
                            + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                            + running.serviceToken()
                            + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static int status(String answer) {
        return Integer.parseInt(answer.substring(9, 12));
    }

    private static JsonNode body(String answer) throws IOException {
        return JSON.readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }

    private static String header(String answer, String name) {
        return answer.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).trim())
                .findFirst()
                .orElse("");
    }

    @Test
    void partsAreSplitBeforeTheyAreDecodedSoThatAnIdMayHoldAnyCharacter() throws Exception {
        long now = running.clock.micros();
        for (String bed : List.of("a/b", "a:b c+d", "北野", "%2F", "..", "a.b~c")) {
            running.journal.append(now, Frames.heartRate(bed, 1, now, 70));
        }
        for (String[] asked :
                List.of(
                        new String[] {"a%2Fb", "a/b"},
                        new String[] {"a%3Ab%20c+d", "a:b c+d"},
                        new String[] {"a:b%20c%2Bd", "a:b c+d"},
                        new String[] {"%E5%8C%97%E9%87%8E", "北野"},
                        new String[] {"%252F", "%2F"},
                        new String[] {"..", ".."},
                        new String[] {"%2e%2E", ".."},
                        new String[] {"a.b~c", "a.b~c"})) {
            String answer = ask("GET", "/api/v1/beds/" + asked[0]);
            assertThat(status(answer)).as(asked[0]).isEqualTo(200);
            assertThat(body(answer).get("bed").asText()).isEqualTo(asked[1]);
        }
    }

    @Test
    void aPartOfThePathIsNoParameterAndAParameterIsNoPartOfThePath() throws Exception {
        long now = running.clock.micros();
        running.journal.append(now, Frames.heartRate("a", 1, now, 70));
        String answer = ask("GET", "/api/v1/beds/a/numerics?bed=b&code=147842");
        assertThat(status(answer)).isEqualTo(400);
        assertThat(body(answer).get("parameter").asText()).isEqualTo("bed");
        assertThat(status(ask("GET", "/api/v1/beds/a/numerics?code=147842"))).isEqualTo(200);
    }

    @Test
    void anAddressThatIsNoneIsNotFound() throws Exception {
        for (String address :
                List.of(
                        "/api/v1/beds/",
                        "/api/v1/beds/x/",
                        "/api/v1/beds/x/y",
                        "/api/v1/beds//numerics",
                        "//api/v1/beds",
                        "/x/../api/v1/beds",
                        "//",
                        "/health/live/",
                        "/api/v1/openapi_json")) {
            String answer = ask("GET", address);
            assertThat(status(answer)).as(address).isEqualTo(404);
            assertThat(header(answer, "content-security-policy")).contains("default-src 'none'");
            assertThat(body(answer).get("type").asText())
                    .isEqualTo("urn:tsunagu:problem:not-found");
        }
    }

    @Test
    void otherMethodsAreNamed() throws Exception {
        String answer = ask("DELETE", "/");
        assertThat(status(answer)).isEqualTo(405);
        assertThat(header(answer, "allow")).isEqualTo("GET, HEAD");
        assertThat(body(answer).get("allowed").toString()).isEqualTo("[\"GET\",\"HEAD\"]");
        assertThat(header(ask("BREW", "/api/v1/links"), "allow")).isEqualTo("POST");
    }

    @Test
    void brokenPercentSignsAreNoPath() throws Exception {
        for (String address : List.of("%", "%Z1", "%C3%28", "%FF", "a%", "%E5%8C")) {
            String answer = ask("GET", "/api/v1/beds/" + address);
            assertThat(status(answer)).as(address).isEqualTo(400);
            assertThat(body(answer).get("type").asText()).isEqualTo("urn:tsunagu:problem:bad-path");
        }
        assertThat(status(ask("GET", "/api/v1/beds/a/numerics?code=%Z1"))).isEqualTo(400);
    }

    @Test
    void aRequestThatStopsHalfWayHurtsNobody() throws Exception {
        URI base = URI.create(running.center.baseUrl());
        String head =
                "POST /api/v1/links HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\nAuthorization: Bearer "
                        + running.serviceToken()
                        + "\r\n\r\n{\"role\"";
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        }
        assertThat(status(ask("GET", "/health/live"))).isEqualTo(200);
    }
}
