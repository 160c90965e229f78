// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.site;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.web.Answer;
import org.tsunagu.center.web.BlockingDesk;
import org.tsunagu.center.web.Request;
import org.tsunagu.center.web.Route;

/// Health, metrics and the API's own description.
public final class SiteRoutes {
    private static final String OPENAPI = "openapi.json";
    private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

    private final List<HealthCheck> checks;
    private final PrometheusMeterRegistry meters;
    private final BlockingDesk desk;

    private record Outcome(String name, HealthCheck.State state) {}

    public SiteRoutes(List<HealthCheck> checks, PrometheusMeterRegistry meters, BlockingDesk desk) {
        this.checks = List.copyOf(checks);
        this.meters = meters;
        this.desk = desk;
    }

    public List<Route> routes() {
        String why = "says nothing about anybody, and a load balancer has no session";
        return List.of(
                Route.open(
                        "GET", "/health/live", why, _ -> Future.succeededFuture(health(List.of()))),
                Route.open("GET", "/health/ready", why, this::ready),
                Route.open(
                        "GET",
                        "/api/v1/openapi.json",
                        "the description is the same for everybody and in the source",
                        this::description),
                Route.asked("GET", "/metrics", Action.READ_METRICS, Route.PLATFORM, this::metrics));
    }

    private Future<Answer> ready(Request request) {
        return desk.ask(
                () -> {
                    List<Outcome> outcomes = new ArrayList<>();
                    for (HealthCheck check : checks) {
                        outcomes.add(new Outcome(check.name(), check.state().get()));
                    }
                    return health(outcomes);
                });
    }

    private static Answer health(List<Outcome> outcomes) {
        boolean up = outcomes.stream().allMatch(outcome -> outcome.state().ok());
        Answer.Whole answer =
                Answer.json(
                        out -> {
                            out.writeStartObject();
                            out.writeStringField("status", up ? "up" : "down");
                            out.writeArrayFieldStart("checks");
                            for (Outcome outcome : outcomes) {
                                out.writeStartObject();
                                out.writeStringField("name", outcome.name());
                                out.writeBooleanField("ok", outcome.state().ok());
                                out.writeStringField("detail", outcome.state().detail());
                                out.writeEndObject();
                            }
                            out.writeEndArray();
                            out.writeEndObject();
                        });
        return new Answer.Whole(up ? 200 : 503, answer.contentType(), answer.body(), Map.of());
    }

    private Future<Answer> metrics(Request request) {
        return desk.ask(() -> Answer.text(200, METRICS, meters.scrape()));
    }

    private Future<Answer> description(Request request) {
        return desk.ask(
                () -> {
                    Buffer document = Resources.read(SiteRoutes.class, OPENAPI);
                    if (document == null) {
                        throw new IllegalStateException(OPENAPI + " is not in the class path");
                    }
                    return new Answer.Whole(200, Answer.JSON, document, Map.of());
                });
    }
}
