// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.live.LiveDoor;
import org.tsunagu.center.mentoring.ink.Author;
import org.tsunagu.center.mentoring.ink.Drawing;
import org.tsunagu.center.mentoring.ink.Piece;
import org.tsunagu.telemetry.record.StrokeId;

/// One page's connection to its room. On the event loop that owns all rooms; nothing waits here: a
/// message is served in the turn in which it comes.
final class RoomClient {
    /// Messages a page may send in a second; beyond it the connection is closed.
    static final int MOST_MESSAGES_PER_SECOND = 400;

    /// Seconds without a hello after which the connection is closed.
    static final int HELLO_WITHIN_SECONDS = 10;

    /// Seconds in which a page takes nothing after which it is closed.
    static final int STUCK_AFTER_SECONDS = 10;

    /// What may wait for a page that takes nothing; beyond it the page is closed.
    static final int MOST_WAITING_CHARS = 4 * 1024 * 1024;

    /// Strokes of one page that are drawn at the same time.
    static final int MOST_DRAWINGS = 8;

    static final short GOING = 1001;
    static final short NO_MESSAGE = 1003;
    static final short TOO_MUCH = 1008;
    static final short TOO_LARGE = 1009;
    static final short FAULT = 1011;
    static final short FULL = 1013;
    static final short HELLO_EXPECTED = 4000;
    static final short SESSION_ENDED = 4003;
    static final short OTHER_VERSION = 4010;

    private static final int SOCKET_QUEUE_BYTES = 256 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(RoomClient.class);

    private final LiveRoom room;
    private final ServerWebSocket socket;
    private final LiveDoor door;
    private final Resource place;
    private final ConnectionId id = ConnectionId.next();
    private final Map<StrokeId, Drawing> drawings = new LinkedHashMap<>();
    private final Role role;
    private Person person;
    private State state = State.NEW;
    private long lastStroke = -1;
    private int endpoints;
    private int messages;
    private int ungreeted;
    private int stuck;
    private int waitingChars;
    private boolean drawDenied;

    private enum State {
        /// Nothing was said.
        NEW,
        /// The door is asked.
        ASKED,
        /// In the room.
        IN,
        GONE
    }

    /// @param account who is signed in
    RoomClient(LiveRoom room, ServerWebSocket socket, LiveDoor door, String account, Role role) {
        this.room = room;
        this.socket = socket;
        this.door = door;
        this.role = role;
        place = Resource.of(room.room().bed());
        person = new Person(new Author(id.value(), account), role, Place.MENTOR, room.freeColour());
    }

    void start() {
        socket.setWriteQueueMaxSize(SOCKET_QUEUE_BYTES);
        socket.textMessageHandler(text -> guarded(() -> onText(text)));
        socket.binaryMessageHandler(_ -> end(NO_MESSAGE, "text messages only"));
        socket.drainHandler(_ -> waitingChars = 0);
        socket.exceptionHandler(this::onTrouble);
        socket.closeHandler(_ -> gone());
    }

    LiveRoom room() {
        return room;
    }

    Person person() {
        return person;
    }

    Author author() {
        return person.author();
    }

    RoomWire.You you() {
        Set<String> may = new LinkedHashSet<>();
        Map.of(
                        "view", Action.VIEW_SOURCE,
                        "publish", Action.PUBLISH_SOURCE,
                        "speak", Action.SPEAK,
                        "draw", Action.DRAW)
                .forEach(
                        (word, action) -> {
                            if (stillPermitted(action)) {
                                may.add(word);
                            }
                        });
        return new RoomWire.You(person, may);
    }

    /// Strokes this page has not completed.
    Collection<Drawing> drawings() {
        return List.copyOf(drawings.values());
    }

    boolean owns(StrokeId stroke) {
        return id.numberOf(stroke) >= 0;
    }

    int endpoints() {
        return endpoints;
    }

    void endpointBegun() {
        endpoints++;
    }

    void endpointGone() {
        endpoints--;
    }

    /// Asks the door and has it recorded.
    Future<Decision> ask(Action action) {
        return door.ask(action, place);
    }

    boolean stillPermitted(Action action) {
        return door.stillPermitted(action, place);
    }

    /// Whether anything can still be given.
    boolean takes() {
        return state != State.GONE && !socket.isClosed();
    }

