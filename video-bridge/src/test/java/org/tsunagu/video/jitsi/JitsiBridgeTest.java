// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.tsunagu.video.bridge.BridgeEvent;
import org.tsunagu.video.bridge.BridgeException;
import org.tsunagu.video.bridge.Direction;
import org.tsunagu.video.bridge.EndReason;
import org.tsunagu.video.bridge.EndpointId;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.bridge.RoomId;
import org.tsunagu.video.bridge.Session;
import org.tsunagu.video.bridge.SourceId;
import org.tsunagu.video.bridge.SourceState;

class JitsiBridgeTest {
    private static final SourceId FIELD = new SourceId(new RoomId("r"), "field");
    private static final Set<MediaKind> BOTH = Set.of(MediaKind.AUDIO, MediaKind.VIDEO);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final ReplayedBridge real = ReplayedBridge.open(vertx);
    private final List<BridgeEvent> events = new CopyOnWriteArrayList<>();

    @AfterEach
    void nothingElseWasSaidToTheBridge() {
        vertx.close().await();
        assertThat(real.violations).isEmpty();
    }

    private JitsiBridge adapter(Duration answerWithin, Duration consentFor, URI... more) {
        List<URI> bridges = new ArrayList<>(List.of(real.address()));
        bridges.addAll(List.of(more));
        var config =
                new JitsiConfig(
                        bridges,
                        8,
                        answerWithin,
                        consentFor,
                        Duration.ofMillis(300),
                        Duration.ofMillis(40),
                        Duration.ofSeconds(10));
        JitsiBridge bridge = JitsiBridge.open(vertx, config).await();
        bridge.listen(events::add);
        return bridge;
    }

    private JitsiBridge adapter() {
        return adapter(Duration.ofSeconds(60), Duration.ofSeconds(60));
    }

    private Session published(JitsiBridge bridge) {
        real.expecting(Recorded.of("pages"));
        Session session = bridge.offer(FIELD, Direction.PUBLISH, BOTH).await();
        bridge.answer(session.endpoint(), Recorded.text("pages-publisher-answer.sdp")).await();
        return session;
    }

    private Session viewed(JitsiBridge bridge) {
        Session session = bridge.offer(FIELD, Direction.VIEW, Set.of()).await();
        bridge.answer(session.endpoint(), Recorded.text("pages-viewer-answer.sdp")).await();
        return session;
    }

    private void eventually(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime())
                    .as(() -> "in time; so far: " + events)
                    .isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    private boolean ended(Session session, EndReason reason) {
        return events.stream()
                .anyMatch(
                        event ->
                                event instanceof BridgeEvent.EndpointEnded end
                                        && end.endpoint().equals(session.endpoint())
                                        && end.reason() == reason);
    }

    private boolean isConnected(EndpointId endpoint) {
        return events.stream()
                .anyMatch(
                        event ->
                                event instanceof BridgeEvent.EndpointConnected found
                                        && found.endpoint().equals(endpoint));
    }

    private static SourceState.Phase phase(JitsiBridge bridge) {
        return bridge.source(FIELD).map(SourceState::phase).orElse(SourceState.Phase.CONNECTING);
    }

    @Test
    void pagesAreConnectedByWhatARealBridgeTook() {
        JitsiBridge bridge = adapter();
        Session publisher = published(bridge);
        Session viewer = viewed(bridge);
        assertThat(real.leftOver()).isZero();
        assertThat(publisher.sdp())
                .contains("a=setup:actpass", "a=recvonly", "192.0.2.2 20780 typ host")
                .doesNotContain("a=ice-lite");
        assertThat(viewer.sdp()).contains("a=sendonly", "a=ssrc-group:FID", "transport-cc");
        assertThat(bridge.source(FIELD)).get().extracting(SourceState::videoCodec).isNull();

        real.connected = true;
        eventually(() -> isConnected(publisher.endpoint()) && isConnected(viewer.endpoint()));
        eventually(
                () -> {
                    real.packets++;
                    return phase(bridge) == SourceState.Phase.LIVE;
                });
        assertThat(bridge.sources(FIELD.room()))
                .singleElement()
                .satisfies(state -> assertThat(state.videoCodec()).isEqualTo("VP8"))
                .satisfies(state -> assertThat(state.kinds()).isEqualTo(BOTH));
        eventually(() -> phase(bridge) == SourceState.Phase.SILENT);
    }

    @Test
    void anEncoderAndAPlayerAreAnsweredByWhatARealBridgeTook() {
        JitsiBridge bridge = adapter();
        real.expecting(Recorded.of("whip-whep"));
        Session encoder =
                bridge.answerTo(FIELD, Direction.PUBLISH, Recorded.text("whip-offer.sdp")).await();
        Session player =
                bridge.answerTo(FIELD, Direction.VIEW, Recorded.text("whep-offer.sdp")).await();
        assertThat(real.leftOver()).isZero();
        assertThat(encoder.sdp()).contains("a=setup:passive", "a=recvonly");
        assertThat(player.sdp()).contains("a=setup:passive", "a=sendonly", "a=rtpmap:96 VP8/90000");
    }

    @Test
    void aPlayerThatCallsThePictureByOtherNumbersIsRefusedWithTheReason() {
        JitsiBridge bridge = adapter();
        published(bridge);
        assertThatThrownBy(
                        () ->
                                bridge.answerTo(
                                                FIELD,
                                                Direction.VIEW,
                                                Recorded.text("whep-offer.sdp"))
                                        .await())
                .isInstanceOf(BridgeException.Unacceptable.class)
                .hasMessageContaining("payload types");
    }

