// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Subject;

/// From an HTTP request, whose door was asked, to a socket: protocol and origin.
public final class SocketEntrance {
    private static final Problem FOREIGN =
            new Problem(
                    403,
                    "origin",
                    "Another site's page may not connect",
                    "the Origin header must name this server",
                    "Origin",
                    List.of());

    private SocketEntrance() {}

    /// @param protocol the sub-protocol served
    /// @return fails with [Refusal]; a foreign page is recorded before
    public static Future<ServerWebSocket> accept(Request request, String protocol, Guard guard) {
        HttpServerRequest http = request.http();
        Problem problem = check(http, protocol);
        if (problem != null) {
            return Future.failedFuture(new Refusal(problem));
        }
        if (!isOurs(http, request.visitor())) {
            return guard.refuse(request.visitor(), Action.CONNECT_LIVE, FOREIGN)
                    .compose(_ -> Future.failedFuture(new Refusal(FOREIGN)));
        }
        return http.toWebSocket();
    }

    private static @Nullable Problem check(HttpServerRequest http, String protocol) {
        String upgrade = http.getHeader(HttpHeaders.UPGRADE);
        if (upgrade == null || !upgrade.toLowerCase(Locale.ROOT).equals("websocket")) {
            return new Problem(
                    426, "websocket", "A WebSocket is served here", protocol, null, List.of());
        }
        String offered = http.getHeader("Sec-WebSocket-Protocol");
        if (offered != null
                && Arrays.stream(offered.split(",", -1))
                        .map(String::trim)
                        .noneMatch(protocol::equals)) {
            return new Problem(
                    400,
                    "protocol",
                    "This protocol is not spoken here",
                    "offer " + protocol,
                    "Sec-WebSocket-Protocol",
                    List.of(protocol));
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
}
