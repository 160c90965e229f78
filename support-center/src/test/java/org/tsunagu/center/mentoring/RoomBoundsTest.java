// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.fake.Await;
import org.tsunagu.center.fake.RoomProbe;
import org.tsunagu.center.live.LiveDoor;

/// What a room bears, and how each bound is said.
class RoomBoundsTest {
    private static final LiveDoor OPEN =
            new LiveDoor() {
                @Override
                public Future<Decision> ask(Action action, Resource resource) {
                    return Future.succeededFuture(new Decision.Permit());
                }

                @Override
                public boolean stillPermitted(Action action, Resource resource) {
                    return true;
                }

                @Override
                public boolean lasts() {
                    return true;
                }

                @Override
                public void seen() {}
            };

    private final List<RoomProbe> pages = new ArrayList<>();
    private RoomServer server;

    @BeforeEach
    void start() throws Exception {
        server = new RoomServer(_ -> OPEN);
        server.bridge.publish("or-1", "field");
    }

    @AfterEach
    void stop() {
        pages.forEach(RoomProbe::close);
        server.assertUnharmed();
        server.close();
    }

    private RoomProbe page() {
        RoomProbe page = server.page("/");
        pages.add(page);
        return page;
    }

    @Test
    void whoSaysNoHelloIsClosedAfterTenSeconds() throws Exception {
        RoomProbe silent = page();
        for (int i = 0; i < 12; i++) {
            server.second();
        }
        assertThat(silent.awaitClose()).isEqualTo(4000);
        assertThat(page().say("{'type':'ping','page':1}{}").awaitClose()).isEqualTo(1003);
        assertThat(page().say("{'type':'view','source':'field'}").awaitClose()).isEqualTo(4000);
        assertThat(page().say("{'type':'hello','version':2}").awaitClose()).isEqualTo(4010);
    }

    @Test
    void aMessageOfMoreThan64KiBEndsItsConnection() {
        RoomProbe page = page().enter("or");
        page.say("{'type':'answer','endpoint':'e','sdp':'" + "x".repeat(65_000) + "'}");
        page.await("refused", "e");
        page.say("{'type':'answer','endpoint':'e','sdp':'" + "x".repeat(70_000) + "'}");
        assertThat(page.awaitClose()).isEqualTo(1009);
    }

    @Test
    void moreThan400MessagesASecondEndAConnectionAndNoOther() {
        RoomProbe other = page().enter("mentor");
        RoomProbe page = page().enter("or");
        for (int i = 0; i < 500 && !page.closed.isDone(); i++) {
            page.say("{'type':'ping','page':" + i + "}");
        }
        assertThat(page.awaitClose()).isEqualTo(1008);
        other.say("{'type':'ping','page':1}");
        other.await("pong");
    }

    @Test
    void theThirtyThirdPageFindsTheRoomFull() {
        for (int i = 0; i < LiveRoom.MOST_PEOPLE; i++) {
            page().enter("mentor");
        }
        RoomProbe late = page();
        late.say("{'type':'hello','version':1,'place':'mentor'}");
        assertThat(late.awaitClose()).isEqualTo(1013);
        pages.getFirst().close();
        Await.until(
                "one has gone",
                () -> server.rooms.all().iterator().next().people() < LiveRoom.MOST_PEOPLE);
        page().enter("mentor");
    }

