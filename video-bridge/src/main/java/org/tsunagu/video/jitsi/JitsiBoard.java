// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.video.bridge.BridgeEvent;
import org.tsunagu.video.bridge.BridgeException;
import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.EndReason;
import org.tsunagu.video.bridge.EndpointId;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.bridge.Session;
import org.tsunagu.video.bridge.SourceId;
import org.tsunagu.video.bridge.SourceState;
import org.tsunagu.video.sdp.Agreement;
import org.tsunagu.video.sdp.Descriptions;
import org.tsunagu.video.sdp.Local;
import org.tsunagu.video.sdp.Negotiated;
import org.tsunagu.video.sdp.Offer;

/// Who publishes what and who looks at it, at which bridge: makes endpoints there, connects them,
/// ends them. Each publication is a conference of its own, so that a viewer gets exactly that one
/// without a channel to the bridge. Everything happens on one thread; while a bridge is asked,
/// other things happen, so what was true before is looked at again.
final class JitsiBoard {
    private static final int ID_BYTES = 16;
    private static final int BRIDGE_ID_BYTES = 4;
    private static final String NO_SSRC =
            "the encoder must say its SSRCs (a=ssrc): a Jitsi Videobridge takes no others";
    private static final String NO_FINGERPRINT =
            "no fingerprint of a certificate that has the length of its hash function";
    private static final String OTHER_NUMBERS =
            "the player calls what is sent by other payload types than the sender does, and a Jitsi"
                    + " Videobridge does not rewrite them: take the offer of a page instead";
    private static final Logger LOG = LoggerFactory.getLogger(JitsiBoard.class);

    private final JitsiConfig config;
    private final Nodes nodes;
    private final Announcements announcements;
    private final SecureRandom random = new SecureRandom();
    private final Map<EndpointId, JitsiPeer> peers = new HashMap<>();
    private final Map<SourceId, JitsiPublication> publications = new HashMap<>();
    private final Set<Future<JsonObject>> ending = new HashSet<>();
    private long publicationNumber;
    private volatile int endpoints;
    private volatile boolean closed;

    JitsiBoard(JitsiConfig config, Nodes nodes, Announcements announcements) {
        this.config = config;
        this.nodes = nodes;
        this.announcements = announcements;
    }

    Future<Session> offer(SourceId source, Direction direction, Set<MediaKind> kinds) {
        requireRoom();
        return switch (direction) {
            case PUBLISH -> offerToPublisher(newPeer(source, direction), kinds);
            case VIEW -> {
                JitsiPublication publication = visible(source);
                yield offerToViewer(newPeer(source, direction), publication);
            }
        };
    }

    private Future<Session> offerToPublisher(JitsiPeer peer, Set<MediaKind> kinds) {
        long session = sessionId();
        Negotiated proposed =
                Descriptions.publisherOffer(Transports.NOWHERE, kinds, session).proposed();
        return madeConference(peer, Requests.endpoint(peer.bridgeId, proposed, true))
                .map(local -> offered(peer, Descriptions.publisherOffer(local, kinds, session)));
    }

    private Future<Session> offerToViewer(JitsiPeer peer, JitsiPublication publication) {
        long session = sessionId();
        String stream = peer.source.name();
        Negotiated sent = publication.negotiated;
        Negotiated proposed =
                Descriptions.viewerOffer(Transports.NOWHERE, sent, stream, session).proposed();
        return madeViewer(peer, publication, Requests.endpoint(peer.bridgeId, proposed, true))
                .map(
                        local ->
                                offered(
                                        peer,
                                        Descriptions.viewerOffer(local, sent, stream, session)));
    }

    private static Session offered(JitsiPeer peer, Offer offer) {
        peer.offered(offer);
        return new Session(peer.id, offer.sdp());
    }

    Future<Void> answer(EndpointId endpoint, String sdp) {
        JitsiPeer peer = peers.get(endpoint);
        Offer offer = peer == null ? null : peer.takeOffer();
        if (peer == null || offer == null) {
            throw new BridgeException.NoSuchEndpoint(endpoint);
        }
        return switch (Descriptions.acceptAnswer(offer, sdp)) {
            case Agreement.Agreed agreed -> agree(peer, agreed);
            case Agreement.Refused(String reason) -> throw refused(peer, reason);
        };
    }

