// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.tsunagu.video.peer.Calls.ELSEWHERE;
import static org.tsunagu.video.peer.Calls.FIELD;
import static org.tsunagu.video.peer.Calls.sendAndSee;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsunagu.video.peer.Await;
import org.tsunagu.video.peer.Calls;
import org.tsunagu.video.peer.Calls.Call;
import org.tsunagu.video.peer.Packet;
import org.tsunagu.video.peer.PeerPlan;
import org.tsunagu.video.peer.TestPeer;
import org.tsunagu.video.rtp.NtpTime;

/// What every bridge does, seen from outside by peers on real sockets. A test of a bridge extends
/// this.
public abstract class MediaBridgeContract {
    private static final Set<MediaKind> PICTURES = Set.of(MediaKind.VIDEO);

    /// What a sender's clock is wrong by.
    private static final long WRONG_MICROS = 3_600_000_000L;

    /// More than any uncertainty a bridge states, less than the wrong clock.
    private static final long NEAR_MICROS = 2_000_000;

    private static final EndpointId NOBODY = new EndpointId("0123456789abcdef");

    protected MediaBridge bridge;
    protected Calls calls;

    /// Whether it reads what packets say about time itself.
    protected boolean knowsFrameTimes() {
        return true;
    }

    /// A bridge nobody else uses, that takes a publisher for silent within a few seconds.
    protected abstract MediaBridge openBridge();

    @BeforeEach
    void open() {
        bridge = openBridge();
        calls = new Calls(bridge);
    }

    @AfterEach
    void close() {
        calls.close();
    }

    @Test
    void aViewerGetsTheFramesAsTheyWereSent() {
        Call publisher = calls.publisher(FIELD);
        Call viewer = calls.viewer(FIELD);
        long first = publisher.peer().outgoing(MediaKind.VIDEO).timestamp();

        sendAndSee(publisher, MediaKind.VIDEO, 30, viewer);

        List<Packet> packets = viewer.peer().mailbox().packets(MediaKind.VIDEO);
        assertThat(packets).hasSize(90);
        for (Packet packet : packets) {
            Packet.Part part = packet.part();
            assertThat(packet.marker()).isEqualTo(part.part() == part.parts() - 1);
            assertThat(packet.payload().substring(0, 1))
                    .isEqualTo(part.part() == 0 ? "\u0010" : "\u0000");
            if (bridge.kind().equals("embedded")) {
                assertThat(packet.timestamp())
                        .isEqualTo((first + part.frame() * 1_500L) & 0xffff_ffffL);
                assertThat(packet.ssrc())
                        .isEqualTo(publisher.peer().outgoing(MediaKind.VIDEO).ssrc());
            }
        }
    }

    @Test
    void soundAndPicturesOfOneSourceReachEveryViewer() {
        PeerPlan both = PeerPlan.publisher(MediaKind.AUDIO, MediaKind.VIDEO);
        Call publisher = calls.connected(FIELD, both);
        PeerPlan look = PeerPlan.viewer(MediaKind.AUDIO, MediaKind.VIDEO);
        Call one = calls.connected(FIELD, look);
        Call other = calls.connected(FIELD, look);

        sendAndSee(publisher, MediaKind.VIDEO, 5, one, other);
        sendAndSee(publisher, MediaKind.AUDIO, 5, one, other);

        assertThat(bridge.source(FIELD).orElseThrow().kinds())
                .containsExactlyInAnyOrder(MediaKind.AUDIO, MediaKind.VIDEO);
    }

    @Test
    void anEncoderAndAPlayerOfferThemselves() {
        Call encoder =
                calls.selfConnected(FIELD, PeerPlan.publisher(MediaKind.AUDIO, MediaKind.VIDEO));
        Call player = calls.selfConnected(FIELD, PeerPlan.viewer(MediaKind.VIDEO));

        sendAndSee(encoder, MediaKind.VIDEO, 5, player);

        assertThat(player.peer().remote().sections())
                .allMatch(section -> section.direction().equals("sendonly"));
        assertThat(encoder.peer().remote().sections())
                .allMatch(section -> section.direction().equals("recvonly"));
    }

    @Test
    void thePeerSeesTheCertificateTheDescriptionNames() {
        Call publisher = calls.publisher(FIELD);

        assertThat(publisher.peer().shownByBridge())
                .isEqualToIgnoringCase(publisher.peer().remote().fingerprint());
    }

