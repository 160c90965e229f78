// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import io.netty.channel.EventLoop;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.telemetry.axis.ArrivalClock;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.video.bridge.BridgeEvent;
import org.tsunagu.video.bridge.BridgeException;
import org.tsunagu.video.bridge.BridgeHealth;
import org.tsunagu.video.bridge.BridgeListener;
import org.tsunagu.video.bridge.BridgeListeners;
import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.EndReason;
import org.tsunagu.video.bridge.EndpointId;
import org.tsunagu.video.bridge.FrameTime;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.bridge.RoomId;
import org.tsunagu.video.bridge.Session;
import org.tsunagu.video.bridge.SourceId;
import org.tsunagu.video.bridge.SourceState;
import org.tsunagu.video.dtls.Fingerprint;
import org.tsunagu.video.sdp.Agreement;
import org.tsunagu.video.sdp.Descriptions;
import org.tsunagu.video.sdp.Negotiated;
import org.tsunagu.video.sdp.Offer;
import org.tsunagu.video.stun.IceCredentials;
import org.tsunagu.video.stun.IceLite;

/// Who publishes what and who looks at it: makes endpoints, connects them, ends them. Everything
/// but the questions at its end belongs to the port's thread.
final class Switchboard {
    private static final int ID_BYTES = 16;
    private static final long CLOCK_NANOS = 1_000_000_000L;
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    private final EmbeddedConfig config;
    private final Peers peers;
    private final Outbox outbox;
    private final MediaCounters counters;
    private final ArrivalClock clock;
    private final EventLoop loop;
    private final Handshakes handshakes;
    private final Candidates candidates;
    private final SecureRandom random = new SecureRandom();
    private final Map<EndpointId, Offer> offers = new HashMap<>();
    private final Map<SourceId, Publication> publications = new HashMap<>();
    private final Map<SourceId, Announced> announced = new ConcurrentHashMap<>();
    private final BridgeListeners listeners = new BridgeListeners();
    private long publicationNumber;
    private long clockNanos;
    private volatile int endpoints;
    private volatile boolean closed;

    /// What others may know of a publication, and what they may ask it.
    private record Announced(SourceState state, Publication publication) {}

    Switchboard(
            EmbeddedConfig config,
            MediaPort port,
            Peers peers,
            Outbox outbox,
            MediaCounters counters,
            ArrivalClock clock) {
        this.config = config;
        this.peers = peers;
        this.outbox = outbox;
        this.counters = counters;
        this.clock = clock;
        this.loop = port.loop();
        this.handshakes =
                new Handshakes(port.loop(), outbox, random, config.answerWithin(), this::secured);
        this.candidates = Candidates.of(config, port.port());
    }

    Session offer(SourceId source, Direction direction, Set<MediaKind> kinds) {
        requireRoom();
        Peer peer = newPeer(source, direction);
        Offer offer =
                switch (direction) {
                    case PUBLISH ->
                            Descriptions.publisherOffer(
                                    candidates.local(peer, handshakes), kinds, sessionId());
                    case VIEW ->
                            Descriptions.viewerOffer(
                                    candidates.local(peer, handshakes),
                                    visible(source).toBeSeen(),
                                    source.name(),
                                    sessionId());
                };
        add(peer);
        offers.put(peer.id, offer);
        return new Session(peer.id, offer.sdp());
    }

    void answer(EndpointId endpoint, String sdp) {
        Peer peer = peers.byId(endpoint);
        Offer offer = offers.remove(endpoint);
        if (peer == null || offer == null) {
            throw new BridgeException.NoSuchEndpoint(endpoint);
        }
        switch (Descriptions.acceptAnswer(offer, sdp)) {
            case Agreement.Agreed agreed -> agree(peer, agreed);
            case Agreement.Refused(String reason) -> {
                end(peer, EndReason.CLOSED);
                throw new BridgeException.Unacceptable(reason);
            }
        }
    }

    Session answerTo(SourceId source, Direction direction, String offer) {
        requireRoom();
        Peer peer = newPeer(source, direction);
        Agreement agreement =
                switch (direction) {
                    case PUBLISH ->
                            Descriptions.answerPublisher(
                                    candidates.local(peer, handshakes), offer, sessionId());
                    case VIEW ->
                            Descriptions.answerViewer(
                                    candidates.local(peer, handshakes),
                                    visible(source).toBeSeen(),
                                    offer,
                                    source.name(),
                                    sessionId());
                };
        return switch (agreement) {
            case Agreement.Agreed agreed -> {
                add(peer);
                agree(peer, agreed);
                yield new Session(peer.id, agreed.sdp());
            }
            case Agreement.Refused(String reason) -> throw new BridgeException.Unacceptable(reason);
        };
    }