    private Future<Void> agree(JitsiPeer peer, Agreement.Agreed agreed) {
        if (!Transports.isProvable(agreed.peer())) {
            throw refused(peer, NO_FINGERPRINT);
        }
        JsonArray sources = null;
        if (peer.direction == Direction.PUBLISH) {
            sources = Medias.sources(agreed.negotiated(), peer.bridgeId);
            if (sources == null) {
                throw refused(peer, NO_SSRC);
            }
        }
        JsonObject said = Requests.with(Requests.known(peer.bridgeId), agreed.peer(), sources);
        return peer.node()
                .client
                .change(peer.meeting(), Requests.changed(said))
                .recover(
                        trouble -> {
                            end(peer, EndReason.CLOSED);
                            return Future.failedFuture(told(peer, trouble));
                        })
                .compose(
                        _ -> {
                            requireAlive(peer);
                            begin(peer, agreed.negotiated());
                            return Future.succeededFuture();
                        });
    }

    Future<Session> answerTo(SourceId source, Direction direction, String offer) {
        requireRoom();
        return switch (direction) {
            case PUBLISH -> answerPublisher(source, offer);
            case VIEW -> answerViewer(source, offer);
        };
    }

    private Future<Session> answerPublisher(SourceId source, String offer) {
        long session = sessionId();
        Agreement.Agreed agreed =
                agreed(Descriptions.answerPublisher(Transports.NOWHERE, offer, session));
        JitsiPeer peer = newPeer(source, Direction.PUBLISH);
        JsonArray sources = Medias.sources(agreed.negotiated(), peer.bridgeId);
        if (sources == null) {
            throw refused(peer, NO_SSRC);
        }
        JsonObject endpoint = Requests.endpoint(peer.bridgeId, agreed.negotiated(), false);
        return madeConference(peer, Requests.with(endpoint, agreed.peer(), sources))
                .map(local -> agreed(Descriptions.answerPublisher(local, offer, session)))
                .map(answer -> answered(peer, answer));
    }

    private Future<Session> answerViewer(SourceId source, String offer) {
        JitsiPublication publication = visible(source);
        long session = sessionId();
        String stream = source.name();
        Negotiated sent = publication.negotiated;
        Agreement.Agreed possible =
                agreed(Descriptions.answerViewer(Transports.NOWHERE, sent, offer, stream, session));
        Negotiated same = SameNumbers.of(sent, possible.negotiated());
        if (same == null) {
            throw new BridgeException.Unacceptable(OTHER_NUMBERS);
        }
        Agreement.Agreed agreed =
                agreed(Descriptions.answerViewer(Transports.NOWHERE, same, offer, stream, session));
        JitsiPeer peer = newPeer(source, Direction.VIEW);
        Negotiated said = SameNumbers.toBridge(sent, agreed.negotiated());
        JsonObject endpoint = Requests.endpoint(peer.bridgeId, said, false);
        return madeViewer(peer, publication, Requests.with(endpoint, agreed.peer(), null))
                .map(
                        local ->
                                agreed(
                                        Descriptions.answerViewer(
                                                local, same, offer, stream, session)))
                .map(answer -> answered(peer, answer));
    }

    private Session answered(JitsiPeer peer, Agreement.Agreed answer) {
        begin(peer, answer.negotiated());
        return new Session(peer.id, answer.sdp());
    }

    private static Agreement.Agreed agreed(Agreement agreement) {
        return switch (agreement) {
            case Agreement.Agreed agreed -> {
                if (!Transports.isProvable(agreed.peer())) {
                    throw new BridgeException.Unacceptable(NO_FINGERPRINT);
                }
                yield agreed;
            }
            case Agreement.Refused(String reason) -> throw new BridgeException.Unacceptable(reason);
        };
    }

    /// Makes a conference with its publisher; where a bridge turns out to be away, at the next.
    private Future<Local> madeConference(JitsiPeer peer, JsonObject endpoint) {
        Node node = nodes.choose(peer.source.room()).orElse(null);
        if (node == null) {
            forget(peer);
            throw new BridgeException.Away(String.valueOf(nodes.trouble()));
        }
        peer.goesTo(node, randomHex(ID_BYTES));
        return node.client
                .create(Requests.conference(peer.meeting(), peer.source, endpoint))
                .map(answer -> made(peer, answer))
                .recover(
                        trouble -> {
                            if (trouble instanceof BridgeException.Away && !peer.isEnded()) {
                                node.suspect();
                                return madeConference(peer, endpoint);
                            }
                            forget(peer);
                            return Future.failedFuture(told(peer, trouble));
                        });
    }

