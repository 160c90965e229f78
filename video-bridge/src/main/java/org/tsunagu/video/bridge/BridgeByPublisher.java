// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.bridge;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Two bridges as one: what our pages publish goes by the one, what encoders publish by the other,
/// and whoever wants to see a source is sent to the bridge that carries it. So a source whose
/// frames have no trailer can be where RTP timestamps stay as they are, although pages are
/// elsewhere.
///
/// A source has one publisher, whichever bridge it is at: who publishes it at the other bridge
/// takes its place. Publications are numbered here, because each bridge counts for itself.
public final class BridgeByPublisher implements MediaBridge {
    private static final Logger LOG = LoggerFactory.getLogger(BridgeByPublisher.class);

    private final MediaBridge pages;
    private final MediaBridge encoders;
    private final BridgeListeners listeners = new BridgeListeners();
    private final Map<SourceId, Carried> carried = new ConcurrentHashMap<>();

    /// Publishers that were sent away because the source is published at the other bridge now, and
    /// whose end was not heard of yet.
    private final Map<SourceId, EndpointId> leaving = new HashMap<>();

    private long publications;

    /// @param number of the publication at its own bridge
    /// @param state as it is told, with a number of ours
    private record Carried(MediaBridge bridge, long number, SourceState state) {}

    /// Both bridges are this one's from now on: it closes them with itself.
    ///
    /// @param pages for whoever is offered to
    /// @param encoders for whoever publishes by an offer of their own
    public BridgeByPublisher(MediaBridge pages, MediaBridge encoders) {
        this.pages = pages;
        this.encoders = encoders;
        pages.listen(event -> happened(pages, event));
        encoders.listen(event -> happened(encoders, event));
    }

    /// That of the bridge for pages.
    @Override
    public String kind() {
        return pages.kind();
    }

    @Override
    public String kind(SourceId source) {
        return carrier(source).kind(source);
    }

    @Override
    public Future<Session> offer(SourceId source, Direction direction, Set<MediaKind> kinds) {
        return switch (direction) {
            case PUBLISH -> pages.offer(source, direction, kinds);
            case VIEW -> carrier(source).offer(source, direction, kinds);
        };
    }

    @Override
    public Future<Void> answer(EndpointId endpoint, String sdp) {
        return pages.answer(endpoint, sdp)
                .recover(
                        failure ->
                                failure instanceof BridgeException.NoSuchEndpoint
                                        ? encoders.answer(endpoint, sdp)
                                        : Future.failedFuture(failure));
    }

    @Override
    public Future<Session> answerTo(SourceId source, Direction direction, String offer) {
        return switch (direction) {
            case PUBLISH -> encoders.answerTo(source, direction, offer);
            case VIEW -> carrier(source).answerTo(source, direction, offer);
        };
    }

    @Override
    public Future<Void> close(EndpointId endpoint) {
        return Future.join(pages.close(endpoint), encoders.close(endpoint)).mapEmpty();
    }

    @Override
    public void requestKeyFrame(SourceId source) {
        carrier(source).requestKeyFrame(source);
    }

    @Override
    public Optional<SourceState> source(SourceId source) {
        return Optional.ofNullable(carried.get(source)).map(Carried::state);
    }

    @Override
    public List<SourceState> sources(RoomId room) {
        return carried.values().stream()
                .map(Carried::state)
                .filter(state -> state.source().room().equals(room))
                .toList();
    }

    @Override
    public Optional<FrameTime> frameTime(SourceId source, MediaKind kind, long rtpTimestamp) {
        return carrier(source).frameTime(source, kind, rtpTimestamp);
    }

    @Override
    public void listen(BridgeListener listener) {
        listeners.add(listener);
    }

    /// In trouble where either bridge is.
    @Override
    public BridgeHealth health() {
        BridgeHealth one = pages.health();
        BridgeHealth other = encoders.health();
        return new BridgeHealth(
                one.trouble() != null ? one.trouble() : other.trouble(),
                one.endpoints() + other.endpoints(),
                Math.max(one.stress(), other.stress()));
    }

    @Override
    public Future<Void> close() {
        return Future.join(pages.close(), encoders.close()).mapEmpty();
    }

    private MediaBridge carrier(SourceId source) {
        Carried known = carried.get(source);
        return known == null ? pages : known.bridge();
    }

    /// Each bridge tells on a thread of its own; here one event comes after the other.
    private synchronized void happened(MediaBridge bridge, BridgeEvent event) {
        switch (event) {
            case BridgeEvent.SourceChanged(SourceState state) -> changed(bridge, state);
            case BridgeEvent.SourceEnded(SourceId source, long number) -> {
                Carried known = carried.get(source);
                if (known != null && known.bridge().equals(bridge) && known.number() == number) {
                    ended(known);
                }
            }
            case BridgeEvent.EndpointConnected connected -> listeners.tell(connected);
            case BridgeEvent.EndpointEnded ended -> listeners.tell(whyItEnded(ended));
        }
    }

    private void changed(MediaBridge bridge, SourceState state) {
        SourceId source = state.source();
        if (state.publisher().equals(leaving.get(source))) {
            return;
        }
        Carried before = carried.get(source);
        long number;
        if (before != null
                && before.bridge().equals(bridge)
                && before.number() == state.publication()) {
            number = before.state().publication();
        } else {
            number = ++publications;
            endOfAnother(before, bridge);
        }
        SourceState told = numbered(state, number);
        carried.put(source, new Carried(bridge, state.publication(), told));
        listeners.tell(new BridgeEvent.SourceChanged(told));
    }

    private void endOfAnother(@Nullable Carried before, MediaBridge bridge) {
        if (before == null) {
            return;
        }
        ended(before);
        if (!before.bridge().equals(bridge)) {
            SourceState state = before.state();
            leaving.put(state.source(), state.publisher());
            before.bridge()
                    .close(state.publisher())
                    .onFailure(
                            failure -> LOG.warn("{} was not sent away.", state.source(), failure));
        }
    }

    private void ended(Carried known) {
        SourceState state = known.state();
        carried.remove(state.source());
        listeners.tell(new BridgeEvent.SourceEnded(state.source(), state.publication()));
    }

    private BridgeEvent.EndpointEnded whyItEnded(BridgeEvent.EndpointEnded ended) {
        if (!leaving.remove(ended.source(), ended.endpoint())) {
            return ended;
        }
        return new BridgeEvent.EndpointEnded(
                ended.endpoint(), ended.source(), ended.direction(), EndReason.REPLACED);
    }

    private static SourceState numbered(SourceState state, long number) {
        return new SourceState(
                state.source(),
                number,
                state.publisher(),
                state.phase(),
                state.kinds(),
                state.videoCodec(),
                state.since(),
                state.frameTimes());
    }
}
