// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalClock;
import org.tsunagu.video.bridge.BridgeException;
import org.tsunagu.video.bridge.BridgeHealth;
import org.tsunagu.video.bridge.BridgeListener;
import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.EndpointId;
import org.tsunagu.video.bridge.FrameTime;
import org.tsunagu.video.bridge.MediaBridge;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.bridge.RoomId;
import org.tsunagu.video.bridge.Session;
import org.tsunagu.video.bridge.SourceId;
import org.tsunagu.video.bridge.SourceState;

/// One or more Jitsi Videobridges, told what to do by Colibri2 over HTTP. What happens there is
/// found out by asking, once a second: an endpoint counts as connected, and a source as live or
/// silent, up to two seconds late.
///
/// It cannot do what the bridge in this process can: capture times of frames stay unknown
/// ([#frameTime]), key frames are asked for by the bridge alone ([#requestKeyFrame]), a wrong
/// certificate looks like a peer that never connects.
public final class JitsiBridge implements MediaBridge {
    private final Vertx vertx;
    private final Desk desk;
    private final Nodes nodes;
    private final JitsiBoard board;
    private final Rounds rounds;
    private final Announcements announcements;
    private final ArrivalClock clock = ArrivalClock.system();
    private volatile BridgeHealth health =
            new BridgeHealth("the Jitsi Videobridges were not asked yet", 0, 1);

    /// The thread everything is done on.
    private static final class Desk extends VerticleBase {
        Context own() {
            return context;
        }
    }

    private JitsiBridge(Vertx vertx, Desk desk, JitsiConfig config) {
        this.vertx = vertx;
        this.desk = desk;
        this.nodes = Nodes.of(vertx, config);
        this.announcements = new Announcements(clock);
        this.board = new JitsiBoard(config, nodes, announcements);
        this.rounds = new Rounds(nodes, board);
    }

    /// Begins to work with the bridges. Bridges that do not answer are no failure: [#health] says
    /// so, and they are asked again each second.
    ///
    /// @return completed after every bridge was asked once
    public static Future<JitsiBridge> open(Vertx vertx, JitsiConfig config) {
        var desk = new Desk();
        return vertx.deployVerticle(desk)
                .compose(
                        _ -> {
                            var bridge = new JitsiBridge(vertx, desk, config);
                            return bridge.atDesk(() -> bridge.begin(config)).map(bridge);
                        });
    }

    private Future<Void> begin(JitsiConfig config) {
        Future<Void> first = round();
        vertx.setPeriodic(
                config.round().toMillis(),
                _ -> {
                    clock.follow();
                    round();
                });
        return first;
    }

    private Future<Void> round() {
        return rounds.round()
                .onComplete(
                        _ ->
                                health =
                                        new BridgeHealth(
                                                nodes.trouble(),
                                                board.endpoints(),
                                                nodes.stress()));
    }

    @Override
    public String kind() {
        return "jitsi";
    }

    @Override
    public Future<Session> offer(SourceId source, Direction direction, Set<MediaKind> kinds) {
        return atDesk(() -> board.offer(source, direction, kinds));
    }

    @Override
    public Future<Void> answer(EndpointId endpoint, String sdp) {
        return atDesk(() -> board.answer(endpoint, sdp));
    }

    /// As [MediaBridge#answerTo]. A viewer must call what is sent by the publisher's payload types,
    /// an encoder must state its SSRCs: a Jitsi Videobridge rewrites none and guesses none.
    @Override
    public Future<Session> answerTo(SourceId source, Direction direction, String offer) {
        return atDesk(() -> board.answerTo(source, direction, offer));
    }

    @Override
    public Future<Void> close(EndpointId endpoint) {
        return atDesk(
                () -> {
                    board.close(endpoint);
                    return Future.succeededFuture();
                });
    }

    /// Does nothing: there is no such request over HTTP. A Jitsi Videobridge asks the publisher by
    /// itself when a viewer comes, and passes on what viewers ask for.
    @Override
    public void requestKeyFrame(SourceId source) {}

    @Override
    public Optional<SourceState> source(SourceId source) {
        return announcements.state(source);
    }

    @Override
    public List<SourceState> sources(RoomId room) {
        return announcements.states(room);
    }

    /// Always empty: a Jitsi Videobridge tells neither abs-capture-time nor sender reports. Frames
    /// are named by the trailer our pages put into them.
    @Override
    public Optional<FrameTime> frameTime(SourceId source, MediaKind kind, long rtpTimestamp) {
        return Optional.empty();
    }

    @Override
    public void listen(BridgeListener listener) {
        announcements.listen(listener);
    }

    @Override
    public BridgeHealth health() {
        BridgeHealth told = health;
        return new BridgeHealth(
                board.isClosed() ? "the media bridge is being stopped" : told.trouble(),
                board.endpoints(),
                told.stress());
    }

    /// Makes a bridge take nothing new, or take it again; what is there goes on. New sources of its
    /// rooms go to another bridge.
    ///
    /// @param bridge as it is configured
    public Future<Void> drain(URI bridge, boolean on) {
        return atDesk(
                () ->
                        nodes.all().stream()
                                .filter(node -> node.address.equals(bridge))
                                .findFirst()
                                .map(node -> node.drain(on))
                                .orElseGet(
                                        () ->
                                                Future.failedFuture(
                                                        new BridgeException.Away(
                                                                "no Jitsi Videobridge is known at "
                                                                        + bridge))));
    }

    /// Ends every endpoint, as far as its bridge answers in time.
    @Override
    public Future<Void> close() {
        return atDesk(board::closeAll)
                .transform(_ -> vertx.undeploy(desk.deploymentID()))
                .transform(
                        _ -> {
                            List<Future<?>> closing = new ArrayList<>();
                            nodes.all().forEach(node -> closing.add(node.client.close()));
                            return Future.join(closing).mapEmpty();
                        });
    }

    /// Does it on the desk's thread; the answer comes on the asker's context where it has one.
    private <T extends @Nullable Object> Future<T> atDesk(Supplier<Future<T>> work) {
        var done = new CompletableFuture<T>();
        desk.own()
                .runOnContext(
                        _ -> {
                            try {
                                work.get().onComplete(done::complete, done::completeExceptionally);
                            } catch (RuntimeException trouble) {
                                done.completeExceptionally(trouble);
                            }
                        });
        Context asker = Vertx.currentContext();
        return asker == null
                ? Future.fromCompletionStage(done)
                : Future.fromCompletionStage(done, asker);
    }
}
