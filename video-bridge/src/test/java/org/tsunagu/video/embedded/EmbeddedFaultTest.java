// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tsunagu.video.peer.Calls.ELSEWHERE;
import static org.tsunagu.video.peer.Calls.FIELD;
import static org.tsunagu.video.peer.Calls.sendAndSee;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tsunagu.video.bridge.BridgeException;
import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.EndReason;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.bridge.Session;
import org.tsunagu.video.peer.Await;
import org.tsunagu.video.peer.Calls;
import org.tsunagu.video.peer.Calls.Call;
import org.tsunagu.video.peer.Checks;
import org.tsunagu.video.peer.PeerPlan;
import org.tsunagu.video.peer.TestPeer;

/// What goes wrong at the port: peers that are not who they say, that go, that never come; floods.
class EmbeddedFaultTest {
    private static final long SEED = 20_261_121;
    private static final int FLOOD_ROUNDS = 200;
    private static final int FLOOD_A_ROUND = 100;
    private static final PeerPlan PUBLISHER = PeerPlan.publisher(MediaKind.VIDEO);
    private static final PeerPlan VIEWER = PeerPlan.viewer(MediaKind.VIDEO);
    private static final Set<MediaKind> PICTURES = Set.of(MediaKind.VIDEO);

    private EmbeddedBridge bridge = Bridges.open();
    private Calls calls = new Calls(bridge);

    private void reopen(int mostEndpoints, Duration answerWithin, Duration consentFor) {
        calls.close();
        bridge = Bridges.open(mostEndpoints, answerWithin, consentFor);
        calls = new Calls(bridge);
    }

    @AfterEach
    void close() {
        calls.close();
    }

    @Test
    void whoShowsAnotherCertificateThanItNamedGetsNothing() {
        Call publisher = calls.publisher(FIELD);
        Call impostor = calls.begun(FIELD, VIEWER.lying());
        Call viewer = calls.viewer(FIELD);
        sendAndSee(publisher, MediaKind.VIDEO, 3, viewer);

        assertThat(calls.endOf(impostor.endpoint())).isEqualTo(EndReason.WRONG_CERTIFICATE);
        assertThat(calls.hasConnected(impostor.endpoint())).isFalse();
        assertThat(impostor.peer().isConnected()).isFalse();
        assertThat(impostor.peer().mailbox().packets()).isEmpty();
    }

    @Test
    void aPublisherWithAnotherCertificateThanItNamedIsNobody() {
        Call impostor = calls.begun(FIELD, PUBLISHER.lying());

        assertThat(calls.endOf(impostor.endpoint())).isEqualTo(EndReason.WRONG_CERTIFICATE);
        assertThat(bridge.source(FIELD)).isEmpty();
    }

    @Test
    void packetsOfNoAnnouncedStreamAreDropped() {
        Call publisher = calls.publisher(FIELD);
        Call viewer = calls.viewer(FIELD);
        TestPeer peer = publisher.peer();
        int number = peer.payloadType(MediaKind.VIDEO);

        peer.sendRtp(packet(number, 0x7777));
        peer.sendRtp(packet(77, peer.outgoing(MediaKind.VIDEO).ssrc()));
        viewer.peer().sendRtp(packet(number, 0x7778));
        sendAndSee(publisher, MediaKind.VIDEO, 1, viewer);

        awaitAtLeast(bridge.counters().unannounced, 3);
        assertThat(viewer.peer().mailbox().packets()).hasSize(3);
    }