    private Future<Local> madeViewer(
            JitsiPeer peer, JitsiPublication publication, JsonObject endpoint) {
        JitsiPeer publisher = publication.publisher;
        if (!publication.add(peer)) {
            forget(peer);
            throw new BridgeException.Full(
                    "at most " + JitsiPublication.MOST_VIEWERS + " may look at one picture");
        }
        peer.attach(publication);
        peer.goesTo(publisher.node(), publisher.meeting());
        return peer.node()
                .client
                .change(peer.meeting(), Requests.changed(endpoint))
                .map(answer -> made(peer, answer))
                .recover(
                        trouble -> {
                            publication.remove(peer);
                            forget(peer);
                            if (trouble instanceof Refusal refusal && refusal.isOfNothing()) {
                                end(publisher, EndReason.BRIDGE_ENDED);
                            }
                            return Future.failedFuture(told(peer, trouble));
                        });
    }

    private Local made(JitsiPeer peer, JsonObject answer) {
        peer.made(System.nanoTime());
        Local local = Transports.local(answer, peer.bridgeId);
        if (local == null || peer.isEnded() || closed) {
            endAtBridge(peer);
            throw closed || peer.isEnded()
                    ? new BridgeException.NoSuchEndpoint(peer.id)
                    : peer.node().client.away("answers what cannot be understood");
        }
        return local;
    }

    /// Both sides have said what they had to say.
    private void begin(JitsiPeer peer, Negotiated negotiated) {
        peer.agreed(System.nanoTime());
        if (peer.direction == Direction.PUBLISH) {
            JitsiPublication before = publications.get(peer.source);
            if (before != null) {
                end(before.publisher, EndReason.REPLACED);
            }
            var publication = new JitsiPublication(peer, ++publicationNumber, negotiated);
            peer.attach(publication);
            publications.put(peer.source, publication);
            announcements.phase(publication, SourceState.Phase.CONNECTING);
        }
    }

    void close(EndpointId endpoint) {
        JitsiPeer peer = peers.get(endpoint);
        if (peer != null) {
            end(peer, EndReason.CLOSED);
        }
    }

    Future<Void> closeAll() {
        closed = true;
        List.copyOf(peers.values()).forEach(peer -> end(peer, EndReason.BRIDGE_ENDED));
        return Future.join(new ArrayList<>(ending)).transform(_ -> Future.succeededFuture());
    }

    /// A round told what a bridge sees of an endpoint.
    void looked(JitsiPeer peer, Seen seen, long nowNanos) {
        if (peer.isEnded() || !peer.isAgreed()) {
            return;
        }
        peer.heard(seen.packets(), nowNanos);
        if (!peer.isConnected() && seen.iceConnected() && seen.dtlsConnected()) {
            peer.connected();
            announcements.tell(
                    new BridgeEvent.EndpointConnected(peer.id, peer.source, peer.direction));
        }
        if (seen.iceFailed()) {
            end(peer, peer.isConnected() ? EndReason.CONSENT_LOST : EndReason.NEVER_CONNECTED);
        } else if (peer.isConnected() && !seen.dtlsConnected()) {
            end(peer, EndReason.PEER_ENDED);
        } else if (hasGone(peer, nowNanos)) {
            end(peer, EndReason.CONSENT_LOST);
        } else if (peer.direction == Direction.PUBLISH && peer.publication() != null) {
            peer.publication().counted(seen.mediaPackets(), nowNanos);
        }
    }

    /// Publishers and viewers send reports even when little is shown. What a viewer does while
    /// nothing comes is its own affair.
    private boolean hasGone(JitsiPeer peer, long nowNanos) {
        JitsiPublication publication = peer.publication();
        return peer.isConnected()
                && publication != null
                && (publication.publisher == peer || isLive(publication, nowNanos))
                && peer.silentForNanos(nowNanos) > config.consentFor().toNanos();
    }

    private boolean isLive(JitsiPublication publication, long nowNanos) {
        return publication.phase(nowNanos, config.silentAfter().toNanos())
                == SourceState.Phase.LIVE;
    }

    /// Looks after everything that depends on time.
    void tick(long nowNanos) {
        for (JitsiPublication publication : publications.values()) {
            announcements.phase(
                    publication, publication.phase(nowNanos, config.silentAfter().toNanos()));
        }
        for (JitsiPeer peer : List.copyOf(peers.values())) {
            if (!peer.isConnected() && peer.ageNanos(nowNanos) > config.answerWithin().toNanos()) {
                end(peer, EndReason.NEVER_CONNECTED);
            }
        }
    }

