// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import org.tsunagu.center.audit.AuditLog;
import org.tsunagu.center.door.Role;
import org.tsunagu.center.entrance.DeviceDoor;
import org.tsunagu.center.entrance.SiteCameras;
import org.tsunagu.center.live.LiveCounters;
import org.tsunagu.center.mentoring.RoomCounters;
import org.tsunagu.center.mentoring.whip.MediaTokens;
import org.tsunagu.center.session.Sessions;
import org.tsunagu.center.session.SigningKey;
import org.tsunagu.center.session.Tokens;
import org.tsunagu.center.web.RouteTable;

/// The running support center: API, live hub and web app on one port.
public final class SupportCenter {
    private final Vertx vertx;
    private final CenterVerticle verticle;
    private final String deployment;
    private final AuditLog audit;
    private final Tokens tokens;
    private final DeviceDoor deviceDoor;
    private final SiteCameras siteCameras;

    private SupportCenter(
            Vertx vertx,
            CenterVerticle verticle,
            String deployment,
            AuditLog audit,
            Tokens tokens,
            DeviceDoor deviceDoor,
            SiteCameras siteCameras) {
        this.vertx = vertx;
        this.verticle = verticle;
        this.deployment = deployment;
        this.audit = audit;
        this.tokens = tokens;
        this.deviceDoor = deviceDoor;
        this.siteCameras = siteCameras;
    }

    /// Where the audit of a data folder lies, for `audit verify`.
    public static Path auditFolder(Path dataDir) {
        return dataDir.resolve("audit");
    }

    /// Starts everything. Completes when requests are taken and the journal is read; fails with
    /// what is in the way (a port that is taken, a folder that cannot be written).
    public static Future<SupportCenter> start(Vertx vertx, CenterConfig config, CenterParts parts) {
        return vertx.executeBlocking(() -> openFiles(vertx, config, parts))
                .compose(
                        files -> {
                            var verticle =
                                    new CenterVerticle(
                                            config,
                                            parts,
                                            files.audit(),
                                            files.sessions(),
                                            files.tokens(),
                                            new MediaTokens(files.mediaKey(), parts.clock()));
                            return vertx.deployVerticle(verticle)
                                    .map(
                                            deployment ->
                                                    new SupportCenter(
                                                            vertx,
                                                            verticle,
                                                            deployment,
                                                            files.audit(),
                                                            files.tokens(),
                                                            new DeviceDoor(
                                                                    files.tokens(),
                                                                    config.policy(),
                                                                    files.audit()),
                                                            new SiteCameras(
                                                                    config.policy(),
                                                                    files.audit())))
                                    .onFailure(_ -> files.audit().close());
                        });
    }

    /// The port that is listened on.
    public int port() {
        return verticle.port();
    }

    /// Where browsers find it, without a slash at the end.
    public String baseUrl() {
        return verticle.baseUrl();
    }

    /// A new single-use sign-in link. Blocks on the disk.
    public String newLink(Role role) throws IOException {
        return verticle.signIn().newLink(role);
    }

    /// The tokens of the data folder.
    public Tokens tokens() {
        return tokens;
    }

    /// The door for the device port.
    public DeviceDoor deviceDoor() {
        return deviceDoor;
    }

    /// The door for cameras of the site file.
    public SiteCameras siteCameras() {
        return siteCameras;
    }

    /// What the live hub did so far.
    public LiveCounters liveCounters() {
        return verticle.path().hub().counters();
    }

    /// What the mentoring rooms did so far.
    public RoomCounters roomCounters() {
        return verticle.rooms().counters();
    }

    /// Every route there is, for the test that holds each to a door.
    public RouteTable routes() {
        return verticle.table();
    }

    /// Ends it: sockets get a reason, the audit is written to its end.
    public Future<Void> close() {
        return vertx.undeploy(deployment)
                .eventually(
                        () ->
                                vertx.executeBlocking(
                                        () -> {
                                            audit.close();
                                            return true;
                                        }));
    }

    private record OpenFiles(
            AuditLog audit, Sessions sessions, Tokens tokens, SigningKey mediaKey) {}

    private static OpenFiles openFiles(Vertx vertx, CenterConfig config, CenterParts parts)
            throws IOException {
        Path door = config.dataDir().resolve("door");
        Tokens tokens = Tokens.open(door);
        SigningKey mediaKey = SigningKey.open(door.resolve("media-key"));
        Sessions sessions = Sessions.open(parts.clock(), door);
        AuditLog audit = AuditLog.open(vertx, parts.clock(), auditFolder(config.dataDir()));
        return new OpenFiles(audit, sessions, tokens, mediaKey);
    }
}
