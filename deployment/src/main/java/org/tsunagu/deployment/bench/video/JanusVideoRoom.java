// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench.video;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One room of a Janus server's VideoRoom plugin, driven by its HTTP API so that the same clients
/// can be measured on it. Janus offers to who looks, so the viewer answers.
///
/// Source: Janus documentation, "RESTful, WebSockets, RabbitMQ, MQTT, Nanomsg and UnixSockets API"
/// and "VideoRoom plugin".
final class JanusVideoRoom {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /// Janus forgets a session nobody asks about for 60 s.
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);
    private static final int MOST_EVENTS = 50;

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final long session;
    private final long desk;
    private final long room;
    private final Thread alive;
    private long publisher;

    private JanusVideoRoom(URI base) throws IOException, InterruptedException {
        this.base = base;
        session = at(post("", message("create")), "data", "id").asLong();
        desk = attach();
        ObjectNode create = body("create");
        create.put("publishers", 1).put("bitrate", 0).put("fir_freq", 0);
        create.put("videocodec", "vp8,h264");
        room =
                at(post("/" + session + "/" + desk, asking(create)), "plugindata", "data", "room")
                        .asLong();
        alive = Thread.ofVirtual().name("janus-keep-alive").start(this::keepAlive);
    }

    /// Makes a room of its own on a server that runs already.
    ///
    /// @param base for example `http://127.0.0.1:8088/janus`
    static JanusVideoRoom open(URI base) throws IOException, InterruptedException {
        return new JanusVideoRoom(base);
    }

    /// Publishes; the publisher offers.
    ///
    /// @return Janus's answer
    String publish(String offer) throws IOException, InterruptedException {
        long handle = attach();
        ObjectNode join = body("joinandconfigure");
        join.put("room", room).put("ptype", "publisher").put("audio", false).put("video", true);
        JsonNode event = ask(handle, join, "offer", offer);
        publisher = at(event, "plugindata", "data", "id").asLong();
        return at(event, "jsep", "sdp").asText();
    }

    /// Looks at what is published.
    Subscription subscribe() throws IOException, InterruptedException {
        long handle = attach();
        ObjectNode join = body("join");
        join.put("room", room).put("ptype", "subscriber");
        join.putArray("streams").addObject().put("feed", publisher);
        return new Subscription(handle, at(ask(handle, join, null, null), "jsep", "sdp").asText());
    }

    /// Somebody who looks, with what Janus offers.
    final class Subscription {
        private final long handle;
        private final String offer;

        private Subscription(long handle, String offer) {
            this.handle = handle;
            this.offer = offer;
        }

        String offer() {
            return offer;
        }

        void answer(String sdp) throws IOException, InterruptedException {
            ask(handle, body("start"), "answer", sdp);
        }
    }

    /// Ends the session at Janus, and with it everything that hangs on it.
    void leave() throws IOException, InterruptedException {
        alive.interrupt();
        post("/" + session, message("destroy"));
        http.close();
    }

    private long attach() throws IOException, InterruptedException {
        ObjectNode attach = message("attach").put("plugin", "janus.plugin.videoroom");
        return at(post("/" + session, attach), "data", "id").asLong();
    }

    /// Asks a handle and waits for the event that answers it.
    private JsonNode ask(long handle, ObjectNode body, @Nullable String type, @Nullable String sdp)
            throws IOException, InterruptedException {
        ObjectNode asking = asking(body);
        if (type != null) {
            asking.putObject("jsep").put("type", type).put("sdp", sdp);
        }
        post("/" + session + "/" + handle, asking);
        String transaction = asking.path("transaction").asText();
        for (int events = 0; events < MOST_EVENTS; events++) {
            JsonNode event = poll();
            JsonNode data = event.path("plugindata").path("data");
            if (event.path("transaction").asText().equals(transaction)) {
                if (data.has("error")) {
                    throw new IOException("Janus refused: " + data.path("error").asText());
                }
                return event;
            }
        }
        throw new IOException("Janus did not answer within " + MOST_EVENTS + " events");
    }

    private JsonNode poll() throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(base + "/" + session + "?maxev=1")).GET());
    }

    private JsonNode post(String path, ObjectNode message)
            throws IOException, InterruptedException {
        return send(
                HttpRequest.newBuilder(URI.create(base + path))
                        .POST(HttpRequest.BodyPublishers.ofString(message.toString())));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer =
                http.send(
                        request.timeout(PATIENCE.multipliedBy(2)).build(),
                        HttpResponse.BodyHandlers.ofByteArray());
        JsonNode json = JSON.readTree(answer.body());
        if (json.path("janus").asText().equals("error")) {
            throw new IOException("Janus refused: " + json.path("error").path("reason").asText());
        }
        return json;
    }

    private void keepAlive() {
        try {
            while (true) {
                Thread.sleep(KEEP_ALIVE);
                post("/" + session, message("keepalive"));
            }
        } catch (InterruptedException | IOException ended) {
            Thread.currentThread().interrupt(); // the session is over
        }
    }

    private static ObjectNode asking(ObjectNode body) {
        ObjectNode message = message("message");
        message.set("body", body);
        return message;
    }

    private static ObjectNode body(String request) {
        return JSON.createObjectNode().put("request", request);
    }

    private static ObjectNode message(String kind) {
        return JSON.createObjectNode()
                .put("janus", kind)
                .put("transaction", UUID.randomUUID().toString());
    }

    private static JsonNode at(JsonNode answer, String... path) throws IOException {
        JsonNode node = answer;
        for (String name : path) {
            node = node.path(name);
        }
        if (node.isMissingNode()) {
            throw new IOException(
                    "Janus's answer has no " + String.join(".", path) + ": " + answer);
        }
        return node;
    }
}
