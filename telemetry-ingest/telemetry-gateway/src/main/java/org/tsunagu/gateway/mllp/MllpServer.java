// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.mllp;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.gateway.journal.JournalGate;
import org.tsunagu.gateway.site.AddressRange;
import org.tsunagu.gateway.site.SiteRules;
import org.tsunagu.gateway.source.SourceRegistry;
import org.tsunagu.telemetry.anomaly.AnomalyLog;
import org.tsunagu.telemetry.axis.ArrivalClock;

/// The MLLP port: one [MllpConnection] per TCP connection. To be used on one event loop, which then
/// owns all of them.
///
/// On loopback any sender is taken. From anywhere else an address must be allowed to speak without
/// TLS and be named in the site file; others are listed (`mllp-sender-refused`) and closed.
public final class MllpServer {
    /// Connections at a time; one more is closed at once.
    public static final int MOST_CONNECTIONS = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(MllpServer.class);

    private final Vertx vertx;
    private final MllpConfig config;
    private final SiteRules site;
    private final MessageIntake intake;
    private final SourceRegistry sources;
    private final ArrivalClock clock;
    private final JournalGate gate;
    private final Set<MllpConnection> connections = new HashSet<>();
    private @Nullable NetServer server;

    public MllpServer(
            Vertx vertx,
            MllpConfig config,
            SiteRules site,
            MessageIntake intake,
            SourceRegistry sources,
            ArrivalClock clock,
            JournalGate gate) {
        this.vertx = vertx;
        this.config = config;
        this.site = site;
        this.intake = intake;
        this.sources = sources;
        this.clock = clock;
        this.gate = gate;
    }

    /// Begins to listen; gives the port.
    public Future<Integer> listen() {
        var options =
                new NetServerOptions()
                        .setHost(config.bind())
                        .setPort(config.port())
                        .setTcpNoDelay(true)
                        .setReadIdleTimeout((int) config.idleTimeout().toMillis())
                        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        NetServer made = vertx.createNetServer(options).connectHandler(this::onConnection);
        server = made;
        return made.listen().map(NetServer::actualPort);
    }

    public int connections() {
        return connections.size();
    }

    /// Ends every connection and stops listening.
    public Future<Void> close() {
        List.copyOf(connections).forEach(MllpConnection::close);
        NetServer running = server;
        return running == null ? Future.succeededFuture() : running.close();
    }

    private void onConnection(NetSocket socket) {
        var peer = new MllpPeer(socket.remoteAddress().hostAddress(), site);
        if (!isWelcome(peer) || connections.size() >= MOST_CONNECTIONS) {
            sources.odd(AnomalyLog.OURSELVES, "mllp-sender-refused", peer.address(), clock.now());
            socket.close().onFailure(gone -> LOG.debug("{} is gone", peer.address(), gone));
            return;
        }
        var connection =
                new MllpConnection(vertx, socket, peer, config, intake, sources, clock, gate);
        connections.add(connection);
        socket.handler(connection::onBytes);
        socket.exceptionHandler(broken -> LOG.debug("connection of {}", peer.address(), broken));
        socket.closeHandler(
                _ -> {
                    connections.remove(connection);
                    connection.onEnd();
                });
    }

    private boolean isWelcome(MllpPeer peer) {
        return AddressRange.isLoopback(peer.address())
                || (config.maySpeak(peer.address()) && peer.isNamed());
    }
}
