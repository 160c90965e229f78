// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import io.vertx.core.Future;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.session.Sessions;
import org.tsunagu.center.web.Answer;
import org.tsunagu.center.web.Guard;
import org.tsunagu.center.web.Request;
import org.tsunagu.center.web.Route;
import org.tsunagu.center.web.SocketEntrance;

/// From an HTTP request to a live socket: origin, protocol, door.
public final class LiveEntrance {
    /// The sub-protocol of `docs/protocols/live.md`.
    public static final String PROTOCOL = "tsunagu.live.v1";

    private final LiveHub hub;
    private final Guard guard;
    private final Sessions sessions;

    public LiveEntrance(LiveHub hub, Guard guard, Sessions sessions) {
        this.hub = hub;
        this.guard = guard;
        this.sessions = sessions;
    }

    public Route route() {
        return Route.asked("GET", "/live", Action.CONNECT_LIVE, Route.PLATFORM, this::open);
    }

    private Future<Answer> open(Request request) {
        return SocketEntrance.accept(request, PROTOCOL, guard)
                .map(
                        socket -> {
                            var door = new SessionDoor(request.visitor(), guard, sessions);
                            if (!hub.open(socket, door)) {
                                socket.close((short) 1013, "too many connections");
                            }
                            return new Answer.Taken();
                        });
    }
}
