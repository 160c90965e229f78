// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
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
import org.tsunagu.video.srtp.SrtpSession;

/// The bridge in this process: an SFU with ICE-lite, DTLS-SRTP and one UDP port. What is asked of
/// it is done on the port's thread, one thing after the other.
public final class EmbeddedBridge implements MediaBridge {
    private static final long TICK_MILLIS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBridge.class);

    private final MediaPort port;
    private final Switchboard board;
    private final MediaCounters counters;

    private EmbeddedBridge(MediaPort port, Switchboard board, MediaCounters counters) {
        this.port = port;
        this.board = board;
        this.counters = counters;
    }

    /// Opens the port.
    ///
    /// @return fails with what the operating system says when the port cannot be had
    @SuppressWarnings("FutureReturnValueIgnored") // the rounds end with the port's thread
    public static CompletionStage<EmbeddedBridge> open(EmbeddedConfig config) {
        Thread.startVirtualThread(SrtpSession::prepare); // ready before the first picture comes
        var counters = new MediaCounters();
        var outbox = new Outbox(counters);
        var peers = new Peers();
        ArrivalClock clock = ArrivalClock.system();
        var path = new MediaPath(peers, outbox, counters, clock);
        return MediaPort.open(config.bind(), config.port(), path)
                .thenApply(
                        port -> {
                            outbox.open(port);
                            var board =
                                    new Switchboard(config, port, peers, outbox, counters, clock);
                            port.loop()
                                    .scheduleAtFixedRate(
                                            () -> tick(board),
                                            TICK_MILLIS,
                                            TICK_MILLIS,
                                            TimeUnit.MILLISECONDS);
                            return new EmbeddedBridge(port, board, counters);
                        });
    }

    private static void tick(Switchboard board) {
        try {
            board.tick();
        } catch (RuntimeException fault) { // a scheduled task that throws is never run again
            LOG.error("The media bridge could not do its rounds.", fault);
        }
    }

    /// The UDP port.
    public int port() {
        return port.port();
    }

    /// What it did so far.
    public MediaCounters counters() {
        return counters;
    }

    @Override
    public String kind() {
        return "embedded";
    }

    @Override
    public Future<Session> offer(SourceId source, Direction direction, Set<MediaKind> kinds) {
        return onPort(() -> board.offer(source, direction, kinds));
    }

    @Override
    public Future<Void> answer(EndpointId endpoint, String sdp) {
        return onPort(
                () -> {
                    board.answer(endpoint, sdp);
                    return null;
                });
    }

    @Override
    public Future<Session> answerTo(SourceId source, Direction direction, String offer) {
        return onPort(() -> board.answerTo(source, direction, offer));
    }

    @Override
    public Future<Void> close(EndpointId endpoint) {
        return onPort(
                () -> {
                    board.close(endpoint);
                    return null;
                });
    }

    /// Publishes a source from this process, like an endpoint that needs neither port nor keys. A
    /// publisher before it is closed, and who publishes later ends it.
    ///
    /// @param videoCodec as SDP names it; one the bridge forwards
    public Future<Feed> feed(SourceId source, String videoCodec, FeedListener listener) {
        return onPort(() -> board.feed(source, videoCodec, listener));
    }

    /// Ends a feed; one that is over is no trouble.
    public Future<Void> end(Feed feed) {
        return onPort(
                () -> {
                    board.endFeed(feed);
                    return null;
                });
    }

    @Override
    public void requestKeyFrame(SourceId source) {
        try {
            port.loop().execute(() -> board.requestKeyFrame(source));
        } catch (RejectedExecutionException ended) {
            LOG.debug("no key frame of {}: the bridge is stopped", source);
        }
    }

    @Override
    public Optional<SourceState> source(SourceId source) {
        return board.state(source);
    }

    @Override
    public List<SourceState> sources(RoomId room) {
        return board.states(room);
    }

    @Override
    public Optional<FrameTime> frameTime(SourceId source, MediaKind kind, long rtpTimestamp) {
        return board.frameTime(source, kind, rtpTimestamp);
    }

    @Override
    public void listen(BridgeListener listener) {
        board.listen(listener);
    }

    @Override
    public BridgeHealth health() {
        return board.health();
    }

    @Override
    public Future<Void> close() {
        return this.<@Nullable Void>onPort(
                        () -> {
                            board.closeAll();
                            return null;
                        })
                .recover(_ -> Future.succeededFuture()) // it is closed already
                .compose(_ -> Future.fromCompletionStage(port.close()));
    }

    /// Does it on the port's thread; the answer comes on the asker's context where it has one.
    private <T extends @Nullable Object> Future<T> onPort(Supplier<T> work) {
        var done = new CompletableFuture<T>();
        try {
            port.loop()
                    .execute(
                            () -> {
                                try {
                                    done.complete(work.get());
                                } catch (RuntimeException trouble) {
                                    done.completeExceptionally(trouble);
                                }
                            });
        } catch (RejectedExecutionException ended) {
            done.completeExceptionally(new BridgeException.Away("the media bridge is stopped"));
        }
        Context asker = Vertx.currentContext();
        return asker == null
                ? Future.fromCompletionStage(done)
                : Future.fromCompletionStage(done, asker);
    }
}
