// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.ServerWebSocketHandshake;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.gateway.door.Door;
import org.tsunagu.gateway.door.SourceGrant;
import org.tsunagu.gateway.journal.JournalGate;
import org.tsunagu.gateway.source.SourceRegistry;
import org.tsunagu.telemetry.anomaly.AnomalyLog;
import org.tsunagu.telemetry.axis.ArrivalClock;

/// The device port: WebSocket at `/device`, one [StreamSession] per connection. To be used on one
/// event loop, which then owns all of them.
public final class StreamServer {
    /// The sub-protocol of version 1.
    public static final String SUB_PROTOCOL = "tsunagu.device.v1";

    /// Connections at a time; one more is answered with 503.
    public static final int MOST_CONNECTIONS = 5_000;

    /// Acknowledgements wait so long for company. Nobody looks at them; at 100 connections one for
    /// each turn of the event loop cost more system calls than the frames.
    static final long ACKNOWLEDGE_WITHIN_MILLIS = 25;

    private static final Logger LOG = LoggerFactory.getLogger(StreamServer.class);

    /// Nothing either way for so long: no device, a session would have probed it.
    private static final int IDLE_SECONDS = 60;

    private static final String PATH = "/device";
    private static final String BEARER = "Bearer ";

    private final Vertx vertx;
    private final Door door;
    private final StreamHall hall;
    private final Set<StreamSession> sessions = new HashSet<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private @Nullable HttpServer server;

    public StreamServer(
            Vertx vertx,
            StreamConfig config,
            Door door,
            FrameIntake intake,
            SourceRegistry sources,
            ArrivalClock clock,
            LongSupplier nanoTime,
            JournalGate gate) {
        this.vertx = vertx;
        this.door = door;
        hall = new StreamHall(config, intake, sources, clock, nanoTime, gate);
    }

    /// Begins to listen; gives the port.
    public Future<Integer> listen() {
        StreamConfig config = hall.config();
        // one byte more than a message may have, so that the session can say what is wrong
        int largest = 2 * config.largestMessageBytes();
        var options =
                new HttpServerOptions()
                        .setHost(config.bind())
                        .setPort(config.port())
                        .setWebSocketSubProtocols(List.of(SUB_PROTOCOL))
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setMaxWebSocketFrameSize(largest)
                        .setMaxWebSocketMessageSize(largest)
                        .setIdleTimeout(IDLE_SECONDS)
                        .setTcpNoDelay(true);
        HttpServer made =
                vertx.createHttpServer(options)
                        .webSocketHandshakeHandler(this::onHandshake)
                        .webSocketHandler(this::onConnection)
                        .requestHandler(StreamServer::onRequest);
        server = made;
        return made.listen().map(HttpServer::actualPort);
    }

    /// To be called several times a second: probes, and the end of silent connections.
    public void tick() {
        List.copyOf(sessions).forEach(StreamSession::tick);
    }

    public int connections() {
        return sessions.size();
    }

    /// Says goodbye to every device and stops listening.
    public Future<Void> close() {
        List.copyOf(sessions).forEach(StreamSession::goAway);
        HttpServer running = server;
        return running == null ? Future.succeededFuture() : running.close();
    }

    private static void onRequest(HttpServerRequest request) {
        int status = PATH.equals(request.path()) ? 426 : 404;
        request.response()
                .setStatusCode(status)
                .end()
                .onFailure(gone -> LOG.debug("an answer was not taken", gone));
    }

    private void onHandshake(ServerWebSocketHandshake handshake) {
        String address = handshake.remoteAddress().hostAddress();
        int status = statusOf(handshake, address);
        if (status == 0) {
            handshake.accept();
            return;
        }
        hall.sources()
                .odd(
                        AnomalyLog.OURSELVES,
                        "device-connection-refused",
                        address + " was answered with " + status,
                        hall.clock().now());
        handshake.reject(status);
    }

    /// The HTTP status of a refusal, 0 to accept.
    private int statusOf(ServerWebSocketHandshake handshake, String address) {
        if (!PATH.equals(handshake.path())) {
            return 404;
        }
        if (!hall.config().maySpeak(address)) {
            return 403;
        }
        if (door.grant(bearer(handshake.headers().get(HttpHeaders.AUTHORIZATION)), address)
                == null) {
            return 401;
        }
        String offered = handshake.headers().get("Sec-WebSocket-Protocol");
        if (offered != null && !offers(offered)) {
            return 400;
        }
        return sessions.size() >= MOST_CONNECTIONS ? 503 : 0;
    }

    private void onConnection(ServerWebSocket socket) {
        String address = socket.remoteAddress().hostAddress();
        SourceGrant grant =
                door.grant(bearer(socket.headers().get(HttpHeaders.AUTHORIZATION)), address);
        if (grant == null) {
            ended(socket.close((short) 1008, "not allowed any more"));
            return;
        }
        var session =
                new StreamSession(hall, new SocketWire(socket, this::together, address), grant);
        sessions.add(session);
        socket.binaryMessageHandler(session::onMessage);
        socket.textMessageHandler(_ -> session.onText());
        socket.exceptionHandler(broken -> LOG.debug("device connection of {}", address, broken));
        socket.closeHandler(
                _ -> {
                    sessions.remove(session);
                    session.onEnd();
                });
    }

    private void together(Runnable action) {
        waiting.add(action);
        if (waiting.size() == 1) {
            vertx.setTimer(ACKNOWLEDGE_WITHIN_MILLIS, _ -> runWaiting());
        }
    }

    private void runWaiting() {
        List<Runnable> due = List.copyOf(waiting);
        waiting.clear();
        due.forEach(Runnable::run);
    }

    private static boolean offers(String offered) {
        for (String one : offered.split(",")) {
            if (one.strip().equals(SUB_PROTOCOL)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String bearer(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, BEARER, 0, 7)) {
            return null;
        }
        return authorization.substring(BEARER.length()).strip();
    }

    private static void ended(Future<?> write) {
        write.onFailure(gone -> LOG.debug("the device is gone already", gone));
    }

    private record SocketWire(
            ServerWebSocket socket, Consumer<Runnable> together, String remoteAddress)
            implements Wire {
        @Override
        public void send(Buffer message) {
            if (!socket.isClosed()) {
                ended(socket.writeBinaryMessage(message));
            }
        }

        @Override
        public void close(short code, String reason) {
            if (!socket.isClosed()) {
                ended(socket.close(code, reason));
            }
        }

        @Override
        public void pause() {
            socket.pause();
        }

        @Override
        public void resume() {
            socket.resume();
        }

        @Override
        public void soon(Runnable action) {
            together.accept(action);
        }
    }
}