    @Test
    void packetsThatComeAgainOrAreChangedGoNoFurther() {
        Call publisher = calls.publisher(FIELD);
        Call viewer = calls.viewer(FIELD);
        sendAndSee(publisher, MediaKind.VIDEO, 2, viewer);
        byte[] seen = publisher.peer().lastDatagram();
        byte[] changed = seen.clone();
        changed[3]++;
        byte[] cut = java.util.Arrays.copyOf(seen, 14);

        for (int i = 0; i < 5; i++) {
            publisher.peer().sendRaw(seen);
            publisher.peer().sendRaw(changed);
            publisher.peer().sendRaw(cut);
        }
        sendAndSee(publisher, MediaKind.VIDEO, 2, viewer);

        assertThat(bridge.counters().replayed.sum()).isEqualTo(5);
        assertThat(bridge.counters().forged.sum()).isEqualTo(10);
        assertThat(viewer.peer().mailbox().packets()).hasSize(12);
    }

    @Test
    void thePictureGoesOnWhenAPeerChangesItsAddressAgainAndAgain() {
        Call publisher = calls.publisher(FIELD);
        Call viewer = calls.viewer(FIELD);

        for (int i = 0; i < 2 * Peer.MOST_ADDRESSES; i++) {
            (i % 2 == 0 ? publisher : viewer).peer().move();
            int before = viewer.peer().mailbox().frames(MediaKind.VIDEO).size();
            Await.whileDoing(
                    "frames after move " + i,
                    () -> publisher.peer().sendFrame(MediaKind.VIDEO),
                    () -> viewer.peer().mailbox().frames(MediaKind.VIDEO).size() > before);
        }
        for (int i = 0; i < 2 * Peer.MOST_ADDRESSES; i++) {
            viewer.peer().move();
        }
        int before = viewer.peer().mailbox().frames(MediaKind.VIDEO).size();
        Await.whileDoing(
                "frames after many moves",
                () -> publisher.peer().sendFrame(MediaKind.VIDEO),
                () -> viewer.peer().mailbox().frames(MediaKind.VIDEO).size() > before);
    }

    @Test
    void whoNoLongerConsentsIsLeft() {
        reopen(8, Bridges.LONG, Duration.ofSeconds(2));
        Call publisher = calls.publisher(FIELD);

        publisher.peer().stopChecks();

        assertThat(calls.endOf(publisher.endpoint())).isEqualTo(EndReason.CONSENT_LOST);
        assertThat(bridge.source(FIELD)).isEmpty();
    }

    @Test
    void whatNobodyAnswersAndWhoNeverComesIsGivenUp() {
        reopen(8, Duration.ofMillis(400), Bridges.LONG);
        var absent = new TestPeer(PUBLISHER);
        Session unanswered = Await.of(bridge.offer(FIELD, Direction.PUBLISH, PICTURES));
        Session answered = Await.of(bridge.offer(ELSEWHERE, Direction.PUBLISH, PICTURES));
        String answer = absent.answer(answered.sdp());
        Await.of(bridge.answer(answered.endpoint(), answer));

        assertThat(calls.endOf(unanswered.endpoint())).isEqualTo(EndReason.NEVER_CONNECTED);
        assertThat(calls.endOf(answered.endpoint())).isEqualTo(EndReason.NEVER_CONNECTED);
        assertThatThrownBy(() -> Await.of(bridge.answer(unanswered.endpoint(), answer)))
                .isInstanceOf(BridgeException.NoSuchEndpoint.class);
        assertThat(bridge.health().endpoints()).isZero();
    }

    @Test
    void whoSaysGoodbyeHasGone() {
        Call publisher = calls.publisher(FIELD);
        Call viewer = calls.viewer(FIELD);

        viewer.peer().sayGoodbye();
        assertThat(calls.endOf(viewer.endpoint())).isEqualTo(EndReason.PEER_ENDED);
        publisher.peer().sayGoodbye();

        assertThat(calls.endOf(publisher.endpoint())).isEqualTo(EndReason.PEER_ENDED);
        assertThat(bridge.source(FIELD)).isEmpty();
    }

