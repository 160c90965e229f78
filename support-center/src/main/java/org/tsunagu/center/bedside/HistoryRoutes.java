// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.bedside;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Resource;
import org.tsunagu.center.ward.WardState;
import org.tsunagu.center.web.Answer;
import org.tsunagu.center.web.BlockingDesk;
import org.tsunagu.center.web.Problem;
import org.tsunagu.center.web.Refusal;
import org.tsunagu.center.web.Request;
import org.tsunagu.center.web.Route;
import org.tsunagu.store.history.History;
import org.tsunagu.store.history.NumericPage;
import org.tsunagu.store.history.Resolution;
import org.tsunagu.store.history.ResultPage;
import org.tsunagu.store.history.RollUpPage;
import org.tsunagu.store.history.SeverityPage;
import org.tsunagu.store.history.WaveformPage;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;

/// The past of beds and encounters, from the store.
public final class HistoryRoutes {
    private final WardState ward;
    private final History history;
    private final Encounters encounters;
    private final BlockingDesk desk;
    private final InstantSource clock;

    /// Reads the scope of a request from its path.
    private interface Scoped {
        History.Scope of(Request request);
    }

    /// @param ward read on the event loop that writes it
    public HistoryRoutes(
            WardState ward,
            History history,
            Encounters encounters,
            BlockingDesk desk,
            InstantSource clock) {
        this.ward = ward;
        this.history = history;
        this.encounters = encounters;
        this.desk = desk;
        this.clock = clock;
    }

    public List<Route> routes() {
        Scoped bed = request -> new History.Scope.OfBed(BedRoutes.bedOf(request));
        Scoped encounter =
                request -> new History.Scope.OfEncounter(Encounters.encounterOf(request));
        Route.Locator atBed =
                request -> Future.succeededFuture(List.of(Resource.of(BedRoutes.bedOf(request))));
        return List.of(
                asked("/api/v1/beds/{bed}/numerics", atBed, request -> numerics(request, bed)),
                asked("/api/v1/beds/{bed}/waveforms", atBed, request -> waveforms(request, bed)),
                asked(
                        "/api/v1/encounters/{id}/numerics",
                        encounters::locate,
                        request -> numerics(request, encounter)),
                asked(
                        "/api/v1/encounters/{id}/waveforms",
                        encounters::locate,
                        request -> waveforms(request, encounter)),
                asked("/api/v1/beds/{bed}/severity", atBed, request -> severity(request, bed)),
                asked("/api/v1/beds/{bed}/results", atBed, request -> results(request, bed)),
                asked(
                        "/api/v1/encounters/{id}/severity",
                        encounters::locate,
                        request -> severity(request, encounter)),
                asked(
                        "/api/v1/encounters/{id}/results",
                        encounters::locate,
                        request -> results(request, encounter)));
    }

    private static Route asked(String template, Route.Locator locator, Route.Handler handler) {
        return Route.asked("GET", template, Action.LOOK_HISTORY, locator, handler);
    }

    private Future<Answer> numerics(Request request, Scoped scoped) {
        HistoryQuery query = HistoryQuery.numerics(scoped.of(request), request.query(), now());
        boolean known = isKnown(query.scope());
        return desk.ask(
                () -> {
                    if (query.resolution() == Resolution.RAW) {
                        NumericPage page =
                                history.numerics(
                                        query.scope(),
                                        query.code(),
                                        query.from(),
                                        query.to(),
                                        query.limit());
                        requireKnown(known || !page.points().isEmpty(), query.scope());
                        String next = next(request, query, page.next());
                        return Answer.json(out -> HistoryJson.numerics(page, query, next, out));
                    }
                    RollUpPage page =
                            history.rollUps(
                                    query.scope(),
                                    query.code(),
                                    query.resolution(),
                                    query.from(),
                                    query.to(),
                                    query.limit());
                    requireKnown(known || !page.buckets().isEmpty(), query.scope());
                    String next = next(request, query, page.next());
                    return Answer.json(out -> HistoryJson.rollUps(page, query, next, out));
                });
    }

    private Future<Answer> waveforms(Request request, Scoped scoped) {
        HistoryQuery query = HistoryQuery.waveforms(scoped.of(request), request.query(), now());
        boolean known = isKnown(query.scope());
        boolean cbor = wantsCbor(request.http().getHeader(HttpHeaders.ACCEPT));
        return desk.ask(
                () -> {
                    WaveformPage page =
                            history.waveforms(
                                    query.scope(),
                                    query.code(),
                                    query.from(),
                                    query.to(),
                                    query.limit());
                    requireKnown(known || !page.segments().isEmpty(), query.scope());
                    String next = next(request, query, page.next());
                    Answer.Content content = out -> HistoryJson.waveforms(page, query, next, out);
                    Answer.Whole answer = cbor ? Answer.cbor(content) : Answer.json(content);
                    return answer.with("Vary", "Accept");
                });
    }

    private Future<Answer> severity(Request request, Scoped scoped) {
        PatientQuery query = PatientQuery.severity(scoped.of(request), request.query(), now());
        boolean known = isKnown(query.scope());
        return desk.ask(
                () -> {
                    SeverityPage page =
                            history.severity(
                                    query.scope(),
                                    query.from(),
                                    query.to(),
                                    query.superseded(),
                                    query.limit());
                    requireKnown(known || !page.points().isEmpty(), query.scope());
                    String next = next(request, query, page.next());
                    return Answer.json(out -> SeverityJson.page(page, query, next, out));
                });
    }

    private Future<Answer> results(Request request, Scoped scoped) {
        PatientQuery query = PatientQuery.results(scoped.of(request), request.query(), now());
        boolean known = isKnown(query.scope());
        return desk.ask(
                () -> {
                    ResultPage page =
                            history.results(query.scope(), query.from(), query.to(), query.limit());
                    requireKnown(known || !page.points().isEmpty(), query.scope());
                    String next = next(request, query, page.next());
                    return Answer.json(out -> ResultJson.page(page, query, next, out));
                });
    }

    private static @Nullable String next(
            Request request, PatientQuery query, @Nullable AxisTime next) {
        return next == null ? null : query.next(request.address(), next);
    }

    /// Whether anything was ever heard of it here; on the event loop.
    private boolean isKnown(History.Scope scope) {
        return switch (scope) {
            case History.Scope.OfBed(BedId bed) -> ward.view(bed, now()) != null;
            case History.Scope.OfEncounter(EncounterId encounter) ->
                    !ward.staysOf(encounter).isEmpty();
        };
    }

    /// An empty answer about something nobody ever heard of would look like a quiet bed.
    private void requireKnown(boolean known, History.Scope scope) {
        boolean stored =
                known
                        || switch (scope) {
                            case History.Scope.OfBed(BedId bed) -> history.beds().contains(bed);
                            case History.Scope.OfEncounter(EncounterId encounter) ->
                                    history.encounter(encounter) != null;
                        };
        if (!stored) {
            throw new Refusal(Problem.notFound("nothing was ever heard of it"));
        }
    }

    private static @Nullable String next(
            Request request, HistoryQuery query, @Nullable AxisTime next) {
        return next == null ? null : query.next(request.address(), next);
    }

    /// Whether CBOR is named, and JSON not named before it.
    static boolean wantsCbor(@Nullable String accept) {
        if (accept == null) {
            return false;
        }
        int cbor = accept.indexOf(Answer.CBOR);
        int json = accept.indexOf(Answer.JSON);
        return cbor >= 0 && (json < 0 || cbor < json);
    }

    private AxisTime now() {
        return AxisTime.of(clock.instant());
    }
}
