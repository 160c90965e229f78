// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A page's end of a mentoring room, written from `docs/protocols/room.md`.
public final class RoomProbe implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    public final List<JsonNode> messages = new CopyOnWriteArrayList<>();
    public final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private volatile WebSocket socket;
    private volatile boolean reading = true;
    private int strokes;

    /// At any address.
    public static RoomProbe open(HttpClient http, URI address, String cookie, String origin) {
        var probe = new RoomProbe();
        WebSocket.Builder builder =
                http.newWebSocketBuilder().subprotocols("tsunagu.room.v1").header("Cookie", cookie);
        if (origin != null) {
            builder.header("Origin", origin);
        }
        probe.socket = builder.buildAsync(address, probe).join();
        return probe;
    }

    /// Says hello and is welcomed.
    public RoomProbe enter(String place) {
        say("{'type':'hello','version':1,'place':'" + place + "'}");
        await("welcome");
        return this;
    }

    /// With single quotes instead of double ones.
    public RoomProbe say(String message) {
        socket.sendText(message.replace('\'', '"'), true).join();
        return this;
    }

    public String id() {
        return await("welcome").get("id").asText();
    }

    /// A name for the next stroke of this page.
    public String nextStroke() {
        strokes++;
        return id() + ":" + strokes;
    }

    /// A piece of a pen on the moving picture `field`.
    public RoomProbe draw(String stroke, int from, String points, boolean done) {
        return draw(stroke, from, points, done, "");
    }

    /// @param more members, with a comma before
    public RoomProbe draw(String stroke, int from, String points, boolean done, String more) {
        return say(
                "{'type':'stroke','id':'"
                        + stroke
                        + "','source':'field','tool':'pen','colour':'cyan','surface':'moving',"
                        + "'from':"
                        + from
                        + ",'points':["
                        + points
                        + "],'done':"
                        + done
                        + more
                        + "}");
    }

    /// A whole short stroke, and its name.
    public String drawOne() {
        String stroke = nextStroke();
        draw(stroke, 0, "0.1,0.2,0.5,0,0.2,0.3,0.5,16", true);
        return stroke;
    }

    public void stopReading() {
        reading = false;
    }

    public JsonNode await(String what, Predicate<JsonNode> wanted) {
        Await.until(what + ", have " + this, () -> messages.stream().anyMatch(wanted));
        return messages.stream().filter(wanted).findFirst().orElseThrow();
    }

    /// The first message of a type.
    public JsonNode await(String type) {
        return await(type, is(type));
    }

    /// The first message of a type about this stroke, source or endpoint.
    public JsonNode await(String type, String about) {
        return await(type + " " + about, is(type).and(message -> isAbout(message, about)));
    }

    public List<JsonNode> all(String type) {
        return messages.stream().filter(is(type)).toList();
    }

    public JsonNode last(String type) {
        return all(type).getLast();
    }

    private static Predicate<JsonNode> is(String type) {
        return message -> message.path("type").asText().equals(type);
    }

    private static boolean isAbout(JsonNode message, String about) {
        return List.of("id", "source", "endpoint", "what").stream()
                .anyMatch(name -> message.path(name).asText().equals(about));
    }

    public int awaitClose() {
        try {
            return closed.get(20, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError("not closed; have " + this, failure);
        }
    }

    @Override
    public String toString() {
        return messages.stream().map(message -> message.path("type").asText()).toList().toString();
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            try {
                messages.add(JSON.readTree(text.toString()));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
            text.setLength(0);
        }
        if (reading) {
            from.request(1);
        }
        return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        closed.complete(code);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable failure) {
        closed.completeExceptionally(failure);
    }

    /// Without a goodbye, as a browser that was killed.
    @Override
    public void close() {
        socket.abort();
    }
}
