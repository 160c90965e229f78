// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Promise;
import java.nio.file.Path;
import java.util.Set;
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
import org.tsunagu.video.bridge.EndReason;
import org.tsunagu.video.bridge.EndpointId;
import org.tsunagu.video.bridge.MediaKind;

/// Pictures and voices of a room: what is agreed upon between pages and bridge.
class RoomMediaTest {
    private static final String PUBLISH =
            "{'type':'publish','source':'field','kinds':['video','audio'],'label':'術野','trailer':true}";
    private static final String VIEW = "{'type':'view','source':'field'}";

    @TempDir Path folder;
    private RunningCenter running;
    private RoomProbe theatre;
    private RoomProbe mentor;

    @BeforeEach
    void start() {
        running = RunningCenter.start(folder);
        theatre = running.room(running.signIn(Role.NURSE)).enter("or");
        mentor = running.room(running.signIn(Role.MENTOR)).enter("mentor");
    }

    @AfterEach
    void stop() {
        theatre.close();
        mentor.close();
        running.close();
    }

    private EndpointId published() {
        theatre.say(PUBLISH);
        return new EndpointId(theatre.await("offer", "field").get("endpoint").asText());
    }

    private EndpointId viewed() {
        mentor.say(VIEW);
        return new EndpointId(mentor.await("offer", "field").get("endpoint").asText());
    }

    private JsonNode field(RoomProbe page, String phase) {
        return page.await(
                        "field is " + phase,
                        message ->
                                message.at("/sources/0/phase").asText().equals(phase)
                                        && message.at("/sources/0").has("by"))
                .at("/sources/0");
    }

    @Test
    void aPictureGoesFromTheOperatingRoomToTheMentor() {
        EndpointId publisher = published();
        JsonNode offer = theatre.await("offer", "field");
        assertThat(offer.get("direction").asText()).isEqualTo("publish");
        assertThat(offer.has("publication")).isFalse();
        assertThat(running.bridge.open.get(publisher).kinds())
                .isEqualTo(Set.of(MediaKind.VIDEO, MediaKind.AUDIO));
        theatre.say("{'type':'answer','endpoint':'" + publisher + "','sdp':'v=0 answer'}");
        Await.until("answered", () -> running.bridge.answers.containsKey(publisher));
        running.bridge.connects(publisher);
        theatre.await("connected", publisher.value());
        JsonNode source = field(mentor, "live");
        assertThat(source.get("label").asText()).isEqualTo("術野");
        assertThat(source.get("by").asText()).isEqualTo(theatre.id());
        assertThat(source.get("trailer").asBoolean()).isTrue();
        assertThat(source.get("naming").asText()).isEqualTo("trailer");
        assertThat(source.get("codec").asText()).isEqualTo("VP8");
        EndpointId viewer = viewed();
        JsonNode seen = mentor.await("offer", "field");
        assertThat(seen.get("publication").asLong()).isEqualTo(source.get("publication").asLong());
        assertThat(running.bridge.open.get(viewer).direction()).isEqualTo(Direction.VIEW);
        running.bridge.connects(viewer);
        mentor.await("connected", viewer.value());
        assertThat(Audit.of(folder))
                .extracting(record -> record.get("action").asText())
                .containsSubsequence("PUBLISH_SOURCE", "VIEW_SOURCE");
    }

    @Test
    void whatNobodySendsAndWhatOneSendsOneselfIsNotSeen() {
        mentor.say(VIEW);
        assertThat(mentor.await("refused", "field").get("reason").asText()).contains("nobody");
        published();
        theatre.say(VIEW);
        assertThat(theatre.await("refused", "field").get("reason").asText()).contains("itself");
        assertThat(running.bridge.open).hasSize(1);
    }

    @Test
    void aMentorSpeaksAndSendsNoCamera() {
        mentor.say(PUBLISH);
        assertThat(mentor.await("refused", "field").get("what").asText()).isEqualTo("publish");
        assertThat(Audit.of(folder).getLast().get("action").asText()).isEqualTo("PUBLISH_SOURCE");
        assertThat(Audit.of(folder).getLast().get("decision").asText()).isEqualTo("deny");
        String own = "voice-" + mentor.id();
        mentor.say("{'type':'publish','source':'" + own + "','kinds':['audio']}");
        mentor.await("offer", own);
        assertThat(Audit.of(folder).getLast().get("action").asText()).isEqualTo("SPEAK");
        String others = "voice-" + theatre.id();
        mentor.say("{'type':'publish','source':'" + others + "','kinds':['audio']}");
        assertThat(mentor.await("refused", others).get("reason").asText()).contains("voice");
        theatre.say("{'type':'publish','source':'" + others + "','kinds':['audio','video']}");
        assertThat(theatre.await("refused", others).get("reason").asText()).contains("sound");
        assertThat(running.bridge.open).hasSize(1);
    }

    @Test
    void aNewPublisherEndsTheOneBefore() {
        EndpointId first = published();
        RoomProbe again = running.room(running.signIn(Role.NURSE)).enter("or");
        again.say(PUBLISH);
        again.await("offer", "field");
        JsonNode ended = theatre.await("ended", first.value());
        assertThat(ended.get("reason").asText()).isEqualTo("replaced");
        assertThat(ended.get("direction").asText()).isEqualTo("publish");
        mentor.await(
                "the new one", message -> message.at("/sources/0/by").asText().equals(again.id()));
        again.close();
    }

