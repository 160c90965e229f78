// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.fake.Audit;
import org.tsunagu.center.fake.Await;
import org.tsunagu.center.fake.RoomProbe;
import org.tsunagu.center.fake.RunningCenter;
import org.tsunagu.video.bridge.BridgeException;
import org.tsunagu.video.bridge.Direction;

/// Encoders and players that come with a token and an offer of their own.
class WhipTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OFFER = "v=0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n";

    @TempDir Path folder;
    private RunningCenter running;
    private String technician;

    @BeforeEach
    void start() {
        running = RunningCenter.start(folder);
        technician = running.signIn(Role.TECHNICIAN);
    }

    @AfterEach
    void stop() {
        running.close();
    }

    private HttpResponse<byte[]> ask(String cookie, String body) {
        String path = "/api/v1/rooms/or-1/tokens";
        return running.send(
                path,
                HttpRequest.newBuilder(running.uri(path))
                        .header("Cookie", cookie)
                        .POST(BodyPublishers.ofString(body.replace('\'', '"'))));
    }

    private JsonNode grant(String source, String direction, int minutes) {
        HttpResponse<byte[]> answer =
                ask(
                        technician,
                        "{'source':'%s','direction':'%s','minutes':%d}"
                                .formatted(source, direction, minutes));
        assertThat(answer.statusCode()).isEqualTo(201);
        return json(answer);
    }

    private String token(String source, String direction) {
        return grant(source, direction, 10).get("token").asText();
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private HttpResponse<byte[]> post(String path, String token, String type, String body) {
        return running.send(
                path,
                HttpRequest.newBuilder(running.uri(path))
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<byte[]> offer(String path, String token) {
        return post(path, token, "application/sdp", OFFER);
    }

    private HttpResponse<byte[]> delete(String path, String token) {
        return running.send(
                path,
                HttpRequest.newBuilder(running.uri(path))
                        .header("Authorization", "Bearer " + token)
                        .DELETE());
    }

    private JsonNode lastAudit() {
        return Audit.of(folder).getLast();
    }

    @Test
    void anEncoderSendsWithItsTokenAndEveryRoomPageSeesIt() {
        JsonNode grant = grant("scope", "publish", 10);
        assertThat(URI.create(grant.get("whip").asText()).getPath())
                .isEqualTo("/media/whip/or-1/scope");
        assertThat(grant.has("whep")).isFalse();
        String token = grant.get("token").asText();
        HttpResponse<byte[]> answer = offer("/media/whip/or-1/scope", token);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.headers().firstValue("content-type")).contains("application/sdp");
        assertThat(RunningCenter.text(answer)).startsWith("v=0 answer");
        String session = answer.headers().firstValue("location").orElseThrow();
        assertThat(session).startsWith("/media/whip/or-1/scope/");
        assertThat(answer.headers().firstValue("etag").orElseThrow()).matches("\"[^\"]+\"");
        assertThat(answer.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(lastAudit().get("subject").asText())
                .isEqualTo("media:" + grant.get("id").asText() + " by person:demo-technician");
        assertThat(lastAudit().get("action").asText()).isEqualTo("PUBLISH_SOURCE");
        assertThat(lastAudit().get("bed").asText()).isEqualTo("minato:OR-1");
        try (RoomProbe page = running.room(running.signIn(Role.NURSE)).enter("or")) {
            assertThat(page.await("welcome").at("/sources/0/source").asText()).isEqualTo("scope");
        }
        assertThat(delete(session, token("scope", "publish")).statusCode())
                .as("somebody else's token")
                .isEqualTo(404);
        assertThat(delete(session, token).statusCode()).isEqualTo(200);
        assertThat(running.bridge.open).isEmpty();
        assertThat(delete(session, token).statusCode()).isEqualTo(404);
    }

    @Test
    void aPlayerSeesWhatIsSentAndIsToldToComeAgain() {
        String token = token("field", "view");
        HttpResponse<byte[]> early = offer("/media/whep/or-1/field", token);
        assertThat(early.statusCode()).isEqualTo(404);
        assertThat(early.headers().firstValue("retry-after")).contains("5");
        running.bridge.publish("or-1", "field");
        assertThat(offer("/media/whep/or-1/field", token).statusCode()).isEqualTo(201);
        assertThat(running.bridge.open.values())
                .filteredOn(made -> made.direction() == Direction.VIEW)
                .hasSize(1);
        assertThat(lastAudit().get("action").asText()).isEqualTo("VIEW_SOURCE");
    }

    @Test
    void aTokenOpensItsOwnSourceInItsOwnDirectionAndNothingElse() {
        running.bridge.publish("or-1", "field");
        String view = token("field", "view");
        assertThat(offer("/media/whip/or-1/field", view).statusCode()).isEqualTo(403);
        assertThat(offer("/media/whep/or-1/other", view).statusCode()).isEqualTo(403);
        assertThat(lastAudit().get("decision").asText()).isEqualTo("deny");
        assertThat(offer("/media/whep/or-9/field", view).statusCode()).isEqualTo(404);
        assertThat(
                        running.send(
                                        "/api/v1/rooms",
                                        HttpRequest.newBuilder(running.uri("/api/v1/rooms"))
                                                .header("Authorization", "Bearer " + view))
                                .statusCode())
                .isEqualTo(403);
        assertThat(offer("/media/whep/or-1/field", running.serviceToken()).statusCode())
                .isEqualTo(403);
        HttpResponse<byte[]> person =
                running.send(
                        "/media/whip/or-1/field",
                        HttpRequest.newBuilder(running.uri("/media/whip/or-1/field"))
                                .header("Cookie", running.signIn(Role.NURSE))
                                .header("Content-Type", "application/sdp")
                                .POST(BodyPublishers.ofString(OFFER)));
        assertThat(person.statusCode()).isEqualTo(403);
        assertThat(running.bridge.open).hasSize(1);
    }

    @Test
    void aForgedOrExpiredTokenIsTurnedAwayWith401() {
        String token = token("field", "publish");
        String path = "/media/whip/or-1/field";
        for (int at : new int[] {4, token.indexOf('.', 3) + 3, token.length() - 3}) {
            char other = token.charAt(at) == 'A' ? 'B' : 'A';
            String forged = token.substring(0, at) + other + token.substring(at + 1);
            assertThat(offer(path, forged).statusCode()).as(forged).isEqualTo(401);
        }
        for (String nonsense : new String[] {"m1..", "m1.e30.", "m1", "x".repeat(5_000)}) {
            assertThat(offer(path, nonsense).statusCode()).isEqualTo(401);
        }
        running.clock.advance(Duration.ofMinutes(10));
        HttpResponse<byte[]> late = offer(path, token);
        assertThat(late.statusCode()).isEqualTo(401);
        assertThat(json(late).get("detail").asText()).contains("expired");
        assertThat(late.headers().firstValue("www-authenticate").orElse("")).contains("Bearer");
        assertThat(running.bridge.open).isEmpty();
    }

    @Test
    void aSessionEndsWithItsToken() {
        offer("/media/whip/or-1/scope", token("scope", "publish"));
        assertThat(running.bridge.open).hasSize(1);
        running.clock.advance(Duration.ofMinutes(9).plusSeconds(59));
        String longer = token("other", "publish");
        assertThat(offer("/media/whip/or-1/other", longer).statusCode()).isEqualTo(201);
        running.clock.advance(Duration.ofSeconds(2));
        Await.until("the first one ended", () -> running.bridge.open.size() == 1);
        assertThat(running.bridge.open.values())
                .allMatch(made -> made.source().name().equals("other"));
    }

    @Test
    void aTokenSurvivesARestartAndItsKeyIsForTheOwnerAlone() throws Exception {
        String token = token("scope", "publish");
        assertThat(Files.getPosixFilePermissions(folder.resolve("door/media-key"))).hasSize(2);
        running = running.again();
        assertThat(offer("/media/whip/or-1/scope", "nonsense").statusCode()).isEqualTo(401);
        assertThat(post("/media/whip/or-1/scope", token, "application/sdp", OFFER).statusCode())
                .isEqualTo(201);
    }

    @Test
    void whatIsNoOfferIsRefusedByItsReason() {
        String token = token("scope", "publish");
        String path = "/media/whip/or-1/scope";
        assertThat(post(path, token, "text/plain", OFFER).statusCode()).isEqualTo(415);
        assertThat(post(path, token, "application/sdp; charset=utf-8", "v=0").statusCode())
                .isEqualTo(406);
        String large = OFFER + "a=".repeat(20_000);
        assertThat(post(path, token, "application/sdp", large).statusCode()).isEqualTo(201);
        HttpResponse<byte[]> larger =
                post(path, token, "application/sdp", OFFER + "a=".repeat(40_000));
        assertThat(larger.statusCode()).isEqualTo(413);
        assertThat(json(larger).get("detail").asText()).contains("65536");
        running.bridge.refuses = new BridgeException.Full("no place for another endpoint");
        HttpResponse<byte[]> full = offer(path, token);
        assertThat(full.statusCode()).isEqualTo(503);
        assertThat(full.headers().firstValue("retry-after")).isPresent();
    }

    @Test
    void oneTokenHasFourSessionsAtATime() {
        running.bridge.publish("or-1", "field");
        String token = token("field", "view");
        for (int i = 0; i < 4; i++) {
            assertThat(offer("/media/whep/or-1/field", token).statusCode()).isEqualTo(201);
        }
        assertThat(offer("/media/whep/or-1/field", token).statusCode()).isEqualTo(503);
    }

    @Test
    void aPageOfAnotherSiteMayAskWhatIsServed() {
        String path = "/media/whip/or-1/scope";
        HttpResponse<byte[]> preflight =
                running.send(
                        path,
                        HttpRequest.newBuilder(running.uri(path))
                                .header("Origin", "https://encoder.example")
                                .header("Access-Control-Request-Method", "POST")
                                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(preflight.statusCode()).isEqualTo(204);
        assertThat(preflight.headers().firstValue("accept-post")).contains("application/sdp");
        assertThat(preflight.headers().firstValue("access-control-allow-origin")).contains("*");
        assertThat(preflight.headers().firstValue("access-control-allow-headers").orElse(""))
                .contains("Authorization");
        String session = path + "/s";
        HttpResponse<byte[]> patch =
                running.send(
                        session,
                        HttpRequest.newBuilder(running.uri(session))
                                .header("Authorization", "Bearer " + token("scope", "publish"))
                                .method("PATCH", BodyPublishers.noBody()));
        assertThat(patch.statusCode()).isEqualTo(501);
        assertThat(running.getAsStranger(path).statusCode()).isEqualTo(405);
        HttpResponse<byte[]> api =
                running.raw(HttpRequest.newBuilder(running.uri("/api/v1/rooms")));
        assertThat(api.headers().firstValue("access-control-allow-origin")).isEmpty();
    }

    @Test
    void aTokenIsMadeByATechnicianForAFewThingsOnly() {
        String wish = "{'source':'scope','direction':'publish','minutes':10}";
        assertThat(ask(running.signIn(Role.MENTOR), wish).statusCode()).isEqualTo(403);
        assertThat(lastAudit().get("action").asText()).isEqualTo("MAKE_MEDIA_TOKEN");
        for (String odd :
                new String[] {
                    "",
                    "[]",
                    "{}",
                    "{'source':'a b','direction':'publish','minutes':10}",
                    "{'source':'voice-1','direction':'view','minutes':10}",
                    "{'source':'scope','direction':'both','minutes':10}",
                    "{'source':'scope','direction':'publish','minutes':0}",
                    "{'source':'scope','direction':'publish','minutes':1441}",
                    "{'source':'scope','direction':'publish','minutes':10,'more':1}"
                }) {
            assertThat(ask(technician, odd).statusCode()).as(odd).isEqualTo(400);
        }
        String path = "/api/v1/rooms/or-1/tokens";
        HttpResponse<byte[]> foreign =
                running.send(
                        path,
                        HttpRequest.newBuilder(running.uri(path))
                                .header("Cookie", technician)
                                .header("Origin", "https://elsewhere.example")
                                .POST(BodyPublishers.ofString(wish.replace('\'', '"'))));
        assertThat(foreign.statusCode()).isEqualTo(403);
    }
}
