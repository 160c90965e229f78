// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.center.audit.AuditUnavailable;
import org.tsunagu.center.door.Action;
import org.tsunagu.center.door.Decision;
import org.tsunagu.center.mentoring.whip.TokenRoutes;
import org.tsunagu.video.bridge.BridgeEvent;
import org.tsunagu.video.bridge.BridgeException;
import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.EndReason;
import org.tsunagu.video.bridge.EndpointId;
import org.tsunagu.video.bridge.MediaBridge;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.bridge.Session;
import org.tsunagu.video.bridge.SourceId;
import org.tsunagu.video.bridge.SourceState;

/// Which page has which endpoint at the bridge. On the event loop that owns all rooms.
final class MediaDesk {
    /// Endpoints of one page.
    static final int MOST_ENDPOINTS = 16;

    /// What the person's own page may end with besides the bridge's reasons.
    private static final String WITHDRAWN = "withdrawn";

    private static final Logger LOG = LoggerFactory.getLogger(MediaDesk.class);

    private final MediaBridge bridge;
    private final Map<EndpointId, Endpoint> endpoints = new HashMap<>();

    /// @param action what the door was asked for it
    private record Endpoint(
            EndpointId id,
            RoomClient client,
            SourceId source,
            Direction direction,
            Action action,
            String label,
            boolean trailer) {}

    /// What a page asks for before there is an endpoint.
    private record Wish(
            String what,
            SourceId source,
            Direction direction,
            Set<MediaKind> kinds,
            Action action,
            String label,
            boolean trailer) {}

