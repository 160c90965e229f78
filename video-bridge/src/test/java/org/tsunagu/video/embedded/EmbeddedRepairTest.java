// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.tsunagu.video.peer.Calls.FIELD;
import static org.tsunagu.video.peer.Calls.sendAndSee;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tsunagu.video.bridge.BridgeException;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.peer.Await;
import org.tsunagu.video.peer.Calls;
import org.tsunagu.video.peer.Calls.Call;
import org.tsunagu.video.peer.Mailbox;
import org.tsunagu.video.peer.Packet;
import org.tsunagu.video.peer.PeerPlan;
import org.tsunagu.video.peer.Weather;

/// What is lost on the way is had again; what peers say of it reaches whom it concerns.
class EmbeddedRepairTest {
    private static final long SEED = 4_711;
    private static final int FRAMES = 300;

    /// A machine that stands still for half a second makes the bridge give up what it misses.
    private static final int LEAST_PERCENT = 97;

    private static final long CAPTURED = 0xEE01_0203_0405_0607L;
    private static final MediaKind VIDEO = MediaKind.VIDEO;
    private static final PeerPlan PUBLISHER = PeerPlan.publisher(VIDEO);
    private static final PeerPlan VIEWER = PeerPlan.viewer(VIDEO);

    private final EmbeddedBridge bridge = Bridges.open();
    private final Calls calls = new Calls(bridge);

    @AfterEach
    void close() {
        calls.close();
    }

    @Test
    void whatAViewerMissesComesOnceMoreOnAStreamOfItsOwn() {
        Call publisher = calls.publisher(FIELD);
        Call viewer = calls.connected(FIELD, VIEWER.withoutRepair());
        sendAndSee(publisher, VIDEO, 2, viewer);
        Packet lost = viewer.peer().mailbox().packets().get(1);

        viewer.peer().sendNack(VIDEO, List.of(lost.sequence()));
        Await.until("it comes again", () -> !again(viewer).isEmpty());

        Packet once = again(viewer).getFirst();
        assertThat(once.sequence()).isEqualTo(lost.sequence());
        assertThat(once.payload()).isEqualTo(lost.payload());
        assertThat(once.timestamp()).isEqualTo(lost.timestamp());
        assertThat(once.ssrc()).isEqualTo(viewer.peer().remote().sections().getFirst().rtxSsrc());
        assertThat(once.ssrc()).isNotEqualTo(lost.ssrc());
    }

    @Test
    void whatTheBridgeMissesIsAskedForAndForwardedOnce() {
        Weather rain = new Weather(SEED, 15, 5, 5);
        Call publisher = calls.connected(FIELD, PUBLISHER.in(rain, Weather.fine()));
        Call viewer = calls.connected(FIELD, VIEWER.withoutRepair());

        sendThrough(publisher, viewer);

        assertWhole(viewer);
        assertThat(rain.lost()).as("seed %d", SEED).isPositive();
        assertThat(bridge.counters().recovered.sum()).as("seed %d", SEED).isPositive();
        assertThat(publisher.peer().mailbox().asked())
                .extracting(Mailbox.Asked::media)
                .containsOnly(publisher.peer().outgoing(VIDEO).ssrc());
        List<Packet> packets = viewer.peer().mailbox().packets();
        Set<Integer> numbers = new HashSet<>();
        packets.forEach(packet -> numbers.add(packet.sequence()));
        assertThat(numbers).as("each once").hasSameSizeAs(packets);
    }

    @Test
    void framesComeThroughLossDisorderAndDoublesOnBothWays() {
        Call publisher =
                calls.connected(FIELD, PUBLISHER.in(new Weather(SEED, 10, 3, 5), Weather.fine()));
        Call viewer =
                calls.connected(FIELD, VIEWER.in(Weather.fine(), new Weather(SEED + 1, 10, 3, 5)));

        sendThrough(publisher, viewer);

        assertWhole(viewer);
        assertThat(bridge.counters().sentAgain.sum()).as("seed %d", SEED).isPositive();
    }

    /// Sends frames, never more than a few ahead of what has come.
    private static void sendThrough(Call publisher, Call viewer) {
        long patience = TimeUnit.MILLISECONDS.toNanos(200);
        for (int i = 0; i < FRAMES + 10; i++) {
            publisher.peer().sendFrame(VIDEO);
            int enough = i - 5;
            long began = System.nanoTime();
            Await.until(
                    "the next turn",
                    () ->
                            viewer.peer().mailbox().frames(VIDEO).size() >= enough
                                    || System.nanoTime() - began > patience);
        }
        long began = System.nanoTime();
        Await.until(
                "the last ones",
                () ->
                        viewer.peer().mailbox().frames(VIDEO).size() >= FRAMES
                                || System.nanoTime() - began > 5 * patience);
    }

    private static void assertWhole(Call viewer) {
        assertThat(viewer.peer().mailbox().frames(VIDEO))
                .as("frames that are whole, seed %d", SEED)
                .hasSizeGreaterThanOrEqualTo(FRAMES * LEAST_PERCENT / 100);
    }