    @Test
    void whatNobodyPublishesCannotBeViewed() {
        assertThatThrownBy(() -> Await.of(bridge.offer(FIELD, Direction.VIEW, PICTURES)))
                .isInstanceOf(BridgeException.NobodyPublishes.class)
                .hasMessageContaining("field");
        String offer = new TestPeer(PeerPlan.viewer(MediaKind.VIDEO)).offer();
        assertThatThrownBy(() -> Await.of(bridge.answerTo(FIELD, Direction.VIEW, offer)))
                .isInstanceOf(BridgeException.NobodyPublishes.class);
        assertThat(bridge.source(FIELD)).isEmpty();
        assertThat(bridge.sources(FIELD.room())).isEmpty();
        assertThat(bridge.frameTime(FIELD, MediaKind.VIDEO, 1)).isEmpty();
    }

    @Test
    void aSecondPublisherTakesThePlaceOfTheFirst() {
        Call first = calls.publisher(FIELD);
        Call viewer = calls.viewer(FIELD);
        sendAndSee(first, MediaKind.VIDEO, 2, viewer);
        SourceState before = bridge.source(FIELD).orElseThrow();

        Call second = calls.publisher(FIELD);

        assertThat(calls.endOf(first.endpoint())).isEqualTo(EndReason.REPLACED);
        assertThat(calls.endOf(viewer.endpoint())).isEqualTo(EndReason.REPLACED);
        assertThat(calls.events())
                .contains(new BridgeEvent.SourceEnded(FIELD, before.publication()));
        SourceState after = bridge.source(FIELD).orElseThrow();
        assertThat(after.publication()).isGreaterThan(before.publication());
        assertThat(after.publisher()).isEqualTo(second.endpoint());
        sendAndSee(second, MediaKind.VIDEO, 2, calls.viewer(FIELD));
    }

    @Test
    void whoOnlyAsksForAnOfferTakesNobodysPlace() {
        Call publisher = calls.publisher(FIELD);
        Call viewer = calls.viewer(FIELD);

        Session unanswered = Await.of(bridge.offer(FIELD, Direction.PUBLISH, PICTURES));

        sendAndSee(publisher, MediaKind.VIDEO, 2, viewer);
        Await.of(bridge.close(unanswered.endpoint()));
        sendAndSee(publisher, MediaKind.VIDEO, 2, viewer);
        assertThat(calls.ends(publisher.endpoint())).isEmpty();
    }

    @Test
    void closingTwiceIsClosingOnce() {
        Call publisher = calls.publisher(FIELD);
        Call viewer = calls.viewer(FIELD);

        Await.of(bridge.close(viewer.endpoint()));
        Await.of(bridge.close(viewer.endpoint()));
        Await.of(bridge.close(NOBODY));
        assertThat(calls.endOf(viewer.endpoint())).isEqualTo(EndReason.CLOSED);
        Await.of(bridge.close(publisher.endpoint()));
        Await.of(bridge.close(publisher.endpoint()));

        assertThat(calls.endOf(publisher.endpoint())).isEqualTo(EndReason.CLOSED);
        assertThat(calls.ends(viewer.endpoint())).hasSize(1);
        assertThat(calls.ends(publisher.endpoint())).hasSize(1);
        assertThat(bridge.source(FIELD)).isEmpty();
        assertThat(bridge.health().endpoints()).isZero();
    }

    @Test
    void theEndOfAPublisherIsTheEndOfItsViewers() {
        Call publisher = calls.publisher(FIELD);
        Call viewer = calls.viewer(FIELD);

        Await.of(bridge.close(publisher.endpoint()));

        assertThat(calls.endOf(viewer.endpoint())).isEqualTo(EndReason.REPLACED);
        assertThat(bridge.source(FIELD)).isEmpty();
    }

    @Test
    void anOfferOfAPublicationThatIsNoMoreCannotBeAnswered() {
        Call first = calls.publisher(FIELD);
        Session offered = Await.of(bridge.offer(FIELD, Direction.VIEW, PICTURES));
        var viewer = new TestPeer(PeerPlan.viewer(MediaKind.VIDEO));
        String answer = viewer.answer(offered.sdp());

        calls.publisher(FIELD);

        assertThat(calls.endOf(first.endpoint())).isEqualTo(EndReason.REPLACED);
        assertThat(calls.endOf(offered.endpoint())).isEqualTo(EndReason.REPLACED);
        assertThatThrownBy(() -> Await.of(bridge.answer(offered.endpoint(), answer)))
                .isInstanceOf(BridgeException.NoSuchEndpoint.class);
    }

