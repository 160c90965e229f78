// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.door.Subject;
import org.tsunagu.center.session.Sessions;
import org.tsunagu.center.web.Answer;
import org.tsunagu.center.web.Guard;
import org.tsunagu.center.web.OwnPages;
import org.tsunagu.center.web.Problem;
import org.tsunagu.center.web.Refusal;
import org.tsunagu.center.web.Request;
import org.tsunagu.center.web.Route;
import org.tsunagu.center.web.Visitor;

/// From an HTTP request to a live socket: origin, protocol, door.
public final class LiveEntrance {
    /// The sub-protocol of `docs/protocols/live.md`.
    public static final String PROTOCOL = "tsunagu.live.v1";

    private static final Problem FOREIGN =
            new Problem(
                    403,
                    "origin",
                    "Another site's page may not connect",
                    "the Origin header must name this server",
                    "Origin",
                    List.of());

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
        HttpServerRequest http = request.http();
        Problem problem = check(http);
        if (problem != null) {
            return Future.failedFuture(new Refusal(problem));
        }
        if (!isOurs(http, request.visitor())) {
            return guard.refuse(request.visitor(), Action.CONNECT_LIVE, FOREIGN)
                    .compose(_ -> Future.failedFuture(new Refusal(FOREIGN)));
        }
        return http.toWebSocket()
                .map(
                        socket -> {
                            if (!hub.open(socket, new Asked(request.visitor()))) {
                                socket.close((short) 1013, "too many connections");
                            }
                            return new Answer.Taken();
                        });
    }

    private static @Nullable Problem check(HttpServerRequest http) {
        String upgrade = http.getHeader(HttpHeaders.UPGRADE);
        if (upgrade == null || !upgrade.toLowerCase(Locale.ROOT).equals("websocket")) {
            return new Problem(
                    426, "websocket", "A WebSocket is served here", PROTOCOL, null, List.of());
        }
        String offered = http.getHeader("Sec-WebSocket-Protocol");
        if (offered != null
                && Arrays.stream(offered.split(",", -1))
                        .map(String::trim)
                        .noneMatch(PROTOCOL::equals)) {
            return new Problem(
                    400,
                    "protocol",
                    "This protocol is not spoken here",
                    "offer " + PROTOCOL,
                    "Sec-WebSocket-Protocol",
                    List.of(PROTOCOL));
        }
        return null;
    }

    /// A cookie goes with requests of other sites' pages too, so a page must say that it is ours; a
    /// program with a bearer token has no origin.
    private static boolean isOurs(HttpServerRequest http, Visitor visitor) {
        String origin = http.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return visitor.subject() instanceof Subject.Service;
        }
        return OwnPages.isThisServer(http, origin);
    }

    /// The door as one connection asks it.
    private final class Asked implements LiveDoor {
        private final Visitor visitor;

        Asked(Visitor visitor) {
            this.visitor = visitor;
        }

        @Override
        public Future<Decision> ask(Action action, Resource resource) {
            return guard.ask(visitor, action, List.of(resource));
        }

        @Override
        public boolean stillPermitted(Action action, Resource resource) {
            return guard.permits(visitor, action, resource);
        }

        @Override
        public boolean lasts() {
            String session = visitor.session();
            return session == null || sessions.lasting(session) != null;
        }

        @Override
        public void seen() {
            String session = visitor.session();
            if (session != null) {
                sessions.seenById(session);
            }
        }
    }
}
