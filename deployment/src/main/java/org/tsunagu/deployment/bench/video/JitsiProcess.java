// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench.video;

import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.tsunagu.deployment.platform.PlatformException;
import org.tsunagu.simulator.media.Signalling;
import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.RoomId;
import org.tsunagu.video.bridge.Session;
import org.tsunagu.video.bridge.SourceId;
import org.tsunagu.video.jitsi.JitsiBridge;
import org.tsunagu.video.jitsi.JitsiConfig;

/// A Jitsi Videobridge that runs on this machine already; our adapter tells it what to do.
final class JitsiProcess implements BridgeUnderTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Vertx vertx;
    private final JitsiBridge bridge;
    private final long pid;
    private SourceId source = newSource();

    private JitsiProcess(Vertx vertx, JitsiBridge bridge, long pid) {
        this.vertx = vertx;
        this.bridge = bridge;
        this.pid = pid;
    }

    /// @param pid of the process that listens at the address
    static JitsiProcess at(URI address, long pid) {
        Vertx vertx = Vertx.vertx();
        try {
            JitsiBridge bridge =
                    JitsiBridge.open(vertx, config(address))
                            .toCompletionStage()
                            .toCompletableFuture()
                            .join();
            return new JitsiProcess(vertx, bridge, pid);
        } catch (CompletionException | IllegalArgumentException trouble) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
            throw new PlatformException("bench video: " + trouble.getMessage(), trouble);
        }
    }

    /// As a platform's, but patient: its clients share the machine with it.
    private static JitsiConfig config(URI address) {
        JitsiConfig usual = JitsiConfig.at(List.of(address));
        return new JitsiConfig(
                usual.bridges(),
                usual.mostEndpoints(),
                PATIENCE,
                usual.consentFor(),
                usual.silentAfter(),
                usual.round(),
                PATIENCE);
    }

    private static SourceId newSource() {
        return new SourceId(new RoomId("bench-" + UUID.randomUUID()), "field");
    }

    @Override
    public String name() {
        return "Jitsi Videobridge";
    }

    /// It never listens on the loopback interface.
    @Override
    public InetAddress clientAddress() {
        return OwnAddress.outer();
    }

    @Override
    public Signalling publishing() {
        source = newSource();
        return (Signalling.Offering) offer -> answer(Direction.PUBLISH, offer);
    }

    @Override
    public Signalling viewing() {
        return (Signalling.Offering) offer -> answer(Direction.VIEW, offer);
    }

    private CompletionStage<String> answer(Direction direction, String offer) {
        return bridge.answerTo(source, direction, offer).map(Session::sdp).toCompletionStage();
    }

    @Override
    public ProcessCost cost() {
        return ProcessCost.of(pid);
    }

    @Override
    public void close() {
        bridge.close()
                .eventually(vertx::close)
                .toCompletionStage()
                .toCompletableFuture()
                .exceptionally(_ -> null)
                .join();
    }
}