    boolean isIn() {
        return state == State.IN;
    }

    /// A second has passed.
    void second() {
        messages = 0;
        if (!takes()) {
            gone();
            return;
        }
        if (!door.lasts()) {
            end(SESSION_ENDED, "the session has ended");
            return;
        }
        if (state != State.IN) {
            ungreeted++;
            if (ungreeted > HELLO_WITHIN_SECONDS) {
                end(HELLO_EXPECTED, "hello expected");
            }
            return;
        }
        stuck = socket.writeQueueFull() ? stuck + 1 : 0;
        if (stuck >= STUCK_AFTER_SECONDS) {
            slow("nothing taken for " + STUCK_AFTER_SECONDS + " s");
            return;
        }
        if (stillPermitted(Action.JOIN_ROOM)) {
            room.media().askAgain(this);
        } else {
            end(SESSION_ENDED, "access was withdrawn");
        }
    }

    void send(String text) {
        if (!takes()) {
            return;
        }
        if (socket.writeQueueFull()) {
            waitingChars += text.length();
            if (waitingChars > MOST_WAITING_CHARS) {
                slow("too much waits for this page");
                return;
            }
        }
        socket.writeTextMessage(text).onFailure(failure -> LOG.debug("room socket", failure));
    }

    /// A pointer that comes late points at nothing, so a slow page does without.
    void sendPointer(String text) {
        if (takes() && socket.writeQueueFull()) {
            room.parts().counters().droppedPointers.increment();
        } else {
            send(text);
        }
    }

    void refuse(
            String what, @Nullable String source, @Nullable String strokeOrEndpoint, String why) {
        room.parts().counters().refused.increment();
        send(RoomWire.refused(what, source, strokeOrEndpoint, why));
    }

    void end(short code, String reason) {
        if (state != State.GONE) {
            gone();
            socket.close(code, reason).onFailure(failure -> LOG.debug("closing", failure));
        }
    }

    /// Runs a turn of this connection; a fault in it ends this connection alone.
    void guarded(Runnable turn) {
        try {
            turn.run();
        } catch (RuntimeException fault) {
            room.parts().counters().faults.increment();
            LOG.error("A room's connection failed; it is ended.", fault);
            end(FAULT, "a fault of the server");
        }
    }

    /// A message that came in several frames and is too large is reported like this by Vert.x,
    /// which goes on with the rest of it as a message of its own.
    private void onTrouble(Throwable failure) {
        LOG.debug("room socket", failure);
        if (failure instanceof IllegalStateException) {
            end(TOO_LARGE, "at most " + RoomMessage.LARGEST_BYTES + " bytes");
        }
    }

    private void slow(String reason) {
        room.parts().counters().slowClosed.increment();
        end(TOO_MUCH, reason);
    }

    private void gone() {
        if (state != State.GONE) {
            state = State.GONE;
            room.media().closeAll(this);
            room.leave(this);
        }
    }

    private void onText(String text) {
        messages++;
        if (messages > MOST_MESSAGES_PER_SECOND) {
            end(TOO_MUCH, "too many messages");
            return;
        }
        RoomMessage message = RoomMessageReader.read(text);
        if (message instanceof RoomMessage.Broken) {
            end(NO_MESSAGE, "not a message of tsunagu.room.v1");
            return;
        }
        if (message instanceof RoomMessage.Ping(double page)) {
            send(RoomWire.pong(page, room.parts().now()));
            return;
        }
        door.seen();
        switch (state) {
            case NEW -> {
                if (message instanceof RoomMessage.Hello hello) {
                    hello(hello);
                } else {
                    end(HELLO_EXPECTED, "hello expected");
                }
            }
            case ASKED -> refuse("message", null, null, "wait for the welcome");
            case IN -> serve(message);
            case GONE -> LOG.debug("a message after the end");
        }
    }

    private void hello(RoomMessage.Hello hello) {
        if (hello.version() != RoomWire.VERSION) {
            end(OTHER_VERSION, "reload");
            return;
        }
        state = State.ASKED;
        ask(Action.JOIN_ROOM)
                .onSuccess(
                        decision -> {
                            switch (decision) {
                                case Decision.Permit _ -> guarded(() -> enter(hello.place()));
                                case Decision.Deny(String reason) -> end(SESSION_ENDED, reason);
                            }
                        })
                .onFailure(_ -> end(FAULT, "looks cannot be recorded, so nothing is shown"));
    }

