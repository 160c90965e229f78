// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.bedside;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.ward.BedView;
import org.tsunagu.center.ward.WardState;
import org.tsunagu.center.web.Answer;
import org.tsunagu.center.web.BlockingDesk;
import org.tsunagu.center.web.Guard;
import org.tsunagu.center.web.Problem;
import org.tsunagu.center.web.Refusal;
import org.tsunagu.center.web.Request;
import org.tsunagu.center.web.Route;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.ward.BedId;

/// Beds as they are now. Answered from memory, so that they work while the database is away.
public final class BedRoutes {
    private final WardState ward;
    private final Guard guard;
    private final BlockingDesk desk;
    private final InstantSource clock;

    /// @param ward read on the event loop that writes it
    public BedRoutes(WardState ward, Guard guard, BlockingDesk desk, InstantSource clock) {
        this.ward = ward;
        this.guard = guard;
        this.desk = desk;
        this.clock = clock;
    }

    public List<Route> routes() {
        return List.of(
                Route.asked("GET", "/api/v1/beds", Action.LOOK_BOARD, Route.PLATFORM, this::beds),
                Route.asked(
                        "GET",
                        "/api/v1/beds/{bed}",
                        Action.LOOK_BED,
                        request -> Future.succeededFuture(List.of(Resource.of(bedOf(request)))),
                        this::bed));
    }

    /// @throws Refusal when the path names no bed id
    public static BedId bedOf(Request request) {
        try {
            return new BedId(request.part("bed"));
        } catch (IllegalArgumentException _) {
            throw new Refusal(Problem.notFound("this is no bed id"));
        }
    }

    private Future<Answer> beds(Request request) {
        request.query().only(Set.of());
        AxisTime now = AxisTime.of(clock.instant());
        List<Bedside> beds =
                ward.views(now).stream()
                        .filter(
                                view ->
                                        guard.permits(
                                                request.visitor(),
                                                Action.LOOK_BED,
                                                Resource.of(view.bed())))
                        .map(view -> Bedside.of(view, ward, now))
                        .toList();
        return desk.ask(
                () ->
                        Answer.json(
                                out -> {
                                    out.writeStartObject();
                                    BedJson.time(out, "now", now);
                                    out.writeArrayFieldStart("beds");
                                    for (Bedside bed : beds) {
                                        BedJson.write(bed, now, out);
                                    }
                                    out.writeEndArray();
                                    out.writeEndObject();
                                }));
    }

    private Future<Answer> bed(Request request) {
        request.query().only(Set.of());
        AxisTime now = AxisTime.of(clock.instant());
        BedView view = ward.view(bedOf(request), now);
        if (view == null) {
            throw new Refusal(Problem.notFound("nothing was ever heard of this bed"));
        }
        Bedside bedside = Bedside.of(view, ward, now);
        return Future.succeededFuture(Answer.json(out -> BedJson.write(bedside, now, out)));
    }
}
