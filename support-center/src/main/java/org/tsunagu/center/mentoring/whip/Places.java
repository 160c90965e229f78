// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring.whip;

import io.vertx.core.Future;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.web.Problem;
import org.tsunagu.center.web.Refusal;
import org.tsunagu.center.web.Request;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.video.bridge.RoomId;

/// Where rooms are.
///
/// @param bedOf the bed of a room, null when there is no such room
public record Places(Function<RoomId, @Nullable BedId> bedOf) {
    /// A room that does not exist is nowhere; its handler says so to whoever the door lets in.
    Future<List<Resource>> locate(Request request) {
        String name = request.part("room");
        BedId bed = RoomId.isPlain(name) ? bedOf.apply(new RoomId(name)) : null;
        return Future.succeededFuture(List.of(bed == null ? Resource.PLATFORM : Resource.of(bed)));
    }

    /// @throws Refusal when there is no such room
    RoomId room(Request request) {
        String name = request.part("room");
        if (!RoomId.isPlain(name) || bedOf.apply(new RoomId(name)) == null) {
            throw new Refusal(Problem.notFound("there is no such room"));
        }
        return new RoomId(name);
    }
}
