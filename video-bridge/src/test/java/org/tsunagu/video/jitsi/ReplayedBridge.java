// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tsunagu.video.jitsi.Recorded.Exchange;

/// A bridge that says what a real one said, and takes only what that was told: each request that
/// changes something must be the next recorded one to the letter, but for identifiers, which are
/// learnt where they first appear. Expiry is taken at any time.
final class ReplayedBridge {
    private static final String CONFERENCE = "c0ffee0123456789";

    final List<String> violations = new CopyOnWriteArrayList<>();
    final List<String> expired = new CopyOnWriteArrayList<>();
    volatile boolean healthy = true;
    volatile boolean draining;
    volatile boolean conferenceLost;
    volatile double stress = 0.1;
    volatile boolean connected;
    volatile long packets = 1;

    private final HttpServer server;
    private final Queue<Exchange> expected = new ArrayDeque<>();
    private final Map<String, String> ids = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> meetings = new LinkedHashMap<>();
    private JsonObject looks = new JsonObject();

    private ReplayedBridge(HttpServer server) {
        this.server = server;
    }

    static ReplayedBridge open(Vertx vertx) {
        HttpServer server = vertx.createHttpServer();
        var bridge = new ReplayedBridge(server);
        server.requestHandler(request -> request.body().onSuccess(b -> bridge.serve(request, b)));
        server.listen(0, "127.0.0.1").await();
        return bridge;
    }

    /// Expects that session from its beginning.
    synchronized ReplayedBridge expecting(Recorded recorded) {
        expected.clear();
        ids.clear();
        expected.addAll(recorded.exchanges());
        looks = recorded.looks();
        return this;
    }

    synchronized int leftOver() {
        return expected.size();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.actualPort());
    }

    void close() {
        server.close().await();
    }

    /// How a bridge calls something now.
    String id(String word) {
        return ids.getOrDefault(word, "");
    }

    private synchronized void serve(HttpServerRequest request, Buffer body) {
        String path = request.path();
        if (request.method().name().equals("GET")) {
            get(request, path);
        } else if (path.startsWith("/colibri/drain/")) {
            draining = path.endsWith("enable");
            request.response().end();
        } else {
            change(request, path, body.toJsonObject());
        }
    }

    private void get(HttpServerRequest request, String path) {
        switch (path) {
            case "/about/health" -> request.response().setStatusCode(healthy ? 200 : 500).end();
            case "/colibri/stats" ->
                    request.response().end(JsonObject.of("stress_level", stress).encode());
            case "/debug" -> request.response().end(listing().encode());
            default -> request.response().end(look(path).encode());
        }
    }

    private synchronized JsonObject listing() {
        var conferences = new JsonObject();
        if (!conferenceLost) {
            meetings.forEach(
                    (meeting, endpoints) -> {
                        var alive = new JsonObject();
                        endpoints.stream()
                                .filter(id -> !expired.contains(id))
                                .forEach(id -> alive.put(id, id));
                        String name = meeting.equals(id("MEETING")) ? CONFERENCE : meeting;
                        conferences.put(
                                name, JsonObject.of("meeting_id", meeting, "endpoints", alive));
                    });
        }
        return JsonObject.of(
                "shutdown_state", "RUNNING", "drain", draining, "conferences", conferences);
    }

    private JsonObject look(String path) {
        String endpoint = path.substring(path.lastIndexOf('/') + 1);
        JsonObject look =
                looks.getJsonObject(endpoint.equals(id("VIEWER")) ? "viewer" : "publisher")
                        .getJsonObject("connected")
                        .copy();
        look.getJsonObject("ice_transport").put("iceConnected", connected);
        look.getJsonObject("dtls_transport").put("is_connected", connected);
        JsonObject statistics =
                look.getJsonObject("transceiver")
                        .getJsonObject("receiver")
                        .getJsonObject("Incoming statistics tracker");
        for (String name : statistics.fieldNames()) {
            if (statistics.getValue(name) instanceof JsonObject ssrc) {
                ssrc.put("num_received_packets", connected ? packets : 0);
            }
        }
        return JsonObject.of(
                "conferences",
                JsonObject.of(
                        CONFERENCE, JsonObject.of("endpoints", JsonObject.of(endpoint, look))));
    }

    private void change(HttpServerRequest request, String path, JsonObject said) {
        if (isExpiry(path, said)) {
            request.response().end("{}");
            return;
        }
        Exchange next = expected.poll();
        if (next == null) {
            refuse(request, "nothing more was expected, but " + said);
            return;
        }
        learn(said);
        String wanted = named(next.request().encode());
        if (!request.method().name().equals(next.method())
                || !path.equals(named(next.path()))
                || !new JsonObject(wanted).equals(said)) {
            refuse(request, "wanted " + wanted + " but was told " + said);
            return;
        }
        request.response().end(named(next.response().encode()));
    }

    private void refuse(HttpServerRequest request, String violation) {
        violations.add(violation);
        request.response().setStatusCode(400).end();
    }

    private boolean isExpiry(String path, JsonObject said) {
        if (said.getBoolean("expire", false)) {
            String meeting = path.substring(path.lastIndexOf('/') + 1);
            meetings.remove(meeting);
            expired.add(meeting);
            return true;
        }
        JsonObject endpoint = said.getJsonArray("endpoints", new JsonArray()).getJsonObject(0);
        if (endpoint.getBoolean("expire", false)) {
            expired.add(endpoint.getString("id"));
            return true;
        }
        return false;
    }

    private void learn(JsonObject said) {
        String endpoint = said.getJsonArray("endpoints").getJsonObject(0).getString("id");
        if (said.containsKey("meeting-id")) {
            ids.put("MEETING", said.getString("meeting-id"));
            ids.put("PUBLISHER", endpoint);
            meetings.put(said.getString("meeting-id"), new LinkedHashSet<>(Set.of(endpoint)));
        } else if (!endpoint.equals(id("PUBLISHER"))) {
            ids.put("VIEWER", endpoint);
            meetings.getOrDefault(id("MEETING"), new LinkedHashSet<>()).add(endpoint);
        }
    }

    private String named(String text) {
        String named = text.replace("CONFERENCE", CONFERENCE);
        for (Map.Entry<String, String> id : ids.entrySet()) {
            named = named.replace(id.getKey(), id.getValue());
        }
        return named;
    }
}