    @Test
    void aKeyFrameIsAskedForWhenAViewerComesAndNotTooOften() {
        Call publisher = calls.publisher(FIELD);
        publisher.peer().sendFrame(MediaKind.VIDEO);
        Await.until("it is live", () -> phaseIs(SourceState.Phase.LIVE));
        int before = publisher.peer().mailbox().keyFrameRequests().size();

        Call viewer = calls.viewer(FIELD);

        Await.whileDoing(
                "a key frame is asked for",
                () -> publisher.peer().sendFrame(MediaKind.VIDEO),
                () -> publisher.peer().mailbox().keyFrameRequests().size() > before);
        assertThat(publisher.peer().mailbox().keyFrameRequests())
                .containsOnly(publisher.peer().outgoing(MediaKind.VIDEO).ssrc());
        int asked = publisher.peer().mailbox().keyFrameRequests().size();
        long began = System.nanoTime();
        Await.during(
                Duration.ofMillis(800),
                () -> {
                    bridge.requestKeyFrame(FIELD);
                    viewer.peer().sendPli(MediaKind.VIDEO);
                });
        long tookMillis = (System.nanoTime() - began) / 1_000_000;
        assertThat(publisher.peer().mailbox().keyFrameRequests().size() - asked)
                .as("key frames asked for in %d ms", tookMillis)
                .isBetween(1, (int) (2 + tookMillis / 250));
    }

    @Test
    void aPublisherThatSendsNothingIsSilentAndThenLiveAgain() {
        Call publisher = calls.publisher(FIELD);
        assertThat(bridge.source(FIELD).orElseThrow().phase())
                .isEqualTo(SourceState.Phase.CONNECTING);
        publisher.peer().sendFrame(MediaKind.VIDEO);
        Await.until("it is live", () -> phaseIs(SourceState.Phase.LIVE));
        assertThat(bridge.source(FIELD).orElseThrow().videoCodec()).isEqualTo("VP8");

        Await.until("it is silent", () -> phaseIs(SourceState.Phase.SILENT));
        Await.whileDoing(
                "it is live again",
                () -> publisher.peer().sendFrame(MediaKind.VIDEO),
                () -> phaseIs(SourceState.Phase.LIVE));

        assertThat(phasesTold())
                .startsWith(
                        SourceState.Phase.CONNECTING,
                        SourceState.Phase.LIVE,
                        SourceState.Phase.SILENT,
                        SourceState.Phase.LIVE);
    }

    @Test
    void senderReportsReachTheViewer() {
        Call publisher = calls.publisher(FIELD);
        Call viewer = calls.viewer(FIELD);
        sendAndSee(publisher, MediaKind.VIDEO, 1, viewer);

        Await.whileDoing(
                "a sender report comes",
                () -> publisher.peer().sendReport(MediaKind.VIDEO, ntpNow(), 12_345),
                () -> !viewer.peer().mailbox().reports().isEmpty());

        assertThat(viewer.peer().mailbox().reports().getFirst().ssrc())
                .isEqualTo(viewer.peer().sourceOf(MediaKind.VIDEO));
        assertThat(viewer.peer().mailbox().odd()).isZero();
    }

    @Test
    void aFrameHasItsTimeOnTheAxisThoughTheSendersClockIsWrong() {
        assumeTrue(knowsFrameTimes(), "this bridge does not see what packets say about time");
        Call publisher = calls.publisher(FIELD);
        TestPeer peer = publisher.peer();
        long frame = peer.outgoing(MediaKind.VIDEO).timestamp();
        long captured = micros();
        peer.sendFrame(MediaKind.VIDEO, NtpTime.ofMicros(captured - WRONG_MICROS), 1_500);
        Await.until("its time is known", () -> timeOf(frame).isPresent());

        FrameTime time = timeOf(frame).orElseThrow();
        assertThat(time.method()).isEqualTo(FrameTime.Method.ABS_CAPTURE_TIME);
        assertThat(time.capturedAt().micros()).isBetween(captured - NEAR_MICROS, micros());
        Await.until(
                "it is told",
                () ->
                        bridge.source(FIELD)
                                .orElseThrow()
                                .frameTimes()
                                .contains(FrameTime.Method.ABS_CAPTURE_TIME));
    }