    @Test
    void aFloodOfStrangersDisturbsNobody() throws IOException {
        Call publisher = calls.publisher(FIELD);
        Call viewer = calls.viewer(FIELD);
        Call neighbour = calls.publisher(ELSEWHERE);
        var random = new Random(SEED);
        try (var stranger = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            for (int round = 0; round < FLOOD_ROUNDS; round++) {
                long received = bridge.counters().received.sum();
                for (int i = 0; i < FLOOD_A_ROUND; i++) {
                    byte[] bad = garbage(random, neighbour.peer());
                    stranger.send(
                            new DatagramPacket(
                                    bad, bad.length, neighbour.peer().remote().address()));
                }
                sendAndSee(publisher, MediaKind.VIDEO, 1, viewer);
                awaitAtLeast(bridge.counters().received, received + FLOOD_A_ROUND);
            }
        }

        assertThat(viewer.peer().mailbox().packets()).as("seed %d", SEED).hasSize(3 * 200);
        assertThat(publisher.peer().mailbox().asked()).as("seed %d", SEED).isEmpty();
        assertThat(calls.ends(neighbour.endpoint())).isEmpty();
        assertThat(bridge.health().endpoints()).isEqualTo(3);
        assertThat(bridge.counters().strangers.sum() + bridge.counters().refusedChecks.sum())
                .isGreaterThan(FLOOD_ROUNDS * FLOOD_A_ROUND * 9 / 10);
    }

    @Test
    void atMostSoManyEndpointsAreOpen() {
        reopen(2, Bridges.LONG, Bridges.LONG);
        Session one = Await.of(bridge.offer(FIELD, Direction.PUBLISH, PICTURES));
        Await.of(bridge.offer(ELSEWHERE, Direction.PUBLISH, PICTURES));

        assertThatThrownBy(() -> Await.of(bridge.offer(FIELD, Direction.PUBLISH, PICTURES)))
                .isInstanceOf(BridgeException.Full.class);
        assertThat(bridge.health().stress()).isEqualTo(1);
        Await.of(bridge.close(one.endpoint()));

        Await.of(bridge.offer(FIELD, Direction.PUBLISH, PICTURES));
    }

    @Test
    void atMostSoManyLookAtOnePicture() {
        calls.publisher(FIELD);
        for (int i = 0; i < Publication.MOST_VIEWERS; i++) {
            look();
        }

        assertThatThrownBy(this::look).isInstanceOf(BridgeException.Full.class);
        assertThat(bridge.health().endpoints()).isEqualTo(1 + Publication.MOST_VIEWERS);
    }

    private void look() {
        Session session = Await.of(bridge.offer(FIELD, Direction.VIEW, PICTURES));
        String answer = new TestPeer(VIEWER).answer(session.sdp());
        Await.of(bridge.answer(session.endpoint(), answer));
    }

    private static void awaitAtLeast(LongAdder counter, long value) {
        Await.until("a counter reaches " + value, () -> counter.sum() >= value);
    }

    /// Each sort of what a stranger may send: noise, checks with a wrong password for an endpoint
    /// there is, beginnings of handshakes, what looks like media.
    private static byte[] garbage(Random random, TestPeer target) {
        byte[] noise = new byte[1 + random.nextInt(1_400)];
        random.nextBytes(noise);
        switch (random.nextInt(5)) {
            case 0 -> {
                return Checks.request(target.remote().ufrag() + ":abcd", "a".repeat(24), true);
            }
            case 1 -> {
                byte[] check = target.newCheck();
                check[20 + random.nextInt(check.length - 20)] ^= (byte) (1 + random.nextInt(255));
                return check;
            }
            case 2 -> noise[0] = 22;
            case 3 -> noise[0] = (byte) 0x80;
            default -> {} // as it is
        }
        return noise;
    }

    private static byte[] packet(int payloadType, int ssrc) {
        return ByteBuffer.allocate(60)
                .put((byte) 0x80)
                .put((byte) payloadType)
                .putShort((short) 1)
                .putInt(1)
                .putInt(ssrc)
                .array();
    }
}
