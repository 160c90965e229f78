// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.fake;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.tsunagu.center.SupportCenter;

/// A page's end of the live hub, written from `docs/protocols/live.md`: CBOR sequences, decoded by
/// a generic reader.
public final class LiveProbe implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());

    public final List<JsonNode> items = new CopyOnWriteArrayList<>();
    public final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private volatile WebSocket socket;
    private volatile boolean reading = true;

    public static LiveProbe open(
            HttpClient http, SupportCenter center, String header, String value, String origin) {
        URI address = URI.create(center.baseUrl().replaceFirst("^http", "ws") + "/live");
        return open(http, address, header, value, origin);
    }

    /// At any address.
    public static LiveProbe open(
            HttpClient http, URI address, String header, String value, String origin) {
        var probe = new LiveProbe();
        WebSocket.Builder builder =
                http.newWebSocketBuilder().subprotocols("tsunagu.live.v1").header(header, value);
        if (origin != null) {
            builder.header("Origin", origin);
        }
        probe.socket = builder.buildAsync(address, probe).join();
        return probe;
    }

    /// Says hello.
    public LiveProbe hello() {
        return say("{\"type\":\"hello\",\"version\":1}");
    }

    public LiveProbe say(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    /// Stops taking anything, as a page on a dead link.
    public void stopReading() {
        reading = false;
    }

    /// Says goodbye as a page does that is closed. What it did not take before it never takes.
    public void sayGoodbye() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
    }

    public void readAgain() {
        reading = true;
        socket.request(Long.MAX_VALUE / 2);
    }

    public JsonNode await(String what, Predicate<JsonNode> wanted) {
        Await.until(what + ", have " + types(), () -> items.stream().anyMatch(wanted));
        return items.stream().filter(wanted).findFirst().orElseThrow();
    }

    /// The first item of a type.
    public JsonNode await(int type) {
        return await("item of type " + type, item -> item.get(0).asInt() == type).get(2);
    }

    public List<JsonNode> all(int type) {
        return items.stream()
                .filter(item -> item.get(0).asInt() == type)
                .map(item -> item.get(2))
                .toList();
    }

    public List<Integer> types() {
        return items.stream().map(item -> item.get(0).asInt()).toList();
    }

    public int awaitClose() {
        try {
            return closed.get(15, TimeUnit.SECONDS);
        } catch (Exception failure) {
            throw new AssertionError("not closed; have " + types(), failure);
        }
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(1);
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        message.writeBytes(bytes);
        if (last) {
            decode(message.toByteArray());
            message.reset();
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

    private void decode(byte[] bytes) {
        try (JsonParser sequence = CBOR.getFactory().createParser(bytes)) {
            for (JsonNode item = CBOR.readTree(sequence);
                    item != null;
                    item = CBOR.readTree(sequence)) {
                items.add(item);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        socket.abort();
    }
}
