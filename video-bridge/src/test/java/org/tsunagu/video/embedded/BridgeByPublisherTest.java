// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsunagu.video.peer.Calls.FIELD;
import static org.tsunagu.video.peer.Calls.sendAndSee;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsunagu.video.bridge.BridgeByPublisher;
import org.tsunagu.video.bridge.BridgeEvent;
import org.tsunagu.video.bridge.EndReason;
import org.tsunagu.video.bridge.FrameTime;
import org.tsunagu.video.bridge.MediaBridge;
import org.tsunagu.video.bridge.MediaBridgeContract;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.bridge.SourceId;
import org.tsunagu.video.bridge.SourceState;
import org.tsunagu.video.peer.Await;
import org.tsunagu.video.peer.Calls.Call;
import org.tsunagu.video.peer.PeerPlan;

/// Two bridges do together what every bridge does, and each carries what is meant for it.
class BridgeByPublisherTest extends MediaBridgeContract {
    private static final SourceId CAMERA = new SourceId(FIELD.room(), "camera");

    private EmbeddedBridge pages;
    private EmbeddedBridge encoders;

    @Override
    protected MediaBridge openBridge() {
        pages = Bridges.open();
        encoders = Bridges.open();
        return new BridgeByPublisher(pages, encoders);
    }

    @Test
    void viewersAreSentToTheBridgeThatCarriesTheirSource() {
        Call page = calls.publisher(FIELD);
        Call encoder = calls.selfConnected(CAMERA, PeerPlan.publisher(MediaKind.VIDEO));
        assertThat(pages.source(FIELD)).isPresent();
        assertThat(encoders.source(CAMERA)).isPresent();
        assertThat(pages.source(CAMERA)).isEmpty();
        assertThat(encoders.source(FIELD)).isEmpty();

        sendAndSee(page, MediaKind.VIDEO, 3, calls.viewer(FIELD), player(FIELD));
        sendAndSee(encoder, MediaKind.VIDEO, 3, calls.viewer(CAMERA), player(CAMERA));

        assertThat(pages.health().endpoints()).isEqualTo(3);
        assertThat(bridge.health().endpoints()).isEqualTo(6);
        assertThat(bridge.sources(FIELD.room()))
                .extracting(SourceState::source)
                .containsExactlyInAnyOrder(FIELD, CAMERA);
    }

    @Test
    void anEncoderTakesThePlaceOfAPageAndAPageThatOfAnEncoder() {
        Call page = calls.publisher(FIELD);
        Call viewer = calls.viewer(FIELD);
        sendAndSee(page, MediaKind.VIDEO, 2, viewer);

        Call encoder = calls.selfConnected(FIELD, PeerPlan.publisher(MediaKind.VIDEO));

        assertThat(calls.endOf(page.endpoint())).isEqualTo(EndReason.REPLACED);
        assertThat(calls.endOf(viewer.endpoint())).isEqualTo(EndReason.REPLACED);
        assertThat(bridge.source(FIELD).orElseThrow().publisher()).isEqualTo(encoder.endpoint());
        Call second = calls.viewer(FIELD);
        sendAndSee(encoder, MediaKind.VIDEO, 2, second);

        Call back = calls.publisher(FIELD);

        assertThat(calls.endOf(encoder.endpoint())).isEqualTo(EndReason.REPLACED);
        assertThat(calls.endOf(second.endpoint())).isEqualTo(EndReason.REPLACED);
        sendAndSee(back, MediaKind.VIDEO, 2, calls.viewer(FIELD));
        assertThat(encoders.source(FIELD)).isEmpty();
        assertThat(begunAndEnded()).containsExactly("+1", "-1", "+2", "-2", "+3");
    }

    @Test
    void whatAnEncoderSaysOfTimeIsKnownThroughBoth() {
        Call encoder = calls.selfConnected(CAMERA, PeerPlan.publisher(MediaKind.VIDEO));
        long frame = encoder.peer().outgoing(MediaKind.VIDEO).timestamp();
        encoder.peer().sendFrame(MediaKind.VIDEO);
        encoder.peer().sendReport(MediaKind.VIDEO, 1L << 40, frame);

        Await.until(
                "its frames have times",
                () -> bridge.frameTime(CAMERA, MediaKind.VIDEO, frame).isPresent());

        Await.until(
                "that is told",
                () ->
                        bridge.source(CAMERA)
                                .orElseThrow()
                                .frameTimes()
                                .contains(FrameTime.Method.SENDER_REPORT));
        assertThat(bridge.kind(CAMERA)).isEqualTo("embedded");
    }

    private Call player(SourceId source) {
        return calls.selfConnected(source, PeerPlan.viewer(MediaKind.VIDEO));
    }

    /// Publications of the field in the order in which they were told.
    private List<String> begunAndEnded() {
        List<String> told = new ArrayList<>();
        for (BridgeEvent event : calls.events()) {
            if (event instanceof BridgeEvent.SourceChanged(SourceState state)
                    && !told.contains("+" + state.publication())) {
                told.add("+" + state.publication());
            } else if (event instanceof BridgeEvent.SourceEnded ended) {
                told.add("-" + ended.publication());
            }
        }
        return told;
    }
}