    @Test
    void withAPageItsConnectionsGo() {
        EndpointId publisher = published();
        theatre.close();
        Await.until("closed", () -> running.bridge.closed.contains(publisher));
        mentor.await(
                "nothing is sent",
                message ->
                        message == mentor.last("state")
                                && message.get("people").size() == 1
                                && message.get("sources").isEmpty());
    }

    @Test
    void anOfferThatComesAfterItsPageHasGoneIsClosed() {
        running.bridge.gate = Promise.promise();
        theatre.say(PUBLISH);
        Await.until(
                "asked",
                () ->
                        Audit.of(folder).stream()
                                .anyMatch(
                                        record ->
                                                record.get("action")
                                                        .asText()
                                                        .equals("PUBLISH_SOURCE")));
        theatre.close();
        mentor.await(
                "left",
                message -> message == mentor.last("state") && message.get("people").size() == 1);
        running.bridge.gate.complete();
        Await.until("closed", () -> running.bridge.closed.size() == 1);
        assertThat(running.bridge.open).isEmpty();
    }

    @Test
    void aPageEndsOneConnectionAndMayOpenAnother() {
        published();
        EndpointId viewer = viewed();
        mentor.say("{'type':'close','endpoint':'" + viewer + "'}");
        assertThat(mentor.await("ended", viewer.value()).get("reason").asText())
                .isEqualTo("closed");
        assertThat(running.bridge.closed).containsExactly(viewer);
        mentor.messages.removeIf(message -> message.get("type").asText().equals("offer"));
        EndpointId second = viewed();
        running.bridge.endedByPeer(second, EndReason.CONSENT_LOST);
        assertThat(mentor.await("ended", second.value()).get("reason").asText())
                .isEqualTo("consent-lost");
    }

    @Test
    void noPageTouchesTheConnectionsOfAnother() {
        EndpointId publisher = published();
        mentor.say("{'type':'close','endpoint':'" + publisher + "'}");
        mentor.say("{'type':'answer','endpoint':'" + publisher + "','sdp':'v=0'}");
        mentor.await("refused", publisher.value());
        assertThat(running.bridge.closed).isEmpty();
        assertThat(running.bridge.answers).isEmpty();
        mentor.say("{'type':'scene','source':'field'}");
        assertThat(mentor.await("refused", "scene").get("source").asText()).isEqualTo("field");
    }

    @Test
    void theSceneOfThePublishersOwnPictureTakesTheInkAway() {
        published();
        String stroke = mentor.drawOne();
        theatre.await("kept", stroke);
        theatre.say("{'type':'scene','source':'field'}");
        assertThat(mentor.await("erased").at("/ids/0").asText()).isEqualTo(stroke);
    }

    @Test
    void anAnswerThatCannotBeReadEndsItsConnection() {
        EndpointId publisher = published();
        theatre.say("{'type':'answer','endpoint':'" + publisher + "','sdp':'nonsense'}");
        assertThat(theatre.await("refused", publisher.value()).get("reason").asText())
                .contains("no answer");
        theatre.await("ended", publisher.value());
        Await.until("closed", () -> running.bridge.closed.contains(publisher));
    }

    @Test
    void aPageHasSixteenConnectionsAndNoMore() {
        for (int i = 0; i < 17; i++) {
            theatre.say("{'type':'publish','source':'c" + i + "','kinds':['video']}");
        }
        assertThat(theatre.await("refused", "c16").get("reason").asText()).contains("16");
        theatre.await("offer", "c15");
        assertThat(running.bridge.open).hasSize(16);
    }

    @Test
    void aBridgeInTroubleIsSaidAndTheRoomGoesOn() {
        running.bridge.refuses = new BridgeException.Away("the bridge is being stopped");
        running.bridge.trouble = "the bridge is being stopped";
        theatre.say(PUBLISH);
        assertThat(theatre.await("refused", "field").get("reason").asText()).contains("stopped");
        mentor.await(
                "trouble", message -> message.at("/bridge/trouble").asText().contains("stopped"));
        mentor.say("{'type':'ping','page':12.5}");
        JsonNode pong = mentor.await("pong");
        assertThat(pong.get("page").asDouble()).isEqualTo(12.5);
        assertThat(pong.get("now").asLong()).isEqualTo(running.clock.micros());
    }

    @Test
    void whatIsSentStandsInTheApiToo() {
        published();
        JsonNode room = json("/api/v1/rooms").at("/rooms/0");
        assertThat(room.get("room").asText()).isEqualTo("or-1");
        assertThat(room.get("people").asInt()).isEqualTo(2);
        assertThat(room.at("/sources/0/label").asText()).isEqualTo("術野");
        assertThat(json("/api/v1/rooms/or-1")).isEqualTo(room);
        assertThat(running.get("/api/v1/rooms/other").statusCode()).isEqualTo(404);
        assertThat(running.getAs(running.signIn(Role.TECHNICIAN), "/api/v1/rooms").statusCode())
                .isEqualTo(200);
    }

    private JsonNode json(String path) {
        try {
            return new com.fasterxml.jackson.databind.ObjectMapper()
                    .readTree(running.get(path).body());
        } catch (java.io.IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }
}
