// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.ArrayDeque;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/// Opens WebSockets to the gateway and holds frames back where the line is to jitter. On one event
/// loop.
final class GatewayLink {
    static final String SUB_PROTOCOL = "tsunagu.device.v1";

    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;
    private static final int LARGEST_MESSAGE_BYTES = 1 << 20;
    private static final int LARGEST_FRAME_BYTES = 1 << 20;

    private final Vertx vertx;
    private final DeviceStreamOptions options;
    private final WebSocketClient client;
    private final RandomGenerator random;
    private final ArrayDeque<Buffer> held = new ArrayDeque<>();
    private long lastReleaseNanos = Long.MIN_VALUE;
    private @Nullable WebSocket socket;

    GatewayLink(Vertx vertx, DeviceStreamOptions options) {
        this.vertx = vertx;
        this.options = options;
        this.client =
                vertx.createWebSocketClient(
                        new WebSocketClientOptions()
                                .setConnectTimeout(CONNECT_TIMEOUT_MILLIS)
                                .setMaxMessageSize(LARGEST_MESSAGE_BYTES)
                                .setMaxFrameSize(LARGEST_FRAME_BYTES)
                                .setTcpNoDelay(true));
        this.random =
                RandomGeneratorFactory.of("L64X128MixRandom").create(~options.faults().seed());
    }

    Future<WebSocket> open() {
        var connect =
                new WebSocketConnectOptions()
                        .setHost(options.url().getHost())
                        .setPort(options.port())
                        .setSsl("wss".equals(options.url().getScheme()))
                        .setURI("/device")
                        .addSubProtocol(SUB_PROTOCOL)
                        .putHeader("Authorization", "Bearer " + options.token());
        return client.connect(connect).onSuccess(opened -> socket = opened);
    }

    /// Why another attempt would end the same way; null when it may not.
    @Nullable DeviceStreamException finalRefusal(Throwable failure) {
        if (!(failure instanceof UpgradeRejectedException rejected)) {
            return null;
        }
        return switch (rejected.getStatus()) {
            case 401, 403 ->
                    new DeviceStreamException(
                            "the device token is not accepted at "
                                    + options.url()
                                    + "; take the one of the platform's ready file",
                            failure);
            case 400, 404 ->
                    new DeviceStreamException(
                            options.url() + " does not speak " + SUB_PROTOCOL, failure);
            default -> null;
        };
    }

    boolean isFull() {
        WebSocket open = socket;
        // A closed socket throws when it is asked; its close handler is on the way.
        return open == null || open.isClosed() || open.writeQueueFull();
    }

    /// Runs `action` once when there is room again; at most one waits.
    void whenWritable(Runnable action) {
        WebSocket open = socket;
        if (open != null && !open.isClosed() && open.writeQueueFull()) {
            open.drainHandler(ignored -> action.run());
        }
    }

    /// Sends a control message at once.
    void send(byte[] message) {
        write(Buffer.buffer(message));
    }

    /// Sends a frame, after its jitter and never before an earlier one.
    void sendFrame(Buffer message) {
        long jitter = options.faults().jitterMicros();
        if (jitter == 0) {
            write(message);
            return;
        }
        long now = System.nanoTime();
        long release = Math.max(now + random.nextLong(jitter * 1_000 + 1), lastReleaseNanos);
        lastReleaseNanos = release;
        held.addLast(message);
        vertx.setTimer(Math.max(1, (release - now + 999_999) / 1_000_000), timer -> releaseOne());
    }

    private void releaseOne() {
        Buffer message = held.pollFirst();
        if (message != null) {
            write(message);
        }
    }

    private void write(Buffer message) {
        WebSocket open = socket;
        if (open != null && !open.isClosed()) {
            // A failed write is followed by the close handler, which sends everything again.
            open.writeBinaryMessage(message).onFailure(broken -> {});
        }
    }

    void ping() {
        WebSocket open = socket;
        if (open != null && !open.isClosed()) {
            open.writePing(Buffer.buffer()).onFailure(broken -> {});
        }
    }

    /// Ends the connection, if there is one; its close handler tells the rest.
    Future<Void> drop() {
        WebSocket open = socket;
        forget();
        return open == null || open.isClosed() ? Future.succeededFuture() : open.close();
    }

    /// What was held back goes with the connection; it is still unacknowledged.
    void forget() {
        socket = null;
        held.clear();
    }

    Future<Void> close() {
        return drop().eventually(client::close);
    }
}
