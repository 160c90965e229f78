// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import java.net.Socket;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.video.bridge.EndReason;
import org.tsunagu.video.bridge.SourceState;
import org.tsunagu.video.embedded.EmbeddedBridge;
import org.tsunagu.video.embedded.Feed;

/// Keeps one camera's pictures coming: connects, publishes, and when it ends tries again. Each
/// connection that brought pictures was a publication of its own; until the next one begins the
/// room shows the last as silent.
///
/// `asking` → `streaming` → `pausing` → `asking` …, until it is closed. On a virtual thread.
final class Camera {
    private static final int BACKWARD_PICTURES_THAT_COUNT = 10;
    private static final Logger LOG = LoggerFactory.getLogger(Camera.class);

    private final CameraPlan plan;
    private final EmbeddedBridge bridge;
    private final CameraTimes times;
    private final CameraDoor door;
    private final RandomGenerator random;
    private final Pauses pauses;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile CameraState state;
    private volatile @Nullable Socket socket;
    private volatile @Nullable Thread thread;
    private @Nullable Feed feed;
    private boolean feedIsUsed;
    private long streamingSinceNanos;

    Camera(
            CameraPlan plan,
            EmbeddedBridge bridge,
            CameraTimes times,
            CameraDoor door,
            RandomGenerator random) {
        this.plan = plan;
        this.bridge = bridge;
        this.times = times;
        this.door = door;
        this.random = random;
        this.pauses = new Pauses(times, random);
        this.state = new CameraState(plan.source(), false, null, 0);
    }

    void start() {
        thread = Thread.ofVirtual().name("camera " + plan.source()).start(this::run);
    }

    CameraState state() {
        return state;
    }

    /// Ends it; waits until it has said goodbye, or a while.
    void close() {
        closed.countDown();
        Thread running = thread;
        if (running != null) {
            try {
                if (!running.join(Duration.ofSeconds(1))) {
                    closeSocket();
                    running.join(Duration.ofSeconds(1));
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void run() {
        while (!isClosed()) {
            Duration pause;
            streamingSinceNanos = 0;
            try {
                announce();
                converse();
                pause = Duration.ZERO;
            } catch (CameraException trouble) {
                tell(trouble.getMessage());
                pause =
                        switch (trouble) {
                            case CameraException.Refused _ -> pauses.afterRefusal();
                            case CameraException.Away _ -> pauses.afterAway(streamed());
                        };
            } catch (InterruptedException _) {
                return;
            } catch (RuntimeException fault) { // the edge: the other cameras and this one go on
                LOG.error("Camera {} could not be followed.", plan.source(), fault);
                tell("the server's log has the details");
                pause = pauses.afterRefusal();
            }
            try {
                if (closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
                    break;
                }
            } catch (InterruptedException _) {
                return;
            }
        }
        Feed last = feed;
        if (last != null) {
            bridge.end(last).onFailure(late -> LOG.debug("{} ended late", plan.source(), late));
        }
    }

    private Duration streamed() {
        return streamingSinceNanos == 0
                ? Duration.ZERO
                : Duration.ofNanos(System.nanoTime() - streamingSinceNanos);
    }

    private void converse() throws CameraException, InterruptedException {
        var fresh = new Socket();
        socket = fresh;
        try (RtspConnection connection = RtspConnection.open(fresh, plan, times, random)) {
            var conversation = new Conversation(connection, plan, times, random);
            CameraStream stream = conversation.describe();
            if (!stream.leftOut().isEmpty()) {
                LOG.debug("{}: not taken: {}", plan.source(), stream.leftOut());
            }
            admit();
            try {
                conversation.play(new IntoFeed(renewed()), new Progress());
            } finally {
                if (!isLost(fresh)) {
                    conversation.tearDown();
                }
            }
        } finally {
            socket = null;
        }
    }

    private static boolean isLost(Socket socket) {
        return socket.isClosed() || !socket.isConnected();
    }

    private void admit() throws CameraException, InterruptedException {
        try {
            door.admit(plan)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(times.answer().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException refused) {
            throw new CameraException.Away("nothing is shown: " + reason(refused));
        } catch (TimeoutException late) {
            throw new CameraException.Away("nothing is shown: the audit does not answer");
        }
    }

    /// A publication that says: this camera is there, and is being asked.
    private void announce() throws CameraException, InterruptedException {
        Feed known = feed;
        if (known != null && !known.isEnded()) {
            return;
        }
        if (bridge.source(plan.source()).map(SourceState::publisher).isPresent()) {
            throw new CameraException.Away("somebody else sends " + plan.source().name() + " now");
        }
        feed = newFeed();
        feedIsUsed = false;
    }

    /// The one nothing came through yet, else a new one: what a camera sends after a break begins
    /// anew, numbers and times too.
    private Feed renewed() throws CameraException, InterruptedException {
        announce();
        if (feedIsUsed) {
            feed = newFeed();
            feedIsUsed = false;
        }
        return Objects.requireNonNull(feed);
    }

    private Feed newFeed() throws CameraException, InterruptedException {
        try {
            return bridge.feed(plan.source(), "H264", this::ended)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(times.answer().toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException refused) {
            throw new CameraException.Away(reason(refused));
        } catch (TimeoutException late) {
            throw new CameraException.Away("the media bridge does not answer");
        }
    }

    private static String reason(ExecutionException refused) {
        Throwable cause = refused.getCause();
        return String.valueOf(cause == null ? refused.getMessage() : cause.getMessage());
    }

    private void ended(EndReason reason) {
        LOG.debug("the publication of {} ended: {}", plan.source(), reason.wireName());
    }

    private void tell(@Nullable String trouble) {
        CameraState was = state;
        state = was.with(false, trouble);
        if (!isClosed() && !Objects.equals(was.trouble(), trouble)) {
            LOG.warn("Camera {}: {}.", plan.source(), trouble);
        }
    }

    private void closeSocket() {
        Socket open = socket;
        if (open != null) {
            try {
                open.close();
            } catch (java.io.IOException late) {
                LOG.debug("{} was not closed", plan.source(), late);
            }
        }
    }

    /// Notes that pictures come, and what is not well with them.
    private final class Progress implements Conversation.Watcher {
        private boolean backward;

        @Override
        public void streams(CameraMedia media) {
            if (!media.hasBegun()) {
                return;
            }
            if (streamingSinceNanos == 0) {
                streamingSinceNanos = System.nanoTime();
                feedIsUsed = true;
                state = state.with(true, null);
                LOG.info("Camera {} sends pictures.", plan.source());
            }
            if (!backward && media.rewriter().backwardPictures() >= BACKWARD_PICTURES_THAT_COUNT) {
                backward = true;
                state =
                        state.with(
                                true,
                                "it sends B frames, which stutter in browsers: turn them off there");
                LOG.warn("Camera {}: {}.", plan.source(), state.trouble());
            }
        }

        @Override
        public boolean isOver() {
            Feed current = feed;
            return isClosed() || current == null || current.isEnded();
        }
    }

    /// Hands on to the bridge.
    private record IntoFeed(Feed feed) implements PictureSink {
        @Override
        public void rtp(byte[] packet, int length) {
            feed.rtp(packet, length);
        }

        @Override
        public void senderReport(long ntp, long rtpTimestamp, long packets, long octets) {
            feed.senderReport(ntp, rtpTimestamp, packets, octets);
        }

        @Override
        public void flush() {
            feed.flush();
        }
    }
}