    @Test
    void anEncoderThatDoesNotSayItsSsrcIsRefusedWithTheReason() {
        JitsiBridge bridge = adapter();
        String offer = Recorded.text("whip-offer.sdp").replaceAll("a=ssrc[^\\r\\n]*\\r\\n", "");
        assertThatThrownBy(() -> bridge.answerTo(FIELD, Direction.PUBLISH, offer).await())
                .isInstanceOf(BridgeException.Unacceptable.class)
                .hasMessageContaining("a=ssrc");
    }

    @Test
    void whoPublishesAgainEndsThePublicationBeforeAndItsViewers() {
        JitsiBridge bridge = adapter();
        Session first = published(bridge);
        Session viewer = viewed(bridge);
        String conference = real.id("MEETING");
        Session second = published(bridge);
        eventually(() -> ended(first, EndReason.REPLACED));
        eventually(() -> ended(viewer, EndReason.REPLACED));
        eventually(() -> !real.expired.isEmpty());
        assertThat(real.id("MEETING")).isNotEqualTo(conference);
        assertThat(bridge.source(FIELD))
                .get()
                .satisfies(state -> assertThat(state.publication()).isEqualTo(2))
                .satisfies(state -> assertThat(state.publisher()).isEqualTo(second.endpoint()));
    }

    @Test
    void closingAViewerExpiresItAndLeavesThePicture() {
        JitsiBridge bridge = adapter();
        published(bridge);
        Session viewer = viewed(bridge);
        bridge.close(viewer.endpoint()).await();
        eventually(() -> real.expired.contains(real.id("VIEWER")));
        eventually(() -> ended(viewer, EndReason.CLOSED));
        assertThat(bridge.source(FIELD)).isPresent();
        bridge.close(viewer.endpoint()).await();
    }

    @Test
    void aBridgeThatForgotAConferenceEndsItsEndpointsAndTheSource() {
        JitsiBridge bridge = adapter();
        Session publisher = published(bridge);
        Session viewer = viewed(bridge);
        real.conferenceLost = true;
        eventually(() -> bridge.source(FIELD).isEmpty());
        eventually(() -> ended(publisher, EndReason.BRIDGE_ENDED));
        assertThat(ended(viewer, EndReason.BRIDGE_ENDED) || ended(viewer, EndReason.REPLACED))
                .isTrue();
    }

    @Test
    void theRoomOfADeadBridgeGoesToAnother() {
        ReplayedBridge other = ReplayedBridge.open(vertx);
        other.stress = 0.9;
        JitsiBridge bridge =
                adapter(Duration.ofSeconds(60), Duration.ofSeconds(60), other.address());
        Session publisher = published(bridge);
        real.close();
        eventually(() -> ended(publisher, EndReason.BRIDGE_ENDED));
        other.expecting(Recorded.of("pages"));
        Session again = bridge.offer(FIELD, Direction.PUBLISH, BOTH).await();
        assertThat(other.leftOver()).isEqualTo(Recorded.of("pages").exchanges().size() - 1);
        assertThat(again.endpoint()).isNotEqualTo(publisher.endpoint());
        assertThat(bridge.health().trouble()).isNull();
        assertThat(other.violations).isEmpty();
    }

    @Test
    void nothingNewGoesToABridgeThatIsDrainedOrNotHealthy() {
        JitsiBridge bridge = adapter();
        bridge.drain(real.address(), true).await();
        eventually(() -> bridge.health().trouble() != null);
        assertThatThrownBy(() -> bridge.offer(FIELD, Direction.PUBLISH, BOTH).await())
                .isInstanceOf(BridgeException.Away.class)
                .hasMessageContaining("is drained");
        bridge.drain(real.address(), false).await();
        eventually(() -> bridge.health().trouble() == null);
        real.healthy = false;
        eventually(() -> bridge.health().trouble() != null);
        assertThat(bridge.health().trouble()).contains("not healthy");
    }

    @Test
    void aPeerThatNeverConnectsIsEnded() {
        JitsiBridge bridge = adapter(Duration.ofMillis(300), Duration.ofSeconds(60));
        Session publisher = published(bridge);
        eventually(() -> ended(publisher, EndReason.NEVER_CONNECTED));
        assertThat(bridge.source(FIELD)).isEmpty();
        assertThat(bridge.health().endpoints()).isBetween(0, 1);
    }

    @Test
    void aPublisherTheBridgeHearsNothingOfHasGone() {
        JitsiBridge bridge = adapter(Duration.ofSeconds(60), Duration.ofMillis(400));
        Session publisher = published(bridge);
        real.connected = true;
        eventually(() -> isConnected(publisher.endpoint()));
        eventually(() -> ended(publisher, EndReason.CONSENT_LOST));
    }

    @Test
    void whatNobodyPublishesCannotBeSeen() {
        JitsiBridge bridge = adapter();
        assertThatThrownBy(() -> bridge.offer(FIELD, Direction.VIEW, Set.of()).await())
                .isInstanceOf(BridgeException.NobodyPublishes.class);
        assertThatThrownBy(() -> bridge.answer(new EndpointId("none"), "v=0").await())
                .isInstanceOf(BridgeException.NoSuchEndpoint.class);
    }

    @Test
    void closingEndsEveryConference() {
        JitsiBridge bridge = adapter();
        Session publisher = published(bridge);
        bridge.close().await();
        assertThat(real.expired).containsExactly(real.id("MEETING"));
        eventually(() -> ended(publisher, EndReason.BRIDGE_ENDED));
    }
}
