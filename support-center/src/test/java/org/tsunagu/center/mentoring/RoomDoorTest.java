// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.fake.Await;
import org.tsunagu.center.fake.RoomProbe;
import org.tsunagu.center.live.LiveDoor;

/// Each kind of message a room's page can send is named here with what the door says to it. A new
/// kind fails this test until somebody has decided.
class RoomDoorTest {
    private static final String PIECE =
            "'source':'field','tool':'pen','colour':'cyan','surface':'moving','from':0,"
                    + "'points':[0,0,0,0],'done':true}";

    /// A page's message, `ID` standing for the connection's id, and what is asked before anything
    /// happens.
    ///
    /// @param action null: nothing of the room is given or changed for it
    private record Said(String text, Action action) {}

    private static final Map<Class<? extends RoomMessage>, Said> MESSAGES =
            Map.ofEntries(
                    Map.entry(
                            RoomMessage.Hello.class,
                            new Said(
                                    "{'type':'hello','version':1,'place':'or'}", Action.JOIN_ROOM)),
                    Map.entry(
                            RoomMessage.Publish.class,
                            new Said(
                                    "{'type':'publish','source':'cam','kinds':['video']}",
                                    Action.PUBLISH_SOURCE)),
                    Map.entry(
                            RoomMessage.View.class,
                            new Said("{'type':'view','source':'field'}", Action.VIEW_SOURCE)),
                    Map.entry(
                            RoomMessage.Answer.class,
                            new Said("{'type':'answer','endpoint':'e1','sdp':'v=0'}", null)),
                    Map.entry(
                            RoomMessage.Close.class,
                            new Said("{'type':'close','endpoint':'e1'}", null)),
                    Map.entry(
                            RoomMessage.Draw.class,
                            new Said("{'type':'stroke','id':'ID:1'," + PIECE, Action.DRAW)),
                    Map.entry(
                            RoomMessage.Erase.class,
                            new Said("{'type':'erase','id':'ID:1'}", Action.DRAW)),
                    Map.entry(
                            RoomMessage.Clear.class,
                            new Said("{'type':'erase','all':true}", Action.DRAW)),
                    Map.entry(
                            RoomMessage.Freeze.class,
                            new Said("{'type':'freeze','source':'field'}", Action.DRAW)),
                    Map.entry(
                            RoomMessage.Unfreeze.class,
                            new Said("{'type':'freeze','source':null}", Action.DRAW)),
                    Map.entry(
                            RoomMessage.Shown.class,
                            new Said("{'type':'shown','id':'x:1','at':1}", null)),
                    Map.entry(
                            RoomMessage.Scene.class,
                            new Said("{'type':'scene','source':'field'}", null)),
                    Map.entry(RoomMessage.Ping.class, new Said("{'type':'ping','page':1.5}", null)),
                    Map.entry(RoomMessage.Odd.class, new Said("{'type':'everything'}", null)),
                    Map.entry(RoomMessage.Broken.class, new Said("[]", null)));

    /// Permits what stands here, and writes down what it was asked.
    private static final class NarrowDoor implements LiveDoor {
        final Set<Action> permitted;
        final List<Action> asked = new CopyOnWriteArrayList<>();
        volatile boolean lasts = true;

        NarrowDoor(Set<Action> permitted) {
            this.permitted = EnumSet.copyOf(permitted);
        }

        @Override
        public Future<Decision> ask(Action action, Resource resource) {
            asked.add(action);
            return Future.succeededFuture(
                    permitted.contains(action)
                            ? new Decision.Permit()
                            : new Decision.Deny("not here"));
        }

        @Override
        public boolean stillPermitted(Action action, Resource resource) {
            return permitted.contains(action);
        }

        @Override
        public boolean lasts() {
            return lasts;
        }

        @Override
        public void seen() {}
    }

    private static NarrowDoor everything() {
        return new NarrowDoor(EnumSet.allOf(Action.class));
    }

