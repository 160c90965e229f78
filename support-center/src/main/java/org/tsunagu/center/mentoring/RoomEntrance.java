// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import io.vertx.core.Future;
import io.vertx.core.http.ServerWebSocket;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Grant;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.door.Subject;
import org.tsunagu.center.live.SessionDoor;
import org.tsunagu.center.session.Sessions;
import org.tsunagu.center.web.Answer;
import org.tsunagu.center.web.Guard;
import org.tsunagu.center.web.Request;
import org.tsunagu.center.web.Route;
import org.tsunagu.center.web.SocketEntrance;
import org.tsunagu.telemetry.ward.BedId;

/// From an HTTP request to a room's socket. Opening it shows nothing; joining is asked and recorded
/// with the page's hello.
public final class RoomEntrance {
    /// The sub-protocol of `docs/protocols/room.md`.
    public static final String PROTOCOL = "tsunagu.room.v1";

    /// Largest message of a page.
    public static final int LARGEST_MESSAGE_BYTES = RoomMessage.LARGEST_BYTES;

    private static final short NO_SUCH_ROOM = 4004;

    private final Rooms rooms;
    private final Guard guard;
    private final Sessions sessions;

    public RoomEntrance(Rooms rooms, Guard guard, Sessions sessions) {
        this.rooms = rooms;
        this.guard = guard;
        this.sessions = sessions;
    }

    public Route route() {
        return Route.asked(
                "GET", "/rooms/{room}/live", Action.CONNECT_LIVE, Route.PLATFORM, this::open);
    }

    private Future<Answer> open(Request request) {
        return SocketEntrance.accept(request, PROTOCOL, guard)
                .map(
                        socket -> {
                            enter(request, socket);
                            return new Answer.Taken();
                        });
    }

    private void enter(Request request, ServerWebSocket socket) {
        LiveRoom room = rooms.of(request.part("room"));
        if (room == null) {
            socket.close(NO_SUCH_ROOM, "there is no such room");
            return;
        }
        Subject subject = request.visitor().subject();
        BedId bed = room.room().bed();
        var door = new SessionDoor(request.visitor(), guard, sessions);
        if (!rooms.open(room, socket, door, account(subject), role(subject, bed))) {
            socket.close(RoomClient.FULL, "too many connections");
        }
    }

    /// The name under which somebody draws.
    static String account(Subject subject) {
        return subject instanceof Subject.Person person ? person.id() : subject.label();
    }

    /// What the person is at the room's facility. Only for the others to read: the door decides by
    /// every role there is.
    private static Role role(Subject subject, BedId bed) {
        if (!(subject instanceof Subject.Person person)) {
            return Role.TECHNICIAN;
        }
        Resource place = Resource.of(bed);
        return person.grants().stream()
                .filter(grant -> grant.where().covers(place))
                .map(Grant::role)
                .findFirst()
                .orElse(Role.TECHNICIAN);
    }
}