    private void enter(Place asked) {
        if (!takes()) {
            return;
        }
        if (room.isFull()) {
            end(FULL, "the room is full");
            return;
        }
        state = State.IN;
        Place given = stillPermitted(Action.PUBLISH_SOURCE) ? asked : Place.MENTOR;
        person = new Person(person.author(), role, given, room.freeColour());
        room.join(this);
    }

    private void serve(RoomMessage message) {
        switch (message) {
            case RoomMessage.Hello _ -> refuse("hello", null, null, "this page is in already");
            case RoomMessage.Publish asked -> room.media().publish(this, asked);
            case RoomMessage.View(String source) -> room.media().view(this, source);
            case RoomMessage.Answer(var endpoint, String sdp) ->
                    room.media().answer(this, endpoint, sdp);
            case RoomMessage.Close(var endpoint) -> room.media().close(this, endpoint);
            case RoomMessage.Draw(Piece piece) -> {
                if (mayDraw("stroke")) {
                    refuseIf("stroke", piece.source(), piece.id(), draw(piece));
                }
            }
            case RoomMessage.Erase(StrokeId stroke) -> {
                if (mayDraw("erase")) {
                    refuseIf("erase", null, stroke, room.erase(this, stroke));
                }
            }
            case RoomMessage.Clear _ -> {
                if (mayDraw("erase")) {
                    room.clear(this);
                }
            }
            case RoomMessage.Freeze(String source, var frame) -> {
                if (mayDraw("freeze")) {
                    refuseIf("freeze", source, null, room.freeze(this, source, frame));
                }
            }
            case RoomMessage.Unfreeze _ -> {
                if (mayDraw("freeze")) {
                    room.unfreeze();
                }
            }
            case RoomMessage.Shown shown -> shown(shown);
            case RoomMessage.Scene(String source) ->
                    refuseIf("scene", source, null, room.scene(this, source));
            case RoomMessage.Ping _ -> LOG.debug("answered before");
            case RoomMessage.Odd(String what, String why) -> refuse(what, null, null, why);
            case RoomMessage.Broken _ -> LOG.debug("ended before");
        }
    }

    private @Nullable String draw(Piece piece) {
        long number = id.numberOf(piece.id());
        if (number < 0) {
            return "a stroke's id is this connection's id, ':' and a number";
        }
        if (piece.tool() == null) {
            return room.point(this, piece);
        }
        Drawing drawing = drawings.get(piece.id());
        if (drawing == null) {
            if (number <= lastStroke) {
                return "this stroke is over";
            }
            if (drawings.size() >= MOST_DRAWINGS) {
                return "at most " + MOST_DRAWINGS + " strokes are drawn at a time";
            }
            switch (room.begin(this, piece)) {
                case LiveRoom.Begun.Refused(String reason) -> {
                    return reason;
                }
                case LiveRoom.Begun.Stroke(Drawing begun) -> drawing = begun;
            }
            lastStroke = number;
            drawings.put(piece.id(), drawing);
        }
        String odd = room.draw(this, drawing, piece);
        if (drawing.done()) {
            drawings.remove(piece.id());
        }
        return odd;
    }

    private void shown(RoomMessage.Shown shown) {
        if (person.place() == Place.OR) {
            room.shown(this, shown.stroke(), shown.at(), shown.frame());
        } else {
            refuse(
                    "shown",
                    null,
                    shown.stroke().value(),
                    "only a page of the operating room says what is on its glass");
        }
    }

    /// Asked for each piece, from memory; what was drawn is recorded in the journal with its
    /// account, a denial in the audit, once.
    private boolean mayDraw(String what) {
        if (stillPermitted(Action.DRAW)) {
            drawDenied = false;
            return true;
        }
        if (!drawDenied) {
            drawDenied = true;
            ask(Action.DRAW).onFailure(failure -> LOG.warn("a denial was not recorded", failure));
        }
        refuse(what, null, null, "this role does not draw: the operator gives roles");
        return false;
    }

    private void refuseIf(
            String what, @Nullable String source, @Nullable StrokeId stroke, @Nullable String why) {
        if (why != null) {
            refuse(what, source, stroke == null ? null : stroke.value(), why);
        }
    }
}