    @Test
    void aSlowPageMissesPointersThenIsClosedAndNobodyElseWaits() throws Exception {
        RoomProbe quick = page().enter("or");
        RoomProbe slow = page().enter("mentor");
        slow.stopReading();
        RoomProbe mentor = page().enter("mentor");
        String points = "0.12345,0.12345,0.123,16,".repeat(511) + "1,1,1,1";
        int sent = 0;
        while (server.rooms.counters().droppedPointers() == 0) {
            for (int i = 0; i < 300; i++) {
                sent++;
                mentor.say(
                        "{'type':'stroke','id':'%s:0','source':'field','tool':'pointer',"
                                        .formatted(mentor.id())
                                + "'colour':'cyan','surface':'moving','from':0,'points':["
                                + points
                                + "],'done':false}");
            }
            int all = sent;
            Await.until("passed on", () -> quick.all("stroke").size() == all);
            server.second();
            assertThat(sent).as("pieces until a queue is full").isLessThan(20_000);
        }
        for (int i = 0; i < RoomClient.STUCK_AFTER_SECONDS; i++) {
            server.second();
        }
        Await.until("closed", () -> server.rooms.counters().slowClosed() == 1);
        String stroke = mentor.drawOne();
        quick.await("stroke", stroke);
        assertThat(server.rooms.all().iterator().next().people()).isEqualTo(2);
    }

    @Test
    void whatCannotBeDrawnIsRefusedByItsReason() {
        RoomProbe page = page().enter("or");
        RoomProbe other = page().enter("or");
        String id = page.id();
        refused(page, other.id() + ":1", "field", "moving", "0,0,0,0", "connection");
        refused(page, id + ":x", "field", "moving", "0,0,0,0", "connection");
        refused(page, id + ":1", "other", "moving", "0,0,0,0", "nobody");
        refused(page, id + ":2", "field", "frozen", "0,0,0,0", "not frozen");
        refused(page, id + ":3", "field", "moving", "0,0,0", "points");
        refused(page, id + ":4", "field", "moving", "0,1.5,0,0", "range");
        refused(page, id + ":5", "field", "moving", "0,0,1e999,0", "range");
        refused(page, id + ":6", "field", "moving", "0,0,-0.1,0", "range");
        page.draw(id + ":7", 1, "0,0,0,0", false);
        assertThat(page.await("refused", id + ":7").get("reason").asText()).contains("missing");
        page.draw(id + ":8", 0, "0,0,0,0", true);
        page.await("kept", id + ":8");
        page.draw(id + ":8", 1, "0,0,0,0", true);
        assertThat(page.await("refused", id + ":8").get("reason").asText()).contains("over");
        assertThat(other.all("stroke")).hasSize(1);
        assertThat(server.journal.written).hasSize(1);
    }

    private void refused(
            RoomProbe page,
            String stroke,
            String source,
            String surface,
            String points,
            String why) {
        page.messages.removeIf(message -> message.get("type").asText().equals("refused"));
        page.say(
                "{'type':'stroke','id':'%s','source':'%s','tool':'pen','colour':'cyan',"
                                .formatted(stroke, source)
                        + "'surface':'%s','from':0,'points':[%s],'done':false}"
                                .formatted(surface, points));
        assertThat(page.await("refused").get("reason").asText()).contains(why);
    }

    @Test
    void aPageDrawsEightStrokesAtATime() {
        RoomProbe page = page().enter("or");
        for (int i = 0; i < 9; i++) {
            page.draw(page.nextStroke(), 0, "0,0,0,0", false);
        }
        assertThat(page.await("refused", page.id() + ":9").get("reason").asText()).contains("8");
    }

    @Test
    void muchInkComesInMessagesThatFit() {
        RoomProbe page = page().enter("or");
        String points = "0.12345,0.12345,0.123,16,".repeat(511) + "1,1,1,1";
        for (int stroke = 0; stroke < 4; stroke++) {
            String id = page.nextStroke();
            for (int piece = 0; piece < 8; piece++) {
                page.draw(id, piece * 512, points, piece == 7);
            }
            page.await("kept", id);
        }
        RoomProbe late = page().enter("mentor");
        Await.until(
                "all of it",
                () ->
                        late.all("stroke").stream()
                                        .filter(piece -> piece.get("done").asBoolean())
                                        .count()
                                == 4);
        assertThat(late.messages).allMatch(message -> message.toString().length() < 64 * 1024);
        assertThat(late.all("stroke").stream().mapToInt(m -> m.get("points").size()).sum())
                .isEqualTo(4 * 4_096 * 4);
    }
}