    @Test
    void aViewerThatLosesHoldsThePublisherBackButNotBelowTheFloor() {
        Call publisher = calls.publisher(FIELD);
        Call viewer = calls.viewer(FIELD);
        sendAndSee(publisher, VIDEO, 1, viewer);
        List<Long> limits = publisher.peer().mailbox().limits();
        Await.until("a limit is told", () -> !limits.isEmpty());
        assertThat(limits).containsOnly(PublisherFeedback.MOST_BITRATE);

        Await.whileDoing(
                "the viewer's limit is told",
                () -> viewer.peer().sendLimit(VIDEO, 3_000_000, 64),
                () -> limits.contains(3_000_000L));
        Await.whileDoing(
                "the floor is told",
                () -> viewer.peer().sendLimit(VIDEO, 200_000, 64),
                () -> limits.contains(PublisherFeedback.LEAST_BITRATE));

        assertThat(limits).noneMatch(limit -> limit < PublisherFeedback.LEAST_BITRATE);
    }

    @Test
    void anEstimateWithoutLossHoldsNobodyBack() {
        Call publisher = calls.publisher(FIELD);
        Call viewer = calls.viewer(FIELD);
        sendAndSee(publisher, VIDEO, 1, viewer);
        int before = publisher.peer().mailbox().limits().size();

        Await.whileDoing(
                "a few limits are told",
                () -> viewer.peer().sendLimit(VIDEO, 2_000_000, 0),
                () -> publisher.peer().mailbox().limits().size() >= before + 3);

        assertThat(publisher.peer().mailbox().limits())
                .containsOnly(PublisherFeedback.MOST_BITRATE);
    }

    @Test
    void thePublisherHearsHowItsPacketsArrive() {
        Call publisher = calls.publisher(FIELD);
        Call viewer = calls.viewer(FIELD);
        sendAndSee(publisher, VIDEO, 30, viewer);
        Mailbox mailbox = publisher.peer().mailbox();

        Await.until("every packet is told of", () -> mailbox.arrivalsTold() >= 90);
        Await.until("a receiver report comes", () -> !mailbox.lossReports().isEmpty());

        assertThat(mailbox.arrivalsTold()).isEqualTo(90);
        assertThat(mailbox.arrivalFeedbacks()).isPositive();
        assertThat(mailbox.lossReports()).containsOnly(0);
        assertThat(mailbox.odd()).isZero();
    }

    @Test
    void aPlayerWithOtherNumbersGetsItsOwn() {
        Call publisher = calls.publisher(FIELD);
        Call player = calls.selfConnected(FIELD, VIEWER.withOwnNumbers().withoutRepair());
        publisher.peer().sendFrame(VIDEO, CAPTURED, 1_500);
        Await.until("it comes", () -> player.peer().mailbox().packets().size() == 3);

        List<Packet> packets = player.peer().mailbox().packets();
        assertThat(packets).extracting(Packet::payloadType).containsOnly(120);
        assertThat(packets.getFirst().extensions()).containsOnlyKeys(9, 12);
        byte[] captured = ByteBuffer.allocate(8).putLong(CAPTURED).array();
        assertThat(packets.getFirst().extensions().get(9))
                .isEqualTo(new String(captured, StandardCharsets.ISO_8859_1));
        assertThat(packets.getFirst().extensions().get(12))
                .as("time of sending, the bridge's own")
                .hasSize(3)
                .isNotEqualTo("\u0001\u0002\u0003");
        assertThat(packets.getLast().extensions()).containsOnlyKeys(12);
        player.peer().sendNack(VIDEO, List.of(packets.getFirst().sequence()));
        Await.until("it comes again", () -> !again(player).isEmpty());
        assertThat(again(player).getFirst().payloadType()).isEqualTo(121);
    }

    @Test
    void aPublisherThatNamesNoSourcesCanBeSeenOnceItSends() {
        Call publisher = calls.selfConnected(FIELD, PUBLISHER.silentAboutSources());
        assertThatThrownBy(() -> calls.viewer(FIELD))
                .isInstanceOf(BridgeException.NobodyPublishes.class);

        publisher.peer().sendFrame(VIDEO);
        Await.until("it is seen", () -> bridge.source(FIELD).orElseThrow().videoCodec() != null);

        sendAndSee(publisher, VIDEO, 3, calls.viewer(FIELD));
    }

    @Test
    void sequenceNumbersBeginAgainAndNobodyNotices() {
        Call publisher = calls.connected(FIELD, PUBLISHER.beginningAt(65_420));
        Call early = calls.viewer(FIELD);

        sendAndSee(publisher, VIDEO, 60, early);

        assertThat(early.peer().mailbox().packets()).hasSize(180);
        assertThat(publisher.peer().mailbox().asked()).isEmpty();
    }

    @Test
    void twoViewersWithDifferentNeedsDoNotDisturbEachOther() {
        Call publisher = calls.publisher(FIELD);
        Call calm = calls.viewer(FIELD);
        Call wild = calls.viewer(FIELD);
        Await.during(
                Duration.ofMillis(300),
                () -> {
                    wild.peer().sendPli(VIDEO);
                    wild.peer().sendNack(VIDEO, List.of(1, 2, 3, 40_000));
                    wild.peer().sendRaw(new byte[] {(byte) 0x80, (byte) 201, 0, 9});
                });

        sendAndSee(publisher, VIDEO, 5, calm, wild);

        assertThat(again(calm)).isEmpty();
        assertThat(calls.ends(wild.endpoint())).isEmpty();
    }

    private static List<Packet> again(Call viewer) {
        return viewer.peer().mailbox().packets().stream().filter(Packet::again).toList();
    }
}
