// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.web;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.center.audit.AuditUnavailable;
import org.tsunagu.store.history.StoreUnavailable;

/// Takes each HTTP request to its route through the guard, and whatever happens to an answer.
/// Vert.x Web routes, reads path, query and body; what is said stays here, in one place.
public final class HttpDesk {
    /// What Vert.x Web calls a connection that ended while a body was read.
    private static final int CLIENT_GONE = 499;

    private static final String BEGAN = "tsunagu.began";
    private static final String TEMPLATE = "tsunagu.template";
    private static final String LARGEST_BODY = "tsunagu.body";
    private static final String REQUEST = "tsunagu.request";
    private static final Logger LOG = LoggerFactory.getLogger(HttpDesk.class);
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " font-src 'self' data:; connect-src 'self'; worker-src 'self';"
                    + " manifest-src 'self'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    /// What pages of other sites may call: it is opened by a bearer token alone, which no browser
    /// sends by itself.
    private static final String FOR_EVERY_SITE = "/media/";

    private static final Map<String, String> ALWAYS =
            Map.of(
                    "Content-Security-Policy", POLICY,
                    "X-Content-Type-Options", "nosniff",
                    "Referrer-Policy", "no-referrer",
                    "Permissions-Policy",
                            "camera=(self), microphone=(self), display-capture=(self),"
                                    + " geolocation=()",
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

    /// The router of Vert.x Web with every route of the table, its door first.
    public Router over(Vertx vertx) {
        Router router = Router.router(vertx);
        // Vert.x Web wants a body read before anything else; here nobody's is read before the door.
        router.route().handler(HttpDesk::begin);
        for (Route route : table.routes()) {
            var way =
                    router.routeWithRegex(
                                    HttpMethod.valueOf(route.method()),
                                    PathTemplate.regex(route.template()))
                            .useNormalizedPath(false)
                            .handler(context -> door(context, route));
            if (route.takesBody()) {
                var body = BodyHandler.create(false).setBodyLimit(route.largestBodyBytes());
                way.handler(context -> body.handle(context));
            }
            way.handler(context -> answer(context, route));
        }
        router.errorHandler(400, context -> refuse(context, Problem.badPath()));
        router.errorHandler(
                404, context -> refuse(context, Problem.notFound("nothing is served here")));
        router.errorHandler(
                405, context -> refuse(context, Problem.methodNotAllowed(allowed(context))));
        router.errorHandler(
                413,
                context ->
                        refuse(
                                context,
                                Problem.tooLarge("at most " + largestBody(context) + " bytes")));
        router.errorHandler(500, context -> refuse(context, problemOf(context)));
        router.errorHandler(
                CLIENT_GONE, context -> LOG.debug("the asker has gone", context.failure()));
        return router;
    }

    private static void begin(RoutingContext context) {
        context.put(BEGAN, System.nanoTime());
        HttpServerRequest http = context.request();
        http.pause();
        http.exceptionHandler(failure -> LOG.debug("request ended early", failure));
        if (PathTemplate.isReadable(path(context))) {
            context.next();
        } else {
            context.fail(new Refusal(Problem.badPath()));
        }
    }

    private void door(RoutingContext context, Route route) {
        context.put(TEMPLATE, route.template());
        context.put(LARGEST_BODY, route.largestBodyBytes());
        HttpServerRequest http = context.request();
        var request =
                new Request(
                        identification.of(http),
                        context.pathParams(),
                        Parameters.of(context),
                        http,
                        Buffer.buffer());
        Future<Void> passed =
                switch (route.access()) {
                    case Route.Access.Open _ -> Future.succeededFuture();
                    case Route.Access.Asked asked -> guard.pass(request, asked);
                };
        passed.onSuccess(
                        _ -> {
                            context.put(REQUEST, request);
                            context.next();
                        })
                .onFailure(context::fail);
    }

    private void answer(RoutingContext context, Route route) {
        Request request = Objects.requireNonNull(context.get(REQUEST), "the door comes first");
        Buffer body = context.body().buffer();
        route.handler()
                .answer(body == null ? request : request.with(body))
                .onSuccess(
                        answer -> {
                            switch (answer) {
                                case Answer.Whole whole -> send(context, whole);
                                case Answer.Taken _ -> LOG.debug("taken over: {}", route);
                            }
                        })
                .onFailure(context::fail);
    }

    private void refuse(RoutingContext context, Problem problem) {
        send(context, Answer.problem(problem));
    }

    private List<String> allowed(RoutingContext context) {
        List<String> methods = table.methodsAt(path(context));
        context.response().putHeader(HttpHeaders.ALLOW, String.join(", ", methods));
        return methods;
    }

    private void send(RoutingContext context, Answer.Whole answer) {
        HttpServerRequest http = context.request();
        HttpServerResponse response = http.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (!http.isEnded()) {
            http.resume();
        }
        ALWAYS.forEach(response::putHeader);
        if (path(context).startsWith(FOR_EVERY_SITE)) {
            response.putHeader("Access-Control-Allow-Origin", "*");
            response.putHeader("Access-Control-Expose-Headers", "Location, ETag, Link");
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
        Long began = context.get(BEGAN);
        String template = context.get(TEMPLATE);
        seen.answered(
                template == null ? "none" : template,
                answer.status(),
                began == null ? 0 : System.nanoTime() - began);
    }

    private static int largestBody(RoutingContext context) {
        Integer bytes = context.get(LARGEST_BODY);
        return bytes == null ? Route.USUAL_BODY_BYTES : bytes;
    }

    private static String path(RoutingContext context) {
        String path = context.request().path();
        return path == null ? "/" : path;
    }

    private static Problem problemOf(RoutingContext context) {
        return switch (context.failure()) {
            case null -> Problem.failed();
            case Refusal refusal -> refusal.problem();
            case AuditUnavailable _ -> Problem.auditUnavailable();
            case StoreUnavailable _ -> Problem.storeUnavailable();
            case Throwable failure -> {
                LOG.error("A request failed.", failure);
                yield Problem.failed();
            }
        };
    }
}