    @Test
    void senderReportsNameFramesWhereTheFramesDoNot() {
        assumeTrue(knowsFrameTimes(), "this bridge does not see what packets say about time");
        Call publisher = calls.publisher(FIELD);
        TestPeer peer = publisher.peer();
        long frame = peer.outgoing(MediaKind.VIDEO).timestamp();
        long captured = micros();
        peer.sendFrame(MediaKind.VIDEO);
        Await.until("it is live", () -> phaseIs(SourceState.Phase.LIVE));
        assertThat(timeOf(frame)).isEmpty();

        peer.sendReport(MediaKind.VIDEO, NtpTime.ofMicros(captured - WRONG_MICROS), frame);
        Await.until("its time is known", () -> timeOf(frame).isPresent());

        FrameTime time = timeOf(frame).orElseThrow();
        assertThat(time.method()).isEqualTo(FrameTime.Method.SENDER_REPORT);
        assertThat(time.capturedAt().micros()).isBetween(captured - NEAR_MICROS, micros());
        assertThat(bridge.frameTime(FIELD, MediaKind.AUDIO, frame)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsNotAcceptable() {
        Session session = Await.of(bridge.offer(FIELD, Direction.PUBLISH, PICTURES));
        assertThatThrownBy(() -> Await.of(bridge.answer(session.endpoint(), "no description")))
                .isInstanceOf(BridgeException.Unacceptable.class);
        assertThatThrownBy(() -> Await.of(bridge.answerTo(FIELD, Direction.PUBLISH, "v=0\r\n")))
                .isInstanceOf(BridgeException.Unacceptable.class);
        assertThat(bridge.source(FIELD)).isEmpty();
        assertThat(bridge.health().endpoints()).isZero();
    }

    @Test
    void aFingerprintOfTheWrongLengthIsNotAcceptable() {
        String offer = new TestPeer(PeerPlan.publisher(MediaKind.VIDEO)).offer();
        String tooShort =
                offer.replaceAll("(a=fingerprint:sha-256 [0-9A-F:]{59}):[0-9A-F:]+", "$1");
        assertThat(tooShort).isNotEqualTo(offer);

        assertThatThrownBy(() -> Await.of(bridge.answerTo(FIELD, Direction.PUBLISH, tooShort)))
                .isInstanceOf(BridgeException.Unacceptable.class);
        assertThat(bridge.source(FIELD)).isEmpty();
        assertThat(bridge.health().endpoints()).isZero();
    }

    @Test
    void anAnswerToNoOfferIsRefused() {
        assertThatThrownBy(() -> Await.of(bridge.answer(NOBODY, "v=0\r\n")))
                .isInstanceOf(BridgeException.NoSuchEndpoint.class);
        Call publisher = calls.publisher(FIELD);
        assertThatThrownBy(() -> Await.of(bridge.answer(publisher.endpoint(), "v=0\r\n")))
                .as("a second answer")
                .isInstanceOf(BridgeException.NoSuchEndpoint.class);
    }

    @Test
    void twoRoomsDoNotHearEachOther() {
        Call here = calls.publisher(FIELD);
        Call there = calls.publisher(ELSEWHERE);
        Call viewerHere = calls.viewer(FIELD);
        Call viewerThere = calls.viewer(ELSEWHERE);

        sendAndSee(here, MediaKind.VIDEO, 7, viewerHere);
        sendAndSee(there, MediaKind.VIDEO, 3, viewerThere);

        assertThat(viewerHere.peer().mailbox().frames(MediaKind.VIDEO)).hasSize(7);
        assertThat(viewerThere.peer().mailbox().frames(MediaKind.VIDEO)).hasSize(3);
        assertThat(bridge.sources(FIELD.room()))
                .extracting(SourceState::source)
                .containsExactly(FIELD);
    }

    @Test
    void aListenerThatFailsDoesNotEndTheBridge() {
        bridge.listen(
                _ -> {
                    throw new IllegalStateException("a fault of a test");
                });

        sendAndSee(calls.publisher(FIELD), MediaKind.VIDEO, 1, calls.viewer(FIELD));
    }

    @Test
    void aBridgeThatIsClosedTakesNobody() {
        Call publisher = calls.publisher(FIELD);

        Await.of(bridge.close());

        assertThat(calls.endOf(publisher.endpoint())).isEqualTo(EndReason.BRIDGE_ENDED);
        assertThatThrownBy(() -> Await.of(bridge.offer(FIELD, Direction.PUBLISH, PICTURES)))
                .isInstanceOf(BridgeException.Away.class);
        assertThat(bridge.health().trouble()).isNotBlank();
        bridge.requestKeyFrame(FIELD);
    }

    private Optional<FrameTime> timeOf(long frame) {
        return bridge.frameTime(FIELD, MediaKind.VIDEO, frame);
    }

    private static long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }

    private static long ntpNow() {
        return NtpTime.ofMicros(micros());
    }

    private boolean phaseIs(SourceState.Phase phase) {
        return bridge.source(FIELD).map(SourceState::phase).filter(phase::equals).isPresent();
    }

    private List<SourceState.Phase> phasesTold() {
        return calls.events().stream()
                .filter(BridgeEvent.SourceChanged.class::isInstance)
                .map(event -> ((BridgeEvent.SourceChanged) event).state().phase())
                .toList();
    }
}