    /// The door said no.
    private static final class Denied extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Denied(String reason) {
            super(reason, null, false, false);
        }
    }

    MediaDesk(MediaBridge bridge) {
        this.bridge = bridge;
    }

    void publish(RoomClient client, RoomMessage.Publish asked) {
        SourceId source = client.room().source(asked.source());
        boolean voice = asked.source().startsWith(TokenRoutes.VOICE);
        if (voice
                && !(asked.source().equals(TokenRoutes.VOICE + client.author().connection())
                        && asked.kinds().equals(Set.of(MediaKind.AUDIO)))) {
            client.refuse(
                    "publish",
                    asked.source(),
                    null,
                    "a voice is sound alone, by the person whose it is");
            return;
        }
        open(
                client,
                new Wish(
                        "publish",
                        source,
                        Direction.PUBLISH,
                        asked.kinds(),
                        voice ? Action.SPEAK : Action.PUBLISH_SOURCE,
                        asked.label(),
                        asked.trailer()));
    }

    void view(RoomClient client, String name) {
        SourceId source = client.room().source(name);
        if (isPublishedBy(source, client)) {
            client.refuse("view", name, null, "this page sends this source itself");
            return;
        }
        open(
                client,
                new Wish(
                        "view",
                        source,
                        Direction.VIEW,
                        EnumSet.allOf(MediaKind.class),
                        Action.VIEW_SOURCE,
                        name,
                        false));
    }

    private void open(RoomClient client, Wish wish) {
        if (client.endpoints() >= MOST_ENDPOINTS) {
            client.refuse(
                    wish.what(),
                    wish.source().name(),
                    null,
                    "a page has at most " + MOST_ENDPOINTS + " connections");
            return;
        }
        client.endpointBegun();
        Future<Session> offer =
                client.ask(wish.action())
                        .compose(
                                decision ->
                                        switch (decision) {
                                            case Decision.Permit _ ->
                                                    bridge.offer(
                                                            wish.source(),
                                                            wish.direction(),
                                                            wish.kinds());
                                            case Decision.Deny(String reason) ->
                                                    Future.failedFuture(new Denied(reason));
                                        });
        offer.onSuccess(session -> offered(client, wish, session))
                .onFailure(
                        failure -> {
                            client.endpointGone();
                            client.refuse(wish.what(), wish.source().name(), null, reason(failure));
                        });
    }

    private void offered(RoomClient client, Wish wish, Session session) {
        if (!client.takes()) {
            client.endpointGone();
            close(session.endpoint());
            return;
        }
        SourceId source = wish.source();
        endpoints.put(
                session.endpoint(),
                new Endpoint(
                        session.endpoint(),
                        client,
                        source,
                        wish.direction(),
                        wish.action(),
                        wish.label(),
                        wish.trailer()));
        Long publication =
                wish.direction() == Direction.VIEW
                        ? bridge.source(source).map(SourceState::publication).orElse(null)
                        : null;
        client.send(
                RoomWire.offer(
                        session.endpoint(), source, wish.direction(), publication, session.sdp()));
        client.room().changed();
    }

    void answer(RoomClient client, EndpointId id, String sdp) {
        Endpoint endpoint = of(client, id);
        if (endpoint == null) {
            client.refuse("answer", null, id.value(), "this connection is over; open a new one");
            return;
        }
        bridge.answer(id, sdp)
                .onFailure(
                        failure -> {
                            client.refuse(
                                    "answer",
                                    endpoint.source().name(),
                                    id.value(),
                                    reason(failure));
                            end(endpoint, EndReason.NEVER_CONNECTED.wireName());
                        });
    }

    void close(RoomClient client, EndpointId id) {
        Endpoint endpoint = of(client, id);
        if (endpoint != null) {
            end(endpoint, EndReason.CLOSED.wireName());
        }
    }

    /// The page has gone.
    void closeAll(RoomClient client) {
        for (Endpoint endpoint : ofClient(client)) {
            endpoints.remove(endpoint.id());
            close(endpoint.id());
        }
    }

    /// What the door permitted is asked again each second.
    void askAgain(RoomClient client) {
        for (Endpoint endpoint : ofClient(client)) {
            if (!client.stillPermitted(endpoint.action())) {
                end(endpoint, WITHDRAWN);
            }
        }
    }

    void happened(BridgeEvent event) {
        switch (event) {
            case BridgeEvent.EndpointConnected(EndpointId id, SourceId _, Direction _) -> {
                Endpoint endpoint = endpoints.get(id);
                if (endpoint != null) {
                    endpoint.client().send(RoomWire.connected(id));
                }
            }
            case BridgeEvent.EndpointEnded(
                            EndpointId id,
                            SourceId _,
                            Direction _,
                            EndReason reason) -> {
                Endpoint endpoint = endpoints.get(id);
                if (endpoint != null) {
                    forget(endpoint, reason.wireName());
                }
            }
            case BridgeEvent.SourceChanged _, BridgeEvent.SourceEnded _ -> {
                // The room is told of it anyway.
            }
        }
    }

    boolean isPublishedBy(SourceId source, RoomClient client) {
        Optional<SourceState> state = bridge.source(source);
        Endpoint publisher = state.map(known -> endpoints.get(known.publisher())).orElse(null);
        return publisher != null && publisher.client() == client;
    }

    /// @param labels of cameras nobody here publishes
    Picture picture(SourceState state, Map<String, String> labels) {
        Endpoint publisher = endpoints.get(state.publisher());
        String kind = bridge.kind(state.source());
        return publisher == null
                ? new Picture(
                        state,
                        labels.getOrDefault(state.source().name(), state.source().name()),
                        null,
                        false,
                        kind)
                : new Picture(
                        state,
                        publisher.label(),
                        publisher.client().author().connection(),
                        publisher.trailer(),
                        kind);
    }

    private @Nullable Endpoint of(RoomClient client, EndpointId id) {
        Endpoint endpoint = endpoints.get(id);
        return endpoint != null && endpoint.client() == client ? endpoint : null;
    }

    private List<Endpoint> ofClient(RoomClient client) {
        return endpoints.values().stream().filter(endpoint -> endpoint.client() == client).toList();
    }

    private void end(Endpoint endpoint, String reason) {
        forget(endpoint, reason);
        close(endpoint.id());
    }

    private void forget(Endpoint endpoint, String reason) {
        if (endpoints.remove(endpoint.id()) != null) {
            RoomClient client = endpoint.client();
            client.endpointGone();
            client.send(
                    RoomWire.ended(endpoint.id(), endpoint.source(), endpoint.direction(), reason));
            client.room().changed();
        }
    }

    private void close(EndpointId id) {
        bridge.close(id).onFailure(failure -> LOG.warn("Endpoint {} was not closed.", id, failure));
    }

    private static String reason(Throwable failure) {
        return switch (failure) {
            case BridgeException said -> Objects.requireNonNullElse(said.getMessage(), "refused");
            case Denied said -> Objects.requireNonNullElse(said.getMessage(), "refused");
            case AuditUnavailable _ -> "looks cannot be recorded, so nothing is shown";
            default -> {
                LOG.error("The media bridge failed.", failure);
                yield "the media bridge failed; the server's log has the details";
            }
        };
    }
}
