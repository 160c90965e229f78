// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.web.Answer;
import org.tsunagu.center.web.Guard;
import org.tsunagu.center.web.Parameters;
import org.tsunagu.center.web.Problem;
import org.tsunagu.center.web.Refusal;
import org.tsunagu.center.web.Request;
import org.tsunagu.center.web.Route;
import org.tsunagu.telemetry.axis.AxisTime;

/// `/api/v1/rooms/{room}/frozen/{at}`: the picture of a room's freeze, brought by whoever froze it,
/// fetched by pages that do not have that frame. On the event loop that owns the rooms.
final class StillRoutes {
    private static final String PATH = "/api/v1/rooms/{room}/frozen/{at}";

    private final RoomRoutes rooms;
    private final Guard guard;

    StillRoutes(RoomRoutes rooms, Guard guard) {
        this.rooms = rooms;
        this.guard = guard;
    }

    List<Route> routes() {
        return List.of(
                Route.asked("POST", PATH, Action.DRAW, rooms::locate, this::bring)
                        .withBodyUpTo(Still.LARGEST_BYTES),
                Route.asked("GET", PATH, Action.VIEW_SOURCE, rooms::locate, this::fetch));
    }

    private Future<Answer> bring(Request request) {
        return guard.fromOurPages(request, Action.DRAW).compose(_ -> brought(request));
    }

    private Future<Answer> brought(Request request) {
        request.query().only(Set.of());
        LiveRoom room = rooms.named(request);
        AxisTime at = at(request);
        if (!Still.isJpeg(request.body())) {
            throw new Refusal(
                    new Problem(
                            415,
                            "media-type",
                            "This is no picture of a frame",
                            "the body is a JPEG",
                            "body",
                            List.of(Still.MEDIA_TYPE)));
        }
        String account = RoomEntrance.account(request.visitor().subject());
        if (!room.bringStill(at, account, new Still(request.body()))) {
            throw new Refusal(
                    new Problem(
                            409,
                            "not-frozen",
                            "This freeze is not there to be given a picture",
                            "it has ended, has its picture already, or somebody else froze it",
                            "at",
                            List.of()));
        }
        return Future.succeededFuture(Answer.empty(204));
    }

    private Future<Answer> fetch(Request request) {
        request.query().only(Set.of());
        @Nullable Still still = rooms.named(request).stillOf(at(request));
        if (still == null) {
            throw new Refusal(Problem.notFound("there is no picture of this freeze"));
        }
        return Future.succeededFuture(
                new Answer.Whole(200, Still.MEDIA_TYPE, still.jpeg(), Map.of()));
    }

    private static AxisTime at(Request request) {
        try {
            return new AxisTime(Long.parseLong(request.part("at")));
        } catch (NumberFormatException _) {
            throw Parameters.refusal(
                    "at", "is no time of a freeze", List.of("microseconds UTC, as in `frozen.at`"));
        }
    }
}
