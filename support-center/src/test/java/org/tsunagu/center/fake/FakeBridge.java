// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.fake;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.video.bridge.BridgeEvent;
import org.tsunagu.video.bridge.BridgeException;
import org.tsunagu.video.bridge.BridgeHealth;
import org.tsunagu.video.bridge.BridgeListener;
import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.EndReason;
import org.tsunagu.video.bridge.EndpointId;
import org.tsunagu.video.bridge.FrameTime;
import org.tsunagu.video.bridge.MediaBridge;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.bridge.RoomId;
import org.tsunagu.video.bridge.Session;
import org.tsunagu.video.bridge.SourceId;
import org.tsunagu.video.bridge.SourceState;

/// A bridge without media. What it would hear of its peers the test says; like a real one it tells
/// its listeners on a thread of its own.
public final class FakeBridge implements MediaBridge {
    /// An endpoint that was made.
    public record Made(EndpointId id, SourceId source, Direction direction, Set<MediaKind> kinds) {}

    public final Map<EndpointId, Made> open = new ConcurrentHashMap<>();
    public final List<EndpointId> closed = new CopyOnWriteArrayList<>();
    public final Map<EndpointId, String> answers = new ConcurrentHashMap<>();
    public final Map<Long, FrameTime> frameTimes = new ConcurrentHashMap<>();
    public volatile String trouble;
    public volatile BridgeException refuses;
    /// Offers wait for it; null: they do not.
    public volatile Promise<Void> gate;

    private final Map<SourceId, SourceState> sources = new ConcurrentHashMap<>();
    private final List<BridgeListener> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger made = new AtomicInteger();

    @Override
    public String kind() {
        return "fake";
    }

    @Override
    public Future<Session> offer(SourceId source, Direction direction, Set<MediaKind> kinds) {
        Promise<Void> waiting = gate;
        return waiting == null
                ? make(source, direction, kinds, "offer")
                : waiting.future().compose(_ -> make(source, direction, kinds, "offer"));
    }

    @Override
    public Future<Session> answerTo(SourceId source, Direction direction, String offer) {
        return offer.contains("m=")
                ? make(source, direction, Set.of(MediaKind.VIDEO), "answer")
                : Future.failedFuture(new BridgeException.Unacceptable("nothing to take in it"));
    }

    private Future<Session> make(
            SourceId source, Direction direction, Set<MediaKind> kinds, String what) {
        BridgeException refusal = refuses;
        if (refusal != null) {
            return Future.failedFuture(refusal);
        }
        if (direction == Direction.VIEW && !sources.containsKey(source)) {
            return Future.failedFuture(new BridgeException.NobodyPublishes(source));
        }
        int number = made.incrementAndGet();
        var id = new EndpointId("e" + number);
        open.put(id, new Made(id, source, direction, kinds));
        if (direction == Direction.PUBLISH) {
            SourceState before = sources.get(source);
            put(source, number, id, SourceState.Phase.CONNECTING, kinds);
            if (before != null) {
                endedByPeer(before.publisher(), EndReason.REPLACED);
            }
            tell(new BridgeEvent.SourceChanged(sources.get(source)));
        }
        return Future.succeededFuture(new Session(id, "v=0 " + what + " " + id));
    }

    @Override
    public Future<Void> answer(EndpointId endpoint, String sdp) {
        if (!sdp.startsWith("v=0")) {
            return Future.failedFuture(new BridgeException.Unacceptable("this is no answer"));
        }
        answers.put(endpoint, sdp);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> close(EndpointId endpoint) {
        closed.add(endpoint);
        if (open.containsKey(endpoint)) {
            endedByPeer(endpoint, EndReason.CLOSED);
        }
        return Future.succeededFuture();
    }

    @Override
    public void requestKeyFrame(SourceId source) {}

    @Override
    public Optional<SourceState> source(SourceId source) {
        return Optional.ofNullable(sources.get(source));
    }

    @Override
    public List<SourceState> sources(RoomId room) {
        return sources.values().stream()
                .filter(state -> state.source().room().equals(room))
                .sorted((a, b) -> a.source().name().compareTo(b.source().name()))
                .toList();
    }

    @Override
    public Optional<FrameTime> frameTime(SourceId source, MediaKind kind, long rtpTimestamp) {
        return Optional.ofNullable(frameTimes.get(rtpTimestamp));
    }

    @Override
    public void listen(BridgeListener listener) {
        listeners.add(listener);
    }

    @Override
    public BridgeHealth health() {
        return new BridgeHealth(trouble, open.size(), 0);
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }

    /// An encoder sends a source, without any page of ours.
    public void publish(String room, String source) {
        var id = new SourceId(new RoomId(room), source);
        make(id, Direction.PUBLISH, Set.of(MediaKind.VIDEO), "offer");
    }

    /// Media flow from a publisher; to a viewer they can.
    public void connects(EndpointId id) {
        Made endpoint = open.get(id);
        tell(new BridgeEvent.EndpointConnected(id, endpoint.source(), endpoint.direction()));
        SourceState state = sources.get(endpoint.source());
        if (endpoint.direction() == Direction.PUBLISH) {
            put(endpoint.source(), state.publication(), id, SourceState.Phase.LIVE, state.kinds());
            tell(new BridgeEvent.SourceChanged(sources.get(endpoint.source())));
        }
    }

    /// An endpoint is gone, and with a publisher its source.
    public void endedByPeer(EndpointId id, EndReason reason) {
        Made endpoint = open.remove(id);
        tell(new BridgeEvent.EndpointEnded(id, endpoint.source(), endpoint.direction(), reason));
        SourceState state = sources.get(endpoint.source());
        if (state != null && state.publisher().equals(id)) {
            sources.remove(endpoint.source());
            tell(new BridgeEvent.SourceEnded(endpoint.source(), state.publication()));
        }
    }

    private void put(
            SourceId source,
            long publication,
            EndpointId publisher,
            SourceState.Phase phase,
            Set<MediaKind> kinds) {
        sources.put(
                source,
                new SourceState(
                        source,
                        publication,
                        publisher,
                        phase,
                        kinds,
                        phase == SourceState.Phase.LIVE ? "VP8" : null,
                        new AxisTime(1_000_000 * publication),
                        List.of(FrameTime.Method.SENDER_REPORT)));
    }

    private void tell(BridgeEvent event) {
        Thread.ofPlatform().start(() -> listeners.forEach(listener -> listener.happened(event)));
    }
}
