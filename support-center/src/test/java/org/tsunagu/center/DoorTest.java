// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.center.audit.AuditVerifier;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.fake.ApiDocument;
import org.tsunagu.center.fake.Audit;
import org.tsunagu.center.fake.Frames;
import org.tsunagu.center.fake.LiveProbe;
import org.tsunagu.center.fake.RunningCenter;
import org.tsunagu.center.web.Route;

class DoorTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// What needs no door, each named here on purpose.
    private static final List<String> OPEN =
            List.of(
                    "GET /link/{token}",
                    "GET /health/live",
                    "GET /health/ready",
                    "GET /api/v1/openapi.json",
                    "OPTIONS /media/whip/{room}/{source}",
                    "OPTIONS /media/whip/{room}/{source}/{session}",
                    "OPTIONS /media/whep/{room}/{source}",
                    "OPTIONS /media/whep/{room}/{source}/{session}",
                    "GET /",
                    "HEAD /",
                    "GET /bed/{bed*}",
                    "GET /mentor/{room}",
                    "GET /or/{room}",
                    "GET /assets/{name*}",
                    "GET /{name}");

    @TempDir Path folder;
    private RunningCenter running;
    private long now;

    @BeforeEach
    void start() {
        running = RunningCenter.start(folder);
        now = running.clock.micros();
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private List<JsonNode> audit() {
        return Audit.of(folder);
    }

    private JsonNode lastAudit() throws Exception {
        return audit().getLast();
    }

    @Test
    void everyRouteHasADoorExceptThoseNamedHere() {
        List<String> open =
                running.center.routes().routes().stream()
                        .filter(route -> route.access() instanceof Route.Access.Open)
                        .map(route -> route.method() + " " + route.template())
                        .toList();
        assertThat(open).containsExactlyInAnyOrderElementsOf(OPEN);
    }

    @Test
    void everyRouteWithADoorTurnsStrangersAwayAndRecordsIt() throws Exception {
        for (Route route : running.center.routes().routes()) {
            if (route.access() instanceof Route.Access.Open
                    || route.template().equals("/metrics")) {
                continue;
            }
            String path = route.template().replaceAll("\\{[a-z]+\\*?\\}", "x");
            HttpResponse<byte[]> answer =
                    running.send(
                            path,
                            HttpRequest.newBuilder(running.uri(path))
                                    .method(route.method(), HttpRequest.BodyPublishers.noBody()));
            assertThat(answer.statusCode()).as(route.template()).isEqualTo(401);
            JsonNode record = lastAudit();
            assertThat(record.get("decision").asText()).isEqualTo("deny");
            assertThat(record.get("action").asText())
                    .isEqualTo(((Route.Access.Asked) route.access()).action().name());
        }
    }

    @Test
    void everyRouteOfTheApiIsDocumentedAndNothingElse() {
        List<String> served =
                running.center.routes().routes().stream()
                        .map(route -> route.method() + " " + route.template())
                        .filter(route -> !OPEN.contains(route) || !isShell(route))
                        .toList();
        assertThat(ApiDocument.standard().operations()).containsExactlyInAnyOrderElementsOf(served);
    }

    private static boolean isShell(String route) {
        return List.of(
                        "GET /",
                        "HEAD /",
                        "GET /bed/{bed*}",
                        "GET /mentor/{room}",
                        "GET /or/{room}",
                        "GET /assets/{name*}",
                        "GET /{name}")
                .contains(route);
    }

    @Test
    void aLinkSignsInOnceAndTheCookieIsSafe() throws Exception {
        URI link = URI.create(running.center.newLink(Role.INTENSIVIST));
        HttpResponse<byte[]> first = running.raw(HttpRequest.newBuilder(link));
        assertThat(first.statusCode()).isEqualTo(303);
        assertThat(first.headers().firstValue("location")).contains("/");
        String cookie = first.headers().firstValue("set-cookie").orElseThrow();
        assertThat(cookie)
                .contains("HttpOnly")
                .contains("SameSite=Strict")
                .contains("Path=/")
                .doesNotContain("Secure");
        assertThat(lastAudit().get("action").asText()).isEqualTo("SIGN_IN");
        assertThat(lastAudit().get("subject").asText()).isEqualTo("person:demo-intensivist");
        HttpResponse<byte[]> second = running.raw(HttpRequest.newBuilder(link));
        assertThat(second.statusCode()).isEqualTo(410);
        assertThat(second.headers().firstValue("set-cookie")).isEmpty();
        assertThat(lastAudit().get("decision").asText()).isEqualTo("deny");
        JsonNode me =
                JSON.readTree(
                        running.getAs(cookie.substring(0, cookie.indexOf(';')), "/api/v1/me")
                                .body());
        assertThat(me.get("role").asText()).isEqualTo("intensivist");
    }

    @Test
    void aBrowsersPreviewDoesNotUseTheLinkUp() throws Exception {
        URI link = URI.create(running.center.newLink(Role.NURSE));
        HttpResponse<byte[]> preview =
                running.raw(HttpRequest.newBuilder(link).header("Sec-Purpose", "prefetch"));
        assertThat(preview.statusCode()).isEqualTo(503);
        HttpResponse<byte[]> head =
                running.raw(
                        HttpRequest.newBuilder(link)
                                .method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(405);
        assertThat(running.raw(HttpRequest.newBuilder(link)).statusCode()).isEqualTo(303);
    }

    @Test
    void aLinkOlderThanADayIsRefused() throws Exception {
        URI link = URI.create(running.center.newLink(Role.NURSE));
        running.clock.advance(Duration.ofHours(25));
        assertThat(running.raw(HttpRequest.newBuilder(link)).statusCode()).isEqualTo(410);
    }

    @Test
    void theServiceTokenMakesLinks() throws Exception {
        HttpResponse<byte[]> answer = invite("{\"role\":\"mentor\"}", running.serviceToken());
        assertThat(answer.statusCode()).isEqualTo(201);
        String url = JSON.readTree(answer.body()).get("url").asText();
        assertThat(url).startsWith(running.center.baseUrl() + "/link/");
        assertThat(running.raw(HttpRequest.newBuilder(URI.create(url))).statusCode())
                .isEqualTo(303);
        assertThat(invite("{\"role\":\"king\"}", running.serviceToken()).statusCode())
                .isEqualTo(400);
        assertThat(invite("not json", running.serviceToken()).statusCode()).isEqualTo(400);
        assertThat(invite("x".repeat(20_000), running.serviceToken()).statusCode()).isEqualTo(413);
        assertThat(invite("{\"role\":\"nurse\"}", "wrong").statusCode()).isEqualTo(401);
        assertThat(invite("{\"role\":\"nurse\"}", running.center.tokens().device()).statusCode())
                .isEqualTo(403);
    }

    @Test
    void nobodySignedInMakesLinks() {
        HttpResponse<byte[]> answer =
                running.send(
                        "/api/v1/links",
                        HttpRequest.newBuilder(running.uri("/api/v1/links"))
                                .header("Cookie", running.signIn(Role.INTENSIVIST))
                                .POST(HttpRequest.BodyPublishers.ofString("{\"role\":\"nurse\"}")));
        assertThat(answer.statusCode()).isEqualTo(403);
    }

    private HttpResponse<byte[]> invite(String body, String token) {
        return running.send(
                "/api/v1/links",
                HttpRequest.newBuilder(running.uri("/api/v1/links"))
                        .header("Authorization", "Bearer " + token)
                        .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void aSessionSurvivesARestartAndEndsWhenIdle() throws Exception {
        String cookie = running.signIn(Role.NURSE);
        running = running.again();
        assertThat(running.getAs(cookie, "/api/v1/beds").statusCode()).isEqualTo(200);
        running.clock.advance(Duration.ofHours(12).plusSeconds(1));
        assertThat(running.getAs(cookie, "/api/v1/beds").statusCode()).isEqualTo(401);
    }

    @Test
    void oneRecordPerLookWrittenBeforeTheAnswer() throws Exception {
        running.journal.append(now, Frames.heartRate("minato:ICU-1", 1, now, 70));
        int before = audit().size();
        running.get("/api/v1/beds/minato:ICU-1");
        assertThat(audit()).hasSize(before + 1);
        JsonNode record = lastAudit();
        assertThat(record.get("action").asText()).isEqualTo("LOOK_BED");
        assertThat(record.get("bed").asText()).isEqualTo("minato:ICU-1");
        assertThat(record.get("facility").asText()).isEqualTo("minato");
        assertThat(record.get("decision").asText()).isEqualTo("permit");
        assertThat(record.get("remote").asText()).isEqualTo("127.0.0.1");
        assertThat(AuditVerifier.verify(SupportCenter.auditFolder(folder)))
                .isInstanceOf(AuditVerifier.Result.Whole.class);
    }

    @Test
    void oneRecordPerSubscription() throws Exception {
        try (LiveProbe page = running.live(running.signIn(Role.NURSE)).hello()) {
            int before = audit().size();
            page.say("{\"type\":\"board\"}").say("{\"type\":\"bed\",\"bed\":\"ICU-1\"}");
            page.await(103);
            page.await(101);
            assertThat(audit().subList(before, audit().size()))
                    .extracting(record -> record.get("action").asText())
                    .containsExactly("SUBSCRIBE_BOARD", "SUBSCRIBE_BED");
        }
    }

    @Test
    void withoutAnAuditNothingIsAnsweredAndTheHeartbeatSaysSo() throws Exception {
        running.journal.append(now, Frames.heartRate("ICU-1", 1, now, 70));
        try (LiveProbe page = running.live(running.signIn(Role.NURSE)).hello()) {
            running.clock.advance(Duration.ofDays(1).minusHours(14));
            Path tomorrow = SupportCenter.auditFolder(folder).resolve("audit-2026-03-02.jsonl");
            Files.createDirectory(tomorrow);
            running.clock.advance(Duration.ofHours(2));
            HttpResponse<byte[]> answer = running.get("/api/v1/beds");
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(RunningCenter.text(answer)).contains("audit-unavailable");
            page.await("a beat that says so", item -> item.at("/2/audit").isTextual());
            page.say("{\"type\":\"board\"}");
            assertThat(page.await(105).get("reason").asText()).contains("audit");
            Files.delete(tomorrow);
            assertThat(running.get("/api/v1/beds").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aFloodOfStrangersDoesNotFillTheDisk() throws Exception {
        int before = audit().size();
        int turnedAway = 0;
        for (int i = 0; i < 80; i++) {
            if (running.getAsStranger("/api/v1/beds").statusCode() == 429) {
                turnedAway++;
            }
        }
        assertThat(audit().size() - before).isEqualTo(50);
        assertThat(turnedAway).isEqualTo(30);
    }

    @Test
    void devicesAreLetInByTheirTokenAlone() {
        String token = running.center.tokens().device();
        assertThat(running.center.deviceDoor().mayConnect(token, "10.0.0.9")).isTrue();
        assertThat(running.center.deviceDoor().mayConnect("x", "10.0.0.9")).isFalse();
        assertThat(running.center.deviceDoor().mayConnect(null, "10.0.0.9")).isFalse();
        assertThat(running.center.deviceDoor().mayConnect(running.serviceToken(), "10.0.0.9"))
                .isFalse();
    }

    @Test
    void everyAnswerIsLockedDown() {
        for (String path : List.of("/", "/api/v1/beds", "/health/live", "/nothing/here")) {
            HttpResponse<byte[]> answer = running.raw(HttpRequest.newBuilder(running.uri(path)));
            assertThat(answer.headers().firstValue("content-security-policy").orElse(""))
                    .contains("default-src 'none'")
                    .contains("frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("permissions-policy").orElse(""))
                    .contains("camera=(self)")
                    .contains("microphone=(self)");
            assertThat(answer.headers().firstValue("x-content-type-options")).contains("nosniff");
            assertThat(answer.headers().firstValue("referrer-policy")).contains("no-referrer");
        }
        assertThat(running.get("/api/v1/beds").headers().firstValue("cache-control"))
                .contains("no-store");
    }

    @Test
    void filesOutsideTheWebAppAreNotServed() {
        for (String path :
                List.of(
                        "/assets/../index.html",
                        "/assets/%2e%2e/%2e%2e/org/tsunagu/center/site/openapi.json",
                        "/assets//etc/passwd",
                        "/assets/",
                        "/logback-test.xml",
                        "/assets/%00.js")) {
            assertThat(running.raw(HttpRequest.newBuilder(running.uri(path))).statusCode())
                    .as(path)
                    .isEqualTo(404);
        }
    }
}
