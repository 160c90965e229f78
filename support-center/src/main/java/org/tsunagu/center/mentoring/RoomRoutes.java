// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.web.Answer;
import org.tsunagu.center.web.Guard;
import org.tsunagu.center.web.Problem;
import org.tsunagu.center.web.Refusal;
import org.tsunagu.center.web.Request;
import org.tsunagu.center.web.Route;
import org.tsunagu.telemetry.axis.AxisTime;

/// Which rooms there are. Answered from memory on the event loop that owns them.
public final class RoomRoutes {
    private final Rooms rooms;
    private final Guard guard;

    public RoomRoutes(Rooms rooms, Guard guard) {
        this.rooms = rooms;
        this.guard = guard;
    }

    public List<Route> routes() {
        return List.of(
                Route.asked("GET", "/api/v1/rooms", Action.LOOK_ROOMS, Route.PLATFORM, this::rooms),
                Route.asked(
                        "GET",
                        "/api/v1/rooms/{room}",
                        Action.LOOK_ROOMS,
                        this::locate,
                        this::room));
    }

    /// A room that does not exist is nowhere; its handler says so to whoever the door lets in.
    Future<List<Resource>> locate(Request request) {
        LiveRoom room = rooms.of(request.part("room"));
        return Future.succeededFuture(
                List.of(room == null ? Resource.PLATFORM : Resource.of(room.room().bed())));
    }

    /// @throws Refusal when there is no such room
    LiveRoom named(Request request) {
        LiveRoom room = rooms.of(request.part("room"));
        if (room == null) {
            throw new Refusal(Problem.notFound("there is no such room"));
        }
        return room;
    }

    private Future<Answer> rooms(Request request) {
        request.query().only(Set.of());
        List<LiveRoom> seen =
                rooms.all().stream()
                        .filter(
                                room ->
                                        guard.permits(
                                                request.visitor(),
                                                Action.LOOK_ROOMS,
                                                Resource.of(room.room().bed())))
                        .toList();
        return Future.succeededFuture(
                Answer.json(
                        out -> {
                            out.writeStartObject();
                            out.writeArrayFieldStart("rooms");
                            for (LiveRoom room : seen) {
                                write(room, out);
                            }
                            out.writeEndArray();
                            out.writeEndObject();
                        }));
    }

    private Future<Answer> room(Request request) {
        request.query().only(Set.of());
        LiveRoom room = named(request);
        return Future.succeededFuture(Answer.json(out -> write(room, out)));
    }

    private static void rfc3339(String name, AxisTime at, JsonGenerator out) throws IOException {
        out.writeStringField(name, at.toRfc3339());
    }

    private static void write(LiveRoom live, JsonGenerator out) throws IOException {
        Room room = live.room();
        out.writeStartObject();
        out.writeStringField("room", room.id().value());
        out.writeStringField("title", room.title());
        out.writeStringField("bed", room.bed().value());
        var facility = room.bed().facility();
        @Nullable String at = facility == null ? null : facility.value();
        out.writeStringField("facility", at);
        out.writeNumberField("people", live.people());
        PictureJson.list(live.pictures(), RoomRoutes::rfc3339, out);
        out.writeEndObject();
    }
}
