// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/// A device on the device stream, written from `docs/protocols/device-stream.md`.
public final class DeviceClient implements AutoCloseable {
    /// A message of the gateway.
    public record Said(long type, Map<?, ?> fields) {
        public long number(String field) {
            return (Long) fields.get(field);
        }

        public String text(String field) {
            return (String) fields.get(field);
        }
    }

    private final WebSocket socket;
    private final Queue<Said> heard = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean echoing = true;

    private DeviceClient(WebSocket socket) {
        this.socket = socket;
        socket.binaryMessageHandler(this::onMessage);
        socket.closeHandler(_ -> closed.set(true));
    }

    public static DeviceClient connect(Vertx vertx, int port, String token, String... protocols)
            throws Exception {
        var options =
                new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setURI("/device")
                        .putHeader("Authorization", "Bearer " + token);
        for (String protocol : protocols.length == 0 ? DEFAULT : protocols) {
            options.addSubProtocol(protocol);
        }
        var limits =
                new WebSocketClientOptions().setMaxFrameSize(8 << 20).setMaxMessageSize(8 << 20);
        try {
            WebSocket socket =
                    vertx.createWebSocketClient(limits)
                            .connect(options)
                            .toCompletionStage()
                            .toCompletableFuture()
                            .get(20, TimeUnit.SECONDS);
            return new DeviceClient(socket);
        } catch (ExecutionException refused) {
            throw (Exception) refused.getCause();
        }
    }

    private static final String[] DEFAULT = {"tsunagu.device.v1"};

    public static long nowMicros() {
        java.time.Instant now = java.time.Instant.now();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    public void neverEcho() {
        echoing = false;
    }

    public DeviceClient hello(String source, long epoch) {
        say(1, Cbor.map("src", source, "ep", epoch, "sent", nowMicros(), "sw", "test 1"));
        return this;
    }

    public void say(int type, Map<String, Object> fields) {
        bytes(Cbor.write(List.of(type, 1, fields)));
    }

    public void bytes(byte[] message) {
        socket.writeBinaryMessage(Buffer.buffer(message)).onFailure(_ -> closed.set(true));
    }

    public void text(String message) {
        socket.writeTextMessage(message).onFailure(_ -> closed.set(true));
    }

    /// A heart rate measured now.
    public void frame(long sequence, String bed) {
        frame(sequence, bed, nowMicros());
    }

    public void frame(long sequence, String bed, long atMicros) {
        say(
                3,
                Cbor.map(
                        "seq",
                        sequence,
                        "sent",
                        nowMicros(),
                        "bed",
                        bed,
                        "num",
                        List.of(Cbor.map("c", 147842, "t", atMicros, "v", 72, "u", "/min"))));
    }

    /// The next message of this type; probes are passed over.
    public Said next(long type) {
        Await.until("message of type " + type, () -> heard.stream().anyMatch(s -> s.type == type));
        while (true) {
            Said said = heard.remove();
            if (said.type == type) {
                return said;
            }
        }
    }

    /// Waits until everything up to this number is acknowledged.
    public void awaitAck(long sequence) {
        long upTo = 0;
        while (upTo < sequence) {
            upTo = next(4).number("upto");
        }
    }

    public boolean heardAny(long type) {
        return heard.stream().anyMatch(s -> s.type == type);
    }

    public void awaitClosed() {
        Await.until("the connection is closed", closed::get);
    }

    public int closeCode() {
        awaitClosed();
        return socket.closeStatusCode();
    }

    @Override
    public void close() {
        socket.close().onFailure(_ -> closed.set(true));
    }

    private void onMessage(Buffer message) {
        List<?> item = (List<?>) Cbor.read(message.getBytes());
        var said = new Said((Long) item.get(0), (Map<?, ?>) item.get(2));
        if (said.type == 5) {
            if (echoing) {
                say(6, Cbor.map("n", said.number("n"), "sent", nowMicros()));
            }
        } else {
            heard.add(said);
        }
    }
}
