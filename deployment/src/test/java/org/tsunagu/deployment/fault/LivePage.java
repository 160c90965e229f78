// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

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
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.tsunagu.deployment.data.ReadyFile;

/// A page of the live hub (docs/protocols/live.md) that watches one bed: what its heartbeat says,
/// and how many frames came.
final class LivePage implements WebSocket.Listener, AutoCloseable {
    private static final ObjectMapper CBOR = new ObjectMapper(new CBORFactory());
    private static final int BED_FRAME = 1;
    private static final int HEARTBEAT = 100;

    private final AtomicLong frames = new AtomicLong();
    private final AtomicLong heartbeats = new AtomicLong();
    private final ByteArrayOutputStream message = new ByteArrayOutputStream();
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile @Nullable JsonNode heartbeat;
    private @Nullable WebSocket socket;

    private LivePage() {}

    static LivePage open(ReadyFile ready, String bed) {
        var page = new LivePage();
        WebSocket socket =
                page.http
                        .newWebSocketBuilder()
                        .subprotocols("tsunagu.live.v1")
                        .header("Authorization", "Bearer " + ready.serviceToken())
                        .buildAsync(
                                URI.create(ready.http().replace("http:", "ws:") + "/live"), page)
                        .join();
        page.socket = socket;
        socket.sendText("{\"type\":\"hello\",\"version\":1}", true).join();
        socket.sendText("{\"type\":\"bed\",\"bed\":\"" + bed + "\"}", true).join();
        return page;
    }

    /// Waits for a heartbeat that says so.
    JsonNode awaitHeartbeat(String what, Predicate<JsonNode> says) {
        Await.until(
                () -> "a heartbeat with " + what + ", the last says " + heartbeat,
                Await.LONG,
                () -> {
                    JsonNode last = heartbeat;
                    return last != null && says.test(last);
                });
        return Objects.requireNonNull(heartbeat);
    }

    /// Waits until more frames and heartbeats have come than have by now.
    void awaitMoreFrames(String when, int more) {
        long framesBefore = frames.get();
        long heartbeatsBefore = heartbeats.get();
        Await.until(
                () -> more + " frames on the live page " + when + ", came " + frames,
                Duration.ofSeconds(30),
                () -> frames.get() >= framesBefore + more && heartbeats.get() > heartbeatsBefore);
    }

    void awaitNextHeartbeat() {
        long before = heartbeats.get();
        Await.until("the next heartbeat", () -> heartbeats.get() > before);
    }

    @Override
    public void onOpen(WebSocket opened) {
        opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
        byte[] bytes = new byte[data.remaining()];
        data.get(bytes);
        message.writeBytes(bytes);
        if (last) {
            decode(message.toByteArray());
            message.reset();
        }
        from.request(1);
        return null;
    }

    private void decode(byte[] bytes) {
        try (JsonParser sequence = CBOR.getFactory().createParser(bytes)) {
            for (JsonNode item = CBOR.readTree(sequence);
                    item != null;
                    item = CBOR.readTree(sequence)) {
                switch (item.get(0).asInt()) {
                    case BED_FRAME -> frames.incrementAndGet();
                    case HEARTBEAT -> {
                        heartbeat = item.get(2);
                        heartbeats.incrementAndGet();
                    }
                    default -> {
                        // nothing else is looked at here
                    }
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
        http.shutdownNow();
    }
}