    List<JitsiPeer> peersAt(Node node) {
        return peers.values().stream().filter(peer -> peer.isAt(node)).toList();
    }

    void end(JitsiPeer peer, EndReason reason) {
        if (peer.isEnded()) {
            return;
        }
        peer.end();
        endAtBridge(peer);
        forget(peer);
        JitsiPublication publication = peer.publication();
        if (publication != null) {
            if (publication.publisher == peer) {
                unpublish(publication);
            } else {
                publication.remove(peer);
            }
        }
        announcements.tell(
                new BridgeEvent.EndpointEnded(peer.id, peer.source, peer.direction, reason));
    }

    private void unpublish(JitsiPublication publication) {
        publications.remove(publication.publisher.source, publication);
        publication.viewers().forEach(viewer -> end(viewer, EndReason.REPLACED));
        announcements.ended(publication);
    }

    /// A publisher's conference ends with it, and so do its viewers there.
    private void endAtBridge(JitsiPeer peer) {
        JitsiPublication viewed = peer.publication();
        boolean publishes = peer.direction == Direction.PUBLISH;
        if (!peer.isMade()
                || peer.node().isDead()
                || (!publishes && viewed != null && viewed.publisher.isEnded())) {
            return;
        }
        JsonObject said = publishes ? Requests.endOfConference() : Requests.endOf(peer.bridgeId);
        Future<JsonObject> asked = peer.node().client.change(peer.meeting(), said);
        ending.add(asked);
        asked.onComplete(
                done -> {
                    ending.remove(asked);
                    if (done.failed()) {
                        LOG.debug("{} was not ended at its bridge", peer.id, done.cause());
                    }
                });
    }

    private BridgeException refused(JitsiPeer peer, String reason) {
        end(peer, EndReason.CLOSED);
        return new BridgeException.Unacceptable(reason);
    }

    private static RuntimeException told(JitsiPeer peer, Throwable trouble) {
        if (trouble instanceof BridgeException known) {
            return known;
        }
        if (!(trouble instanceof Refusal refusal)) {
            LOG.error("A Jitsi Videobridge could not be worked with.", trouble);
            return peer.node().client.away("cannot be worked with");
        }
        if (refusal.isOfNothing()) {
            return peer.direction == Direction.VIEW
                    ? new BridgeException.NobodyPublishes(peer.source)
                    : new BridgeException.NoSuchEndpoint(peer.id);
        }
        return refusal.isOfRequest()
                ? new BridgeException.Unacceptable(
                        "the Jitsi Videobridge refuses: " + refusal.reason())
                : peer.node().client.away("fails: " + refusal.reason());
    }

    private void requireAlive(JitsiPeer peer) {
        if (peer.isEnded()) {
            throw new BridgeException.NoSuchEndpoint(peer.id);
        }
    }

    private JitsiPublication visible(SourceId source) {
        JitsiPublication publication = publications.get(source);
        if (publication == null) {
            throw new BridgeException.NobodyPublishes(source);
        }
        return publication;
    }

    private void requireRoom() {
        if (closed) {
            throw new BridgeException.Away("the media bridge is being stopped");
        }
        if (peers.size() >= config.mostEndpoints()) {
            throw new BridgeException.Full(
                    "the media bridges carry at most "
                            + config.mostEndpoints()
                            + " connections; try again when others have left");
        }
    }

    private JitsiPeer newPeer(SourceId source, Direction direction) {
        var peer =
                new JitsiPeer(
                        new EndpointId(randomHex(ID_BYTES)),
                        source,
                        direction,
                        randomHex(BRIDGE_ID_BYTES),
                        System.nanoTime());
        peers.put(peer.id, peer);
        endpoints = peers.size();
        return peer;
    }

    private void forget(JitsiPeer peer) {
        peers.remove(peer.id);
        endpoints = peers.size();
        if (peers.values().stream().noneMatch(p -> p.source.room().equals(peer.source.room()))) {
            nodes.forget(peer.source.room());
        }
    }

    /// How many there are; from any thread.
    int endpoints() {
        return endpoints;
    }

    /// Whether it takes nobody any more; from any thread.
    boolean isClosed() {
        return closed;
    }

    private long sessionId() {
        return random.nextLong(Long.MAX_VALUE);
    }

    private String randomHex(int bytes) {
        byte[] id = new byte[bytes];
        random.nextBytes(id);
        return HexFormat.of().formatHex(id);
    }
}
