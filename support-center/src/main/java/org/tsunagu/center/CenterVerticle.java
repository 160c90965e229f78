// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.center.audit.AuditLog;
import org.tsunagu.center.entrance.SignInRoutes;
import org.tsunagu.center.live.LiveEntrance;
import org.tsunagu.center.live.StoreHealth;
import org.tsunagu.center.live.Surroundings;
import org.tsunagu.center.mentoring.MentoringRoutes;
import org.tsunagu.center.mentoring.RoomEntrance;
import org.tsunagu.center.mentoring.Rooms;
import org.tsunagu.center.mentoring.whip.MediaTokens;
import org.tsunagu.center.session.Sessions;
import org.tsunagu.center.session.Tokens;
import org.tsunagu.center.site.CenterMeters;
import org.tsunagu.center.site.WebApp;
import org.tsunagu.center.web.BlockingDesk;
import org.tsunagu.center.web.Guard;
import org.tsunagu.center.web.HttpDesk;
import org.tsunagu.center.web.Identification;
import org.tsunagu.center.web.RouteTable;
import org.tsunagu.journal.JournalState;

/// The one event loop: HTTP, sockets, ward and hub live on it.
final class CenterVerticle extends VerticleBase {
    private static final int LARGEST_HEADER = 16 * 1024;
    private static final int IDLE_SECONDS = 120;
    private static final long FLUSH_MILLIS = 60_000;
    private static final Logger LOG = LoggerFactory.getLogger(CenterVerticle.class);

    private final CenterConfig config;
    private final CenterParts parts;
    private final AuditLog audit;
    private final Sessions sessions;
    private final Tokens tokens;
    private final MediaTokens mediaTokens;
    private @Nullable SignInRoutes signIn;
    private @Nullable RouteTable table;
    private @Nullable CenterPath path;
    private @Nullable Rooms rooms;
    private @Nullable BlockingDesk desk;
    private @Nullable HttpServer server;

    CenterVerticle(
            CenterConfig config,
            CenterParts parts,
            AuditLog audit,
            Sessions sessions,
            Tokens tokens,
            MediaTokens mediaTokens) {
        this.config = config;
        this.parts = parts;
        this.audit = audit;
        this.sessions = sessions;
        this.tokens = tokens;
        this.mediaTokens = mediaTokens;
    }

    @Override
    public Future<?> start() {
        var blocking = new BlockingDesk(vertx);
        desk = blocking;
        var flow = new CenterPath(vertx, context, config, parts, blocking, surroundings());
        path = flow;
        Rooms mentoring = newRooms();
        rooms = mentoring;
        var guard = new Guard(audit, config.policy(), parts.clock());
        var links =
                new SignInRoutes(
                        sessions,
                        guard,
                        blocking,
                        this::baseUrl,
                        config.tls() != null,
                        WebApp::shell);
        signIn = links;
        RouteTable routes =
                CenterRoutes.of(
                        config,
                        parts,
                        flow,
                        MentoringRoutes.of(
                                mentoring,
                                mediaTokens,
                                guard,
                                sessions,
                                parts.clock(),
                                this::baseUrl),
                        guard,
                        sessions,
                        links,
                        blocking);
        table = routes;
        var meters = new CenterMeters(parts.meters());
        meters.bind(flow.hub().counters());
        meters.bind(mentoring.counters());
        meters.bind(audit);
        var http =
                new HttpDesk(
                        routes, new Identification(sessions, tokens, mediaTokens), guard, meters);
        vertx.setPeriodic(
                FLUSH_MILLIS,
                _ ->
                        blocking.ask(
                                        () -> {
                                            sessions.flush();
                                            return true;
                                        })
                                .onFailure(failure -> LOG.warn("writing sessions", failure)));
        vertx.setPeriodic(Rooms.TICK_MILLIS, _ -> mentoring.tick());
        HttpServer listening = vertx.createHttpServer(options()).requestHandler(http.over(vertx));
        server = listening;
        return listening.listen(config.httpPort(), config.bind()).compose(_ -> flow.open());
    }

    @Override
    public Future<?> stop() {
        CenterPath flow = path;
        BlockingDesk blocking = desk;
        if (flow == null || blocking == null) {
            return Future.succeededFuture();
        }
        flow.close();
        Rooms mentoring = rooms;
        if (mentoring != null) {
            mentoring.close();
        }
        return vertx.executeBlocking(
                        () -> {
                            flow.closeReader();
                            sessions.flush();
                            return true;
                        })
                .onComplete(_ -> blocking.close());
    }

    private Rooms newRooms() {
        return new Rooms(
                config.rooms(),
                config.names().facilities(),
                context,
                parts.clock(),
                parts.bridge(),
                parts.journal().writer());
    }

    Rooms rooms() {
        return started(rooms);
    }

    int port() {
        return started(server).actualPort();
    }

    SignInRoutes signIn() {
        return started(signIn);
    }

    RouteTable table() {
        return started(table);
    }

    CenterPath path() {
        return started(path);
    }

    String baseUrl() {
        String stated = config.publicUrl();
        if (stated != null) {
            return stated;
        }
        String host =
                switch (config.bind()) {
                    case "0.0.0.0", "::" -> "localhost";
                    default ->
                            config.bind().contains(":") ? "[" + config.bind() + "]" : config.bind();
                };
        return (config.tls() == null ? "http://" : "https://") + host + ":" + port();
    }

    private HttpServerOptions options() {
        var options =
                new HttpServerOptions()
                        .setHttp2ClearTextEnabled(false)
                        .setUseAlpn(false)
                        .setMaxHeaderSize(LARGEST_HEADER)
                        .setIdleTimeout(IDLE_SECONDS)
                        .setMaxWebSocketMessageSize(RoomEntrance.LARGEST_MESSAGE_BYTES)
                        .setMaxWebSocketFrameSize(RoomEntrance.LARGEST_MESSAGE_BYTES)
                        .setPerMessageWebSocketCompressionSupported(false)
                        .setPerFrameWebSocketCompressionSupported(false)
                        .setWebSocketSubProtocols(
                                List.of(LiveEntrance.PROTOCOL, RoomEntrance.PROTOCOL));
        CenterConfig.TlsFiles tls = config.tls();
        if (tls != null) {
            options.setSsl(true)
                    .setKeyCertOptions(
                            new PemKeyCertOptions()
                                    .addCertPath(tls.certificate().toString())
                                    .addKeyPath(tls.key().toString()));
        }
        return options;
    }

    private Surroundings surroundings() {
        return new Surroundings() {
            @Override
            public JournalState journal() {
                return parts.journal().writer().state();
            }

            @Override
            public StoreHealth store() {
                return parts.storeHealth().get();
            }

            @Override
            public @Nullable String auditTrouble() {
                return audit.trouble();
            }
        };
    }

    private static <T> T started(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the center has not started");
        }
        return part;
    }
}
