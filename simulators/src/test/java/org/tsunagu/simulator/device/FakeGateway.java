// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.ServerWebSocket;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// The gateway end of docs/protocols/device-stream.md, as little of it as a device can notice.
/// Keeps every frame message as it came; acknowledges at once unless told otherwise.
public final class FakeGateway implements AutoCloseable {
    public static final String TOKEN = "token-of-this-test";

    public final List<JsonNode> hellos = new CopyOnWriteArrayList<>();
    public final List<JsonNode> echoes = new CopyOnWriteArrayList<>();
    public final List<JsonNode> frames = new CopyOnWriteArrayList<>();
    public final Map<Long, byte[]> bytesBySequence = Collections.synchronizedMap(new TreeMap<>());
    public final AtomicInteger mostUnacknowledged = new AtomicInteger();
    public volatile boolean acknowledging = true;
    public volatile long next = 1;
    public volatile int window = 64;
    private final AtomicInteger unacknowledged = new AtomicInteger();
    private final HttpServer server;
    public final Map<String, List<JsonNode>> framesBySource = new ConcurrentHashMap<>();
    private final Map<ServerWebSocket, String> sources = new ConcurrentHashMap<>();
    private volatile ServerWebSocket socket;

    public FakeGateway(Vertx vertx) throws Exception {
        server =
                vertx.createHttpServer(
                        new HttpServerOptions()
                                .setHost("127.0.0.1")
                                .setPort(0)
                                .setMaxWebSocketMessageSize(1 << 20)
                                .setMaxWebSocketFrameSize(1 << 20)
                                .addWebSocketSubProtocol("tsunagu.device.v1"));
        server.webSocketHandshakeHandler(
                handshake -> {
                    String token = handshake.headers().get("Authorization");
                    if (!"/device".equals(handshake.path()) || !("Bearer " + TOKEN).equals(token)) {
                        handshake.reject(401);
                    } else {
                        handshake.accept();
                    }
                });
        server.webSocketHandler(this::connected);
        Await.get(server.listen());
    }

    public URI url() {
        return URI.create("ws://127.0.0.1:" + server.actualPort());
    }

    private void connected(ServerWebSocket opened) {
        socket = opened;
        unacknowledged.set(0);
        opened.binaryMessageHandler(message -> heard(opened, message.getBytes()));
    }

    private void heard(ServerWebSocket from, byte[] bytes) {
        JsonNode message = GenericCbor.read(bytes);
        JsonNode fields = message.get(2);
        switch (message.get(0).asInt()) {
            case 1 -> {
                hellos.add(fields);
                sources.put(from, fields.get("src").asText());
                send(
                        from,
                        2,
                        Map.of(
                                "ep",
                                fields.get("ep").asLong(),
                                "next",
                                next,
                                "window",
                                window,
                                "max",
                                1 << 20));
            }
            case 3 -> frame(from, fields, bytes);
            case 6 -> echoes.add(fields);
            default -> throw new AssertionError("a device sent " + message);
        }
    }

    private void frame(ServerWebSocket from, JsonNode fields, byte[] bytes) {
        long sequence = fields.get("seq").asLong();
        frames.add(fields);
        framesBySource
                .computeIfAbsent(sources.get(from), source -> new CopyOnWriteArrayList<>())
                .add(fields);
        bytesBySequence.put(sequence, bytes);
        mostUnacknowledged.accumulateAndGet(unacknowledged.incrementAndGet(), Math::max);
        if (acknowledging) {
            unacknowledged.set(0);
            send(from, 4, Map.of("upto", sequence));
        }
    }

    public void acknowledge(long upTo) {
        unacknowledged.set(0);
        send(socket, 4, Map.of("upto", upTo));
    }

    public void probe(long number) {
        send(socket, 5, Map.of("n", number));
    }

    public void refuse(String code, String text, long sequence) {
        send(
                socket,
                7,
                sequence > 0
                        ? Map.of("code", code, "text", text, "seq", sequence)
                        : Map.of("code", code, "text", text));
    }

    public void cut(int status) {
        socket.close((short) status, "cut by the test").onFailure(ignored -> {});
    }

    public List<Long> sequences() {
        return frames.stream().map(frame -> frame.get("seq").asLong()).toList();
    }

    private static void send(ServerWebSocket to, int type, Map<String, Object> fields) {
        to.writeBinaryMessage(Buffer.buffer(GenericCbor.write(type, fields)))
                .onFailure(ignored -> {});
    }

    /// Stops listening; returns at once.
    @Override
    public void close() {
        server.close().onFailure(ignored -> {});
    }
}
