// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.fake.Audit;
import org.tsunagu.center.fake.RoomProbe;
import org.tsunagu.center.fake.RunningCenter;

/// Whoever froze a picture brings it; whoever does not have that frame fetches it.
class FrozenPictureTest {
    private static final int LARGEST = 4 * 1024 * 1024;

    @TempDir Path folder;
    private RunningCenter running;
    private String mentor;
    private String nurse;
    private RoomProbe theatre;
    private RoomProbe far;

    @BeforeEach
    void start() {
        running = RunningCenter.start(folder);
        running.bridge.publish("or-1", "field");
        mentor = running.signIn(Role.MENTOR);
        nurse = running.signIn(Role.NURSE);
        theatre = running.room(nurse).enter("or");
        far = running.room(mentor).enter("mentor");
    }

    @AfterEach
    void stop() {
        theatre.close();
        far.close();
        running.close();
    }

    private long freeze(RoomProbe by, int frame) {
        by.say(
                "{'type':'freeze','source':'field','frame':{'n':%d,'how':'trailer'}}"
                        .formatted(frame));
        return theatre.await("frozen", state -> state.at("/frozen/frame/n").asInt() == frame)
                .at("/frozen/at")
                .asLong();
    }

    private static byte[] jpeg(int length) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) 7);
        bytes[0] = (byte) 0xFF;
        bytes[1] = (byte) 0xD8;
        bytes[2] = (byte) 0xFF;
        return bytes;
    }

    private HttpResponse<byte[]> bring(String cookie, Object at, byte[] picture) {
        return running.raw(
                HttpRequest.newBuilder(running.uri("/api/v1/rooms/or-1/frozen/" + at))
                        .header("Cookie", cookie)
                        .header("Content-Type", "image/jpeg")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(picture)));
    }

    private HttpResponse<byte[]> fetch(String cookie, long at) {
        return running.getAs(cookie, "/api/v1/rooms/or-1/frozen/" + at);
    }

    @Test
    void everybodyGetsThePictureOfTheFreezeAsItWasBrought() {
        long at = freeze(far, 7);
        assertThat(theatre.last("state").at("/frozen/still").asBoolean(true)).isFalse();
        assertThat(fetch(nurse, at).statusCode()).isEqualTo(404);
        byte[] picture = jpeg(300_000);
        assertThat(bring(mentor, at, picture).statusCode()).isEqualTo(204);
        theatre.await("still", state -> state.at("/frozen/still").asBoolean());
        HttpResponse<byte[]> fetched = fetch(nurse, at);
        assertThat(fetched.statusCode()).isEqualTo(200);
        assertThat(fetched.headers().firstValue("Content-Type")).hasValue("image/jpeg");
        assertThat(fetched.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(fetched.body()).isEqualTo(picture);
        assertThat(Audit.of(folder).getLast().get("action").asText()).isEqualTo("VIEW_SOURCE");
        RoomProbe late = running.room(mentor).enter("mentor");
        assertThat(late.await("welcome").at("/frozen/still").asBoolean()).isTrue();
        late.close();
    }

    @Test
    void aPictureGoesWithItsFreeze() {
        long first = freeze(far, 7);
        bring(mentor, first, jpeg(100));
        running.clock.advance(Duration.ofMillis(5));
        long second = freeze(far, 8);
        assertThat(fetch(nurse, first).statusCode()).isEqualTo(404);
        assertThat(fetch(nurse, second).statusCode()).isEqualTo(404);
        assertThat(bring(mentor, first, jpeg(100)).statusCode()).isEqualTo(409);
        bring(mentor, second, jpeg(100));
        theatre.say("{'type':'freeze','source':null}");
        far.await(
                "moving",
                state -> state == far.last("state") && state.at("/frozen").isMissingNode());
        assertThat(fetch(nurse, second).statusCode()).isEqualTo(404);
    }

    @Test
    void onlyWhoFrozeItBringsItsPictureAndOnlyOnce() {
        long at = freeze(far, 7);
        assertThat(bring(nurse, at, jpeg(100)).statusCode()).isEqualTo(409);
        assertThat(bring(mentor, at, jpeg(100)).statusCode()).isEqualTo(204);
        assertThat(bring(mentor, at, jpeg(101)).statusCode()).isEqualTo(409);
        assertThat(fetch(nurse, at).body()).hasSize(100);
    }

    @Test
    void strangersAndTechniciansStayOutside() {
        long at = freeze(far, 7);
        bring(mentor, at, jpeg(100));
        String technician = running.signIn(Role.TECHNICIAN);
        assertThat(fetch(technician, at).statusCode()).isEqualTo(403);
        assertThat(bring(technician, at, jpeg(100)).statusCode()).isEqualTo(403);
        assertThat(running.getAsStranger("/api/v1/rooms/or-1/frozen/" + at).statusCode())
                .isEqualTo(401);
        HttpResponse<byte[]> foreign =
                running.raw(
                        HttpRequest.newBuilder(running.uri("/api/v1/rooms/or-1/frozen/" + at))
                                .header("Cookie", mentor)
                                .header("Origin", "https://elsewhere.example")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(jpeg(100))));
        assertThat(foreign.statusCode()).isEqualTo(403);
    }

    @Test
    void whatIsNoPictureOrTooLargeIsRefused() {
        long at = freeze(far, 7);
        assertThat(bring(mentor, at, "<html>".getBytes(StandardCharsets.UTF_8)).statusCode())
                .isEqualTo(415);
        assertThat(bring(mentor, at, new byte[0]).statusCode()).isEqualTo(415);
        assertThat(bring(mentor, at, jpeg(LARGEST + 1)).statusCode()).isEqualTo(413);
        assertThat(bring(mentor, "yesterday", jpeg(100)).statusCode()).isEqualTo(400);
        assertThat(fetch(nurse, at).statusCode()).isEqualTo(404);
        assertThat(bring(mentor, at, jpeg(LARGEST)).statusCode()).isEqualTo(204);
    }
}
