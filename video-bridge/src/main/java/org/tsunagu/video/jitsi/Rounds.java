// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.EndReason;

/// Asks every bridge again and again what happened to our endpoints.
final class Rounds {
    /// Viewers that are connected are looked at in every so many rounds, others in each.
    private static final int ROUNDS_BETWEEN_VIEWS = 5;

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Nodes nodes;
    private final JitsiBoard board;
    private long rounds;

    Rounds(Nodes nodes, JitsiBoard board) {
        this.nodes = nodes;
        this.board = board;
    }

    /// One round; ends, and never fails, when every bridge answered or did not in time.
    Future<Void> round() {
        boolean viewsToo = rounds++ % ROUNDS_BETWEEN_VIEWS == 0;
        List<Future<?>> asked = new ArrayList<>();
        for (Node node : nodes.all()) {
            asked.add(ask(node, viewsToo));
        }
        return Future.join(asked)
                .transform(
                        _ -> {
                            board.tick(System.nanoTime());
                            return Future.succeededFuture();
                        });
    }

    private Future<Void> ask(Node node, boolean viewsToo) {
        long askedNanos = System.nanoTime();
        var list = node.round();
        return list == null
                ? Future.succeededFuture()
                : list.compose(answer -> compare(node, Listing.of(answer), askedNanos, viewsToo))
                        .onFailure(
                                trouble -> {
                                    LOG.debug("{} did not answer", node.address, trouble);
                                    if (node.isDead()) {
                                        lost(node);
                                    }
                                });
    }

    private void lost(Node node) {
        List<JitsiPeer> lost = board.peersAt(node);
        if (!lost.isEmpty()) {
            LOG.warn(
                    "The Jitsi Videobridge at {} is gone, and {} connections with it.",
                    node.address,
                    lost.size());
        }
        lost.forEach(peer -> board.end(peer, EndReason.BRIDGE_ENDED));
    }

    private Future<Void> compare(Node node, Listing listing, long askedNanos, boolean viewsToo) {
        List<Future<?>> looks = new ArrayList<>();
        for (JitsiPeer peer : board.peersAt(node)) {
            if (!peer.wasMadeBefore(askedNanos)) {
                continue;
            }
            Listing.Conference conference = listing.conferences().get(peer.meeting());
            if (conference == null) {
                board.end(peer, EndReason.BRIDGE_ENDED);
            } else if (!conference.endpoints().contains(peer.bridgeId)) {
                board.end(
                        peer,
                        peer.isConnected() ? EndReason.CONSENT_LOST : EndReason.NEVER_CONNECTED);
            } else if (peer.isAgreed()
                    && (viewsToo || peer.direction == Direction.PUBLISH || !peer.isConnected())) {
                looks.add(look(peer, conference.id()));
            }
        }
        return Future.join(looks).transform(_ -> Future.succeededFuture());
    }

    private Future<Void> look(JitsiPeer peer, String conference) {
        return peer.node()
                .client
                .seen(conference, peer.bridgeId)
                .onSuccess(
                        answer -> {
                            Seen seen = Seen.of(answer, conference, peer.bridgeId);
                            if (seen != null) {
                                board.looked(peer, seen, System.nanoTime());
                            }
                        })
                .mapEmpty();
    }
}