    @Test
    void everyMessageAPageCanSendIsDecided() {
        List<Class<?>> kinds = new ArrayList<>(List.of(RoomMessage.class.getPermittedSubclasses()));
        assertThat(MESSAGES.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        kinds.stream().map(RoomDoorTest::message).toList());
        MESSAGES.forEach(
                (kind, said) ->
                        assertThat(RoomMessageReader.read(said.text().replace('\'', '"')))
                                .isInstanceOf(kind));
    }

    private static Class<? extends RoomMessage> message(Class<?> kind) {
        return kind.asSubclass(RoomMessage.class);
    }

    @Test
    void outsideARoomNoMessageGetsAnything() throws Exception {
        for (Map.Entry<Class<? extends RoomMessage>, Said> entry : MESSAGES.entrySet()) {
            var door = new NarrowDoor(EnumSet.of(Action.SIGN_OUT));
            try (RoomServer server = new RoomServer(_ -> door);
                    RoomProbe page = server.page("/")) {
                server.bridge.publish("or-1", "field");
                page.say(entry.getValue().text());
                if (entry.getKey() == RoomMessage.Ping.class) {
                    page.await("pong");
                } else {
                    page.awaitClose();
                    assertThat(page.messages).as(entry.getKey().getSimpleName()).isEmpty();
                }
                server.assertUnharmed();
            }
        }
    }

    @Test
    void whatTheDoorDeniesChangesNothingAndIsRecorded() throws Exception {
        for (Map.Entry<Class<? extends RoomMessage>, Said> entry : MESSAGES.entrySet()) {
            Action action = entry.getValue().action();
            if (action == null || action == Action.JOIN_ROOM) {
                continue;
            }
            NarrowDoor narrow = everything();
            narrow.permitted.remove(action);
            try (RoomServer server =
                            new RoomServer(path -> path.equals("/me") ? narrow : everything());
                    RoomProbe other = server.page("/other").enter("or");
                    RoomProbe me = server.page("/me").enter("or")) {
                server.bridge.publish("or-1", "field");
                other.await("the source", message -> message.at("/sources/0").isObject());
                me.say(entry.getValue().text().replace("ID", me.id()));
                me.await("refused");
                assertThat(narrow.asked)
                        .as(action.name())
                        .containsExactly(Action.JOIN_ROOM, action);
                assertThat(other.messages)
                        .extracting(message -> message.get("type").asText())
                        .containsOnly("welcome", "state");
                assertThat(server.bridge.open).hasSize(1);
                assertThat(server.journal.written).isEmpty();
                server.assertUnharmed();
            }
        }
    }

    @Test
    void whatWasPermittedIsAskedAgainEachSecond() throws Exception {
        NarrowDoor mine = everything();
        try (RoomServer server = new RoomServer(_ -> mine);
                RoomProbe page = server.page("/").enter("or")) {
            server.bridge.publish("or-1", "field");
            page.say("{'type':'view','source':'field'}");
            page.say("{'type':'publish','source':'cam','kinds':['video']}");
            String viewed = page.await("offer", "field").get("endpoint").asText();
            page.await("offer", "cam");
            mine.permitted.remove(Action.VIEW_SOURCE);
            server.second();
            assertThat(page.await("ended", viewed).get("reason").asText()).isEqualTo("withdrawn");
            Await.until("closed at the bridge", () -> server.bridge.closed.size() == 1);
            assertThat(page.all("ended")).hasSize(1);
            mine.permitted.remove(Action.JOIN_ROOM);
            server.second();
            assertThat(page.awaitClose()).isEqualTo(4003);
            Await.until("everything closed", () -> server.bridge.closed.size() == 2);
            server.assertUnharmed();
        }
    }

    @Test
    void withTheSessionTheRoomEnds() throws Exception {
        NarrowDoor mine = everything();
        try (RoomServer server = new RoomServer(_ -> mine);
                RoomProbe page = server.page("/").enter("or")) {
            mine.lasts = false;
            server.second();
            assertThat(page.awaitClose()).isEqualTo(4003);
        }
    }
}