    /// Publishes what comes from this process.
    Feed feed(SourceId source, String videoCodec, FeedListener listener) {
        requireRoom();
        int ssrc = random.nextInt();
        Negotiated fed = Descriptions.fed(videoCodec, ssrc);
        var feed = new Feed(newId(), source, fed, ssrc, loop, clock, counters, listener);
        feed.attach(publish(feed, fed), outbox);
        return feed;
    }

    void endFeed(Feed feed) {
        end(feed.publication(), EndReason.CLOSED);
    }

    void close(EndpointId endpoint) {
        Peer peer = peers.byId(endpoint);
        if (peer != null) {
            end(peer, EndReason.CLOSED);
        }
    }

    void closeAll() {
        closed = true;
        peers.all().forEach(peer -> end(peer, EndReason.BRIDGE_ENDED));
        List.copyOf(publications.values()).forEach(fed -> end(fed, EndReason.BRIDGE_ENDED));
        outbox.flush();
    }

    void requestKeyFrame(SourceId source) {
        Publication publication = publications.get(source);
        if (publication != null) {
            publication.requestKeyFrame(System.nanoTime());
        }
    }

    /// Looks after everything that depends on time.
    void tick() {
        long now = System.nanoTime();
        if (now - clockNanos >= CLOCK_NANOS) {
            clockNanos = now;
            clock.follow();
        }
        for (Publication publication : publications.values()) {
            publication.tick(now);
        }
        List.copyOf(publications.values()).forEach(publication -> watch(publication, now));
        for (Peer peer : peers.all()) {
            if (peer.isConnected()) {
                if (peer.silentForNanos(now) > config.consentFor().toNanos()) {
                    end(peer, EndReason.CONSENT_LOST);
                }
            } else if (peer.ageNanos(now) > config.answerWithin().toNanos()) {
                end(peer, EndReason.NEVER_CONNECTED);
            }
        }
        outbox.flush();
    }

    private void agree(Peer peer, Agreement.Agreed agreed) {
        try {
            connect(peer, agreed);
        } catch (BridgeException refused) {
            end(peer, EndReason.CLOSED);
            throw refused;
        }
    }

    private void connect(Peer peer, Agreement.Agreed agreed) {
        List<Fingerprint> expected = Handshakes.expected(agreed.peer());
        peer.ice.setRemote(
                new IceCredentials(agreed.peer().iceUfrag(), agreed.peer().icePassword()));
        switch (peer.direction) {
            case PUBLISH -> peer.attach(publish(peer, agreed.negotiated()));
            case VIEW -> view(peer, agreed.negotiated());
        }
        handshakes.begin(peer, expected);
    }

    private Publication publish(Origin origin, Negotiated negotiated) {
        Publication before = publications.get(origin.source());
        if (before != null) {
            end(before, EndReason.REPLACED);
        }
        var publication =
                new Publication(origin, ++publicationNumber, negotiated, outbox, counters);
        publications.put(origin.source(), publication);
        announce(publication, SourceState.Phase.CONNECTING);
        return publication;
    }

    private void view(Peer peer, Negotiated negotiated) {
        Publication publication = visible(peer.source);
        var viewer = new Viewer(peer, publication, negotiated, outbox, counters);
        if (!publication.add(viewer)) {
            throw new BridgeException.Full(
                    "at most " + Publication.MOST_VIEWERS + " may look at one picture");
        }
        peer.attach(viewer);
    }

    /// The handshake of an endpoint ended well or badly; on the port's thread.
    private void secured(Peer peer, Handshakes.Outcome outcome) {
        if (peer.isEnded()) {
            return;
        }
        switch (outcome) {
            case Handshakes.Outcome.Secured(var session) -> {
                peer.connected(session);
                listeners.tell(
                        new BridgeEvent.EndpointConnected(peer.id, peer.source, peer.direction));
                if (peer.leg() instanceof Viewer) {
                    requestKeyFrame(peer.source);
                }
            }
            case Handshakes.Outcome.Failed(EndReason reason) -> end(peer, reason);
        }
    }

    /// Tells when a publisher begins, falls silent, comes back, or is first timed.
    private void watch(Publication publication, long now) {
        Announced known = announced.get(publication.publisher.source());
        if (known == null || known.publication() != publication) {
            return;
        }
        SourceState.Phase phase =
                !publication.hasBegun()
                        ? SourceState.Phase.CONNECTING
                        : publication.silentForNanos(now) > config.silentAfter().toNanos()
                                ? SourceState.Phase.SILENT
                                : SourceState.Phase.LIVE;
        SourceState was = known.state();
        if (phase != was.phase()
                || !publication.frameTimes().equals(was.frameTimes())
                || !Objects.equals(publication.videoCodec(), was.videoCodec())) {
            announce(publication, phase);
        }
    }

