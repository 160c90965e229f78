// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import java.util.ArrayList;
import java.util.List;
import org.tsunagu.center.bedside.BedRoutes;
import org.tsunagu.center.bedside.Encounters;
import org.tsunagu.center.bedside.HistoryRoutes;
import org.tsunagu.center.entrance.SelfRoute;
import org.tsunagu.center.entrance.SignInRoutes;
import org.tsunagu.center.entry.EntryRoutes;
import org.tsunagu.center.live.LiveEntrance;
import org.tsunagu.center.session.Sessions;
import org.tsunagu.center.site.SiteRoutes;
import org.tsunagu.center.site.SourceRoutes;
import org.tsunagu.center.site.WebApp;
import org.tsunagu.center.ward.WardState;
import org.tsunagu.center.web.BlockingDesk;
import org.tsunagu.center.web.Guard;
import org.tsunagu.center.web.Route;
import org.tsunagu.center.web.RouteTable;

/// Everything that can be asked over HTTP, in one list; the first that fits answers.
final class CenterRoutes {
    private CenterRoutes() {}

    static RouteTable of(
            CenterConfig config,
            CenterParts parts,
            CenterPath path,
            List<Route> mentoring,
            Guard guard,
            Sessions sessions,
            SignInRoutes signIn,
            BlockingDesk desk) {
        WardState ward = path.ward();
        var encounters = new Encounters(ward, parts.history(), guard, desk, parts.clock());
        List<Route> routes = new ArrayList<>();
        routes.addAll(new BedRoutes(ward, guard, desk, parts.clock()).routes());
        routes.addAll(
                new HistoryRoutes(ward, parts.history(), encounters, desk, parts.clock()).routes());
        routes.addAll(encounters.routes());
        routes.addAll(
                new EntryRoutes(
                                ward,
                                parts.history(),
                                parts.journal().writer(),
                                guard,
                                desk,
                                parts.clock())
                        .routes());
        routes.addAll(new SourceRoutes(ward, desk).routes());
        routes.add(new SelfRoute(config.version(), config.names().facilities()).route());
        routes.addAll(signIn.routes());
        routes.addAll(new SiteRoutes(parts.checks(), parts.meters(), desk).routes());
        routes.add(new LiveEntrance(path.hub(), guard, sessions).route());
        routes.addAll(mentoring);
        routes.addAll(new WebApp(desk).routes());
        return new RouteTable(routes);
    }
}
