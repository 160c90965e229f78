// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import io.vertx.core.Vertx;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tsunagu.video.bridge.RoomId;

/// The bridges there are, and which of them a room is at. Belongs to the board's thread.
final class Nodes {
    private final List<Node> all;
    private final Map<RoomId, Node> rooms = new HashMap<>();

    Nodes(List<Node> all) {
        this.all = List.copyOf(all);
    }

    static Nodes of(Vertx vertx, JitsiConfig config) {
        return new Nodes(
                config.bridges().stream()
                        .map(
                                bridge ->
                                        new Node(
                                                bridge,
                                                new ColibriClient(
                                                        vertx, bridge, config.requestWithin())))
                        .toList());
    }

    List<Node> all() {
        return all;
    }

    /// The bridge a room is at as long as that takes more, else the least stressed one that does;
    /// the room is there from then on.
    Optional<Node> choose(RoomId room) {
        Node before = rooms.get(room);
        if (before != null && before.takesMore()) {
            return Optional.of(before);
        }
        Optional<Node> best =
                all.stream().filter(Node::takesMore).min(Comparator.comparingDouble(Node::stress));
        best.ifPresent(node -> rooms.put(room, node));
        return best;
    }

    /// Nothing of the room is left anywhere.
    void forget(RoomId room) {
        rooms.remove(room);
    }

    /// Of those that take more, the least; 1 without any.
    double stress() {
        return all.stream().filter(Node::takesMore).mapToDouble(Node::stress).min().orElse(1.0);
    }

    /// Why nothing new can be begun, for an operator; null: it can.
    @Nullable String trouble() {
        return all.stream().anyMatch(Node::takesMore)
                ? null
                : all.stream()
                        .map(
                                node ->
                                        "the Jitsi Videobridge at "
                                                + node.address
                                                + " "
                                                + node.trouble())
                        .collect(Collectors.joining("; "));
    }
}
