// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.tsunagu.center.mentoring.whip.MediaRoutes;
import org.tsunagu.center.mentoring.whip.MediaTokens;
import org.tsunagu.center.mentoring.whip.Places;
import org.tsunagu.center.mentoring.whip.TokenRoutes;
import org.tsunagu.center.session.Sessions;
import org.tsunagu.center.web.Guard;
import org.tsunagu.center.web.Route;

/// Everything of mentoring rooms that can be asked over HTTP.
public final class MentoringRoutes {
    private MentoringRoutes() {}

    /// @param baseUrl where this server is found, without a slash at the end
    public static List<Route> of(
            Rooms rooms,
            MediaTokens tokens,
            Guard guard,
            Sessions sessions,
            InstantSource clock,
            Supplier<String> baseUrl) {
        var places = new Places(rooms::bedOf);
        var roomRoutes = new RoomRoutes(rooms, guard);
        List<Route> routes = new ArrayList<>(roomRoutes.routes());
        routes.addAll(new StillRoutes(roomRoutes, guard).routes());
        routes.add(new RoomEntrance(rooms, guard, sessions).route());
        routes.addAll(new TokenRoutes(places, tokens, guard, clock, baseUrl).routes());
        routes.addAll(new MediaRoutes(places, tokens, rooms.sessions(), guard).routes());
        return routes;
    }
}