    private void announce(Publication publication, SourceState.Phase phase) {
        SourceId source = publication.publisher.source();
        Announced known = announced.get(source);
        AxisTime since =
                known != null
                                && known.publication() == publication
                                && known.state().phase() == phase
                        ? known.state().since()
                        : new AxisTime(clock.now().micros());
        var state =
                new SourceState(
                        source,
                        publication.number,
                        publication.publisher.id(),
                        phase,
                        publication.negotiated.streams().keySet(),
                        publication.videoCodec(),
                        since,
                        publication.frameTimes());
        announced.put(source, new Announced(state, publication));
        listeners.tell(new BridgeEvent.SourceChanged(state));
    }

    private void end(Publication publication, EndReason reason) {
        switch (publication.publisher) {
            case Peer peer -> end(peer, reason);
            case Feed feed -> {
                if (feed.end(reason)) {
                    unpublish(publication);
                }
            }
        }
    }

    private void end(Peer peer, EndReason reason) {
        if (peer.isEnded()) {
            return;
        }
        peer.end();
        peers.remove(peer);
        offers.remove(peer.id);
        endpoints = peers.count();
        switch (peer.leg()) {
            case Viewer viewer -> viewer.leave();
            case Publication publication -> unpublish(publication);
            case null -> LOG.debug("{} ended before it sent anything", peer.id);
        }
        listeners.tell(new BridgeEvent.EndpointEnded(peer.id, peer.source, peer.direction, reason));
    }

    private void unpublish(Publication publication) {
        SourceId source = publication.publisher.source();
        publications.remove(source, publication);
        Announced known = announced.get(source);
        if (known != null && known.publication() == publication) {
            announced.remove(source);
        }
        // Those too who have an offer of it but no answer yet: it names streams that are no more.
        for (Peer peer : peers.all()) {
            if (peer.direction == Direction.VIEW && peer.source.equals(source)) {
                end(peer, EndReason.REPLACED);
            }
        }
        listeners.tell(new BridgeEvent.SourceEnded(source, publication.number));
    }

    private Publication visible(SourceId source) {
        Publication publication = publications.get(source);
        if (publication == null || !publication.canBeSeen()) {
            throw new BridgeException.NobodyPublishes(source);
        }
        return publication;
    }

    private void requireRoom() {
        if (closed) {
            throw new BridgeException.Away("the media bridge is being stopped");
        }
        if (peers.count() >= config.mostEndpoints()) {
            throw new BridgeException.Full(
                    "the media bridge carries at most "
                            + config.mostEndpoints()
                            + " connections; try again when others have left");
        }
    }

    private Peer newPeer(SourceId source, Direction direction) {
        return new Peer(
                newId(), source, direction, IceLite.newCredentials(random), System.nanoTime());
    }

    private EndpointId newId() {
        byte[] id = new byte[ID_BYTES];
        random.nextBytes(id);
        return new EndpointId(HexFormat.of().formatHex(id));
    }

    private long sessionId() {
        return random.nextLong(Long.MAX_VALUE);
    }

    private void add(Peer peer) {
        peers.add(peer);
        endpoints = peers.count();
    }

    // Questions from any thread.

    void listen(BridgeListener listener) {
        listeners.add(listener);
    }

    Optional<SourceState> state(SourceId source) {
        return Optional.ofNullable(announced.get(source)).map(Announced::state);
    }

    List<SourceState> states(RoomId room) {
        return announced.values().stream()
                .map(Announced::state)
                .filter(state -> state.source().room().equals(room))
                .toList();
    }

    Optional<FrameTime> frameTime(SourceId source, MediaKind kind, long rtpTimestamp) {
        Announced known = announced.get(source);
        @Nullable InboundStream stream = known == null ? null : known.publication().stream(kind);
        return stream == null ? Optional.empty() : stream.frameTime(rtpTimestamp);
    }

    BridgeHealth health() {
        int now = endpoints;
        return new BridgeHealth(
                closed ? "the media bridge is being stopped" : null,
                now,
                (double) now / config.mostEndpoints());
    }

    /// For tests: where an endpoint's media goes now.
    @Nullable InetSocketAddress selected(EndpointId endpoint) {
        Peer peer = peers.byId(endpoint);
        return peer == null ? null : peer.selected();
    }
}
