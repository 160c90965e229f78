// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.tsunagu.video.bridge.BridgeEvent;
import org.tsunagu.video.bridge.EndReason;
import org.tsunagu.video.bridge.EndpointId;
import org.tsunagu.video.bridge.MediaBridge;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.bridge.RoomId;
import org.tsunagu.video.bridge.Session;
import org.tsunagu.video.bridge.SourceId;

/// Peers at one bridge, and everything the bridge tells meanwhile.
public final class Calls implements AutoCloseable {
    public static final SourceId FIELD = new SourceId(new RoomId("or-1"), "field");
    public static final SourceId ELSEWHERE = new SourceId(new RoomId("or-2"), "field");

    private final MediaBridge bridge;
    private final List<TestPeer> peers = new ArrayList<>();
    private final List<BridgeEvent> events = new CopyOnWriteArrayList<>();

    /// One side of a media session.
    public record Call(EndpointId endpoint, TestPeer peer) {}

    public Calls(MediaBridge bridge) {
        this.bridge = bridge;
        bridge.listen(events::add);
    }

    /// A publisher of pictures that is connected.
    public Call publisher(SourceId source) {
        return connected(source, PeerPlan.publisher(MediaKind.VIDEO));
    }

    /// A viewer of pictures that is connected.
    public Call viewer(SourceId source) {
        return connected(source, PeerPlan.viewer(MediaKind.VIDEO));
    }

    /// A peer the bridge made an offer to, connected.
    public Call connected(SourceId source, PeerPlan plan) {
        return awaitConnected(begun(source, plan));
    }

    /// A peer that offered itself (WHIP, WHEP), connected.
    public Call selfConnected(SourceId source, PeerPlan plan) {
        TestPeer peer = newPeer(plan);
        Session session = Await.of(bridge.answerTo(source, plan.direction(), peer.offer()));
        peer.accept(session.sdp());
        peer.start();
        return awaitConnected(new Call(session.endpoint(), peer));
    }

    /// A peer that has answered and begins to connect.
    public Call begun(SourceId source, PeerPlan plan) {
        TestPeer peer = newPeer(plan);
        Session session = Await.of(bridge.offer(source, plan.direction(), plan.kinds()));
        Await.of(bridge.answer(session.endpoint(), peer.answer(session.sdp())));
        peer.start();
        return new Call(session.endpoint(), peer);
    }

    private TestPeer newPeer(PeerPlan plan) {
        var peer = new TestPeer(plan);
        peers.add(peer);
        return peer;
    }

    private Call awaitConnected(Call call) {
        Await.until(
                "both sides are connected: " + call.peer().failure(),
                () -> call.peer().isConnected() && hasConnected(call.endpoint()));
        return call;
    }

    public List<BridgeEvent> events() {
        return events;
    }

    public boolean hasConnected(EndpointId endpoint) {
        return events.stream()
                .anyMatch(
                        event ->
                                event instanceof BridgeEvent.EndpointConnected connected
                                        && connected.endpoint().equals(endpoint));
    }

    /// Why an endpoint ended; waits for it.
    public EndReason endOf(EndpointId endpoint) {
        Await.until("the end of " + endpoint, () -> !ends(endpoint).isEmpty());
        return ends(endpoint).getFirst();
    }

    /// Every end that was told of an endpoint.
    public List<EndReason> ends(EndpointId endpoint) {
        return events.stream()
                .filter(BridgeEvent.EndpointEnded.class::isInstance)
                .map(BridgeEvent.EndpointEnded.class::cast)
                .filter(ended -> ended.endpoint().equals(endpoint))
                .map(BridgeEvent.EndpointEnded::reason)
                .toList();
    }

    /// Sends frames, each once the one before has come to every viewer; so nothing is lost in a
    /// full socket of a busy machine.
    public static void sendAndSee(Call publisher, MediaKind kind, int frames, Call... viewers) {
        for (int i = 0; i < frames; i++) {
            int number = publisher.peer().outgoing(kind).frames();
            publisher.peer().sendFrame(kind);
            for (Call viewer : viewers) {
                Await.until(
                        "frame " + number + " reaches the viewer",
                        () -> viewer.peer().mailbox().frames(kind).contains(number));
            }
        }
    }

    @Override
    public void close() {
        peers.forEach(TestPeer::close);
        Await.of(bridge.close());
    }
}
