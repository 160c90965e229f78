// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.center.audit.AuditUnavailable;
import org.tsunagu.store.history.StoreUnavailable;

/// Takes each HTTP request to its route through the guard, and whatever happens to an answer.
public final class HttpDesk implements Handler<HttpServerRequest> {
    private static final Logger LOG = LoggerFactory.getLogger(HttpDesk.class);
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self' data:; connect-src 'self'; worker-src 'self';"
                    + " manifest-src 'self'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";
    private static final Map<String, String> ALWAYS =
            Map.of(
                    "Content-Security-Policy", POLICY,
                    "X-Content-Type-Options", "nosniff",
                    "Referrer-Policy", "no-referrer",
                    "Cross-Origin-Opener-Policy", "same-origin",
                    "Cross-Origin-Resource-Policy", "same-origin");

    private final RouteTable table;
    private final Identification identification;
    private final Guard guard;
    private final Seen seen;

    /// Hears of every answer, for metrics.
    public interface Seen {
        /// @param template of the route, or a word for none
        void answered(String template, int status, long nanos);
    }

    public HttpDesk(RouteTable table, Identification identification, Guard guard, Seen seen) {
        this.table = table;
        this.identification = identification;
        this.guard = guard;
        this.seen = seen;
    }

    @Override
    public void handle(HttpServerRequest http) {
        http.pause();
        ALWAYS.forEach(http.response()::putHeader);
        http.exceptionHandler(failure -> LOG.debug("request ended early", failure));
        long began = System.nanoTime();
        String path = http.path() == null ? "/" : http.path();
        RouteTable.Match match = table.match(http.method().name(), path);
        String template =
                match instanceof RouteTable.Match.Found found ? found.route().template() : "none";
        answer(http, match)
                .recover(failure -> Future.succeededFuture(Answer.problem(problemOf(failure))))
                .onSuccess(
                        answer -> {
                            if (answer instanceof Answer.Whole whole) {
                                send(http, whole);
                                seen.answered(template, whole.status(), System.nanoTime() - began);
                            }
                        });
    }

    private Future<Answer> answer(HttpServerRequest http, RouteTable.Match match) {
        try {
            return switch (match) {
                case RouteTable.Match.Found(Route route, Map<String, String> path) ->
                        pass(
                                route,
                                new Request(
                                        identification.of(http), path, Parameters.of(http), http));
                case RouteTable.Match.OtherMethods(List<String> allowed) -> {
                    http.response().putHeader("Allow", String.join(", ", allowed));
                    yield Future.failedFuture(new Refusal(Problem.methodNotAllowed(allowed)));
                }
                case RouteTable.Match.Nowhere _ ->
                        Future.failedFuture(
                                new Refusal(Problem.notFound("nothing is served here")));
                case RouteTable.Match.Malformed _ ->
                        Future.failedFuture(
                                new Refusal(
                                        new Problem(
                                                400,
                                                "bad-path",
                                                "The path cannot be read",
                                                "percent-encode UTF-8",
                                                null,
                                                List.of())));
            };
        } catch (RuntimeException failure) {
            return Future.failedFuture(failure);
        }
    }

    private Future<Answer> pass(Route route, Request request) {
        return switch (route.access()) {
            case Route.Access.Open _ -> route.handler().answer(request);
            case Route.Access.Asked asked ->
                    guard.pass(request, asked).compose(_ -> route.handler().answer(request));
        };
    }

    private static void send(HttpServerRequest http, Answer.Whole answer) {
        HttpServerResponse response = http.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (!http.isEnded()) {
            http.resume();
        }
        response.setStatusCode(answer.status());
        response.putHeader("Content-Type", answer.contentType());
        response.putHeader("Cache-Control", "no-store");
        answer.headers().forEach(response::putHeader);
        Future<Void> sent;
        if (http.method().equals(HttpMethod.HEAD)) {
            response.putHeader("Content-Length", Integer.toString(answer.body().length()));
            sent = response.end();
        } else {
            sent = response.end(answer.body());
        }
        sent.onFailure(failure -> LOG.debug("the asker has gone", failure));
    }

    private static Problem problemOf(Throwable failure) {
        return switch (failure) {
            case Refusal refusal -> refusal.problem();
            case AuditUnavailable _ -> Problem.auditUnavailable();
            case StoreUnavailable _ -> Problem.storeUnavailable();
            default -> {
                LOG.error("A request failed.", failure);
                yield Problem.failed();
            }
        };
    }
}
