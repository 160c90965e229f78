// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring.whip;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.web.Answer;
import org.tsunagu.center.web.Guard;
import org.tsunagu.center.web.Problem;
import org.tsunagu.center.web.Refusal;
import org.tsunagu.center.web.Request;
import org.tsunagu.center.web.Route;
import org.tsunagu.video.bridge.BridgeException;
import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.RoomId;

/// WHIP (RFC 9725) and WHEP: an encoder or a player offers, the bridge answers. Who they are says a
/// bearer token; neither trickle ICE nor ICE restarts are served, the answer has every candidate.
public final class MediaRoutes {
    /// Largest session description taken.
    public static final int LARGEST_SDP_BYTES = 64 * 1024;

    private static final String SDP = "application/sdp";
    private static final String RETRY_SECONDS = "5";
    private static final String PREFLIGHT =
            "a preflight carries no token, and the answer says nothing of anybody";

    private final Places places;
    private final MediaTokens tokens;
    private final MediaSessions sessions;
    private final Guard guard;

    public MediaRoutes(Places places, MediaTokens tokens, MediaSessions sessions, Guard guard) {
        this.places = places;
        this.tokens = tokens;
        this.sessions = sessions;
        this.guard = guard;
    }

    public List<Route> routes() {
        List<Route> routes = new ArrayList<>();
        for (Direction direction : Direction.values()) {
            String endpoint = "/media/" + MediaPaths.endpoint(direction) + "/{room}/{source}";
            String session = endpoint + "/{session}";
            Action action = action(direction);
            routes.add(
                    Route.asked(
                                    "POST",
                                    endpoint,
                                    action,
                                    places::locate,
                                    request -> open(request, direction))
                            .withBodyUpTo(LARGEST_SDP_BYTES));
            routes.add(Route.open("OPTIONS", endpoint, PREFLIGHT, _ -> allowed("POST, OPTIONS")));
            routes.add(
                    Route.asked(
                            "DELETE",
                            session,
                            action,
                            places::locate,
                            request -> end(request, direction)));
            routes.add(Route.asked("PATCH", session, action, places::locate, MediaRoutes::patch));
            routes.add(
                    Route.open(
                            "OPTIONS", session, PREFLIGHT, _ -> allowed("DELETE, PATCH, OPTIONS")));
        }
        return routes;
    }

    private static Action action(Direction direction) {
        return switch (direction) {
            case PUBLISH -> Action.PUBLISH_SOURCE;
            case VIEW -> Action.VIEW_SOURCE;
        };
    }

    private static Future<Answer> allowed(String methods) {
        return Future.succeededFuture(
                new Answer.Whole(
                        204,
                        "text/plain",
                        Buffer.buffer(),
                        Map.of(
                                "Accept-Post",
                                SDP,
                                "Allow",
                                methods,
                                "Access-Control-Allow-Methods",
                                methods,
                                "Access-Control-Allow-Headers",
                                "Authorization, Content-Type, If-Match",
                                "Access-Control-Max-Age",
                                "600")));
    }

    private Future<Answer> open(Request request, Direction direction) {
        request.query().only(Set.of());
        RoomId room = places.room(request);
        return token(request, room, direction).compose(token -> opened(request, token));
    }

    private Future<Answer> opened(Request request, MediaToken token) {
        String type = Objects.requireNonNullElse(request.http().getHeader("Content-Type"), "");
        if (!type.toLowerCase(Locale.ROOT).split(";", 2)[0].trim().equals(SDP)) {
            return Future.failedFuture(
                    new Refusal(
                            new Problem(
                                    415,
                                    "media-type",
                                    "This is no session description",
                                    "the body is " + SDP,
                                    "Content-Type",
                                    List.of(SDP))));
        }
        String offer = request.body().toString(StandardCharsets.UTF_8);
        return sessions.open(token, offer)
                .map(opened -> created(token, opened))
                .recover(MediaRoutes::refused);
    }

    private static Answer created(MediaToken token, MediaSessions.Opened opened) {
        String path =
                MediaPaths.of(MediaPaths.endpoint(token.direction()), token.room(), token.source());
        String id = opened.session().id();
        return new Answer.Whole(
                201,
                SDP,
                Buffer.buffer(opened.sdp()),
                Map.of("Location", path + "/" + id, "ETag", '"' + id + '"'));
    }

    private static Future<Answer> refused(Throwable failure) {
        if (!(failure instanceof BridgeException refusal)) {
            return Future.failedFuture(failure);
        }
        String detail = Objects.requireNonNullElse(refusal.getMessage(), "refused");
        return switch (refusal) {
            case BridgeException.Unacceptable _ ->
                    Future.failedFuture(
                            new Refusal(
                                    new Problem(
                                            406,
                                            "offer",
                                            "Nothing of this offer can be taken",
                                            detail,
                                            null,
                                            List.of())));
            case BridgeException.NobodyPublishes _ -> later(Problem.notFound(detail));
            case BridgeException.NoSuchEndpoint _ -> later(Problem.notFound(detail));
            case BridgeException.Full _ -> later(unavailable(detail));
            case BridgeException.Away _ -> later(unavailable(detail));
        };
    }

    private static Problem unavailable(String detail) {
        return new Problem(
                503,
                "media-unavailable",
                "The media bridge takes nothing now",
                detail,
                null,
                List.of());
    }

    private static Future<Answer> later(Problem problem) {
        return Future.succeededFuture(Answer.problem(problem).with("Retry-After", RETRY_SECONDS));
    }

    private Future<Answer> end(Request request, Direction direction) {
        request.query().only(Set.of());
        RoomId room = places.room(request);
        return token(request, room, direction)
                .compose(
                        token -> {
                            MediaSession session = sessions.of(request.part("session"));
                            if (session == null || !session.token().id().equals(token.id())) {
                                throw new Refusal(
                                        Problem.notFound("no session of this token is open here"));
                            }
                            return sessions.end(session).map(_ -> Answer.empty(200));
                        });
    }

    /// RFC 9725, section 4.3: where neither trickle ICE nor ICE restarts are supported.
    private static Future<Answer> patch(Request request) {
        return Future.failedFuture(
                new Refusal(
                        new Problem(
                                501,
                                "not-implemented",
                                "Neither trickle ICE nor ICE restarts are served",
                                "the answer had every candidate; open a new session",
                                null,
                                List.of())));
    }

    /// The token behind a request the door has let in.
    ///
    /// @return fails with [Refusal], and is recorded, when it is for another room, source or
    ///     direction, or when it is none
    private Future<MediaToken> token(Request request, RoomId room, Direction direction) {
        String authorization =
                Objects.requireNonNullElse(request.http().getHeader(HttpHeaders.AUTHORIZATION), "");
        MediaToken token = tokens.read(authorization.replaceFirst("^(?i)Bearer +", "").trim());
        if (token != null
                && token.room().equals(room)
                && token.source().equals(request.part("source"))
                && token.direction() == direction) {
            return Future.succeededFuture(token);
        }
        Problem problem =
                Problem.denied(
                        token == null
                                ? "a media token is needed here; a technician makes one"
                                : "this token is for another room, source or direction");
        return guard.refuse(request.visitor(), action(direction), problem)
                .compose(_ -> Future.failedFuture(new Refusal(problem)));
    }
}
