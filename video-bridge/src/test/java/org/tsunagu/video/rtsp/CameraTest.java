// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsunagu.simulator.media.rtsp.CameraClip;
import org.tsunagu.simulator.media.rtsp.CameraHabits;
import org.tsunagu.simulator.media.rtsp.CameraHabits.Fault;
import org.tsunagu.simulator.media.rtsp.SimulatedCamera;
import org.tsunagu.video.bridge.EndReason;
import org.tsunagu.video.bridge.FrameTime;
import org.tsunagu.video.bridge.MediaKind;
import org.tsunagu.video.bridge.RoomId;
import org.tsunagu.video.bridge.SourceId;
import org.tsunagu.video.bridge.SourceState;
import org.tsunagu.video.embedded.EmbeddedBridge;
import org.tsunagu.video.embedded.EmbeddedConfig;
import org.tsunagu.video.peer.Await;
import org.tsunagu.video.peer.Calls;
import org.tsunagu.video.peer.Calls.Call;
import org.tsunagu.video.peer.Packet;

/// A simulated camera through the bridge to a viewer, on real sockets.
class CameraTest {
    private static final SourceId CEILING = new SourceId(new RoomId("or-1"), "ceiling");
    private static final CameraTimes HURRIED =
            new CameraTimes(
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(1),
                    Duration.ofMillis(50),
                    Duration.ofMillis(400),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(10));
    private static final CameraClip CLIP = CameraClip.synthetic(7, 300, 15, 20_000);
    private static final Duration HOURS = Duration.ofHours(7);

    private EmbeddedBridge bridge;
    private Calls calls;
    private @Nullable SimulatedCamera camera;
    private @Nullable Cameras cameras;
    private final List<SourceId> admitted = new ArrayList<>();

    @BeforeEach
    void open() {
        var config =
                new EmbeddedConfig(
                        "127.0.0.1",
                        0,
                        List.of(),
                        16,
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(30),
                        Duration.ofMillis(400));
        bridge = Await.of(Future.fromCompletionStage(EmbeddedBridge.open(config)));
        calls = new Calls(bridge);
    }

    @AfterEach
    void close() {
        if (cameras != null) {
            cameras.close();
        }
        if (camera != null) {
            camera.close();
        }
        calls.close();
    }

    private SimulatedCamera start(CameraHabits habits) throws IOException {
        return start(CLIP, habits, null);
    }

    private SimulatedCamera start(CameraClip clip, CameraHabits habits, @Nullable CameraLogin login)
            throws IOException {
        SimulatedCamera started = SimulatedCamera.start(clip, habits);
        camera = started;
        var plan = new CameraPlan(CEILING, CameraAddress.parse(started.address()), login);
        cameras =
                Cameras.start(
                        List.of(plan),
                        bridge,
                        HURRIED,
                        admitting -> {
                            admitted.add(admitting.source());
                            return Future.succeededFuture();
                        });
        return started;
    }

    private CameraState state() {
        return cameras.states().getFirst();
    }

    private void awaitPictures() {
        Await.until("pictures", () -> state().streams() && phase() == SourceState.Phase.LIVE);
    }

    private void awaitTrouble(String words) {
        Await.until(
                "the trouble " + words + ", not " + state(),
                () -> String.valueOf(state().trouble()).contains(words));
    }

    private SourceState.@Nullable Phase phase() {
        return bridge.source(CEILING).map(SourceState::phase).orElse(null);
    }

    private static List<String> units(Call viewer) {
        var units = new Units();
        int expected = -1;
        for (Packet packet : viewer.peer().mailbox().packets(MediaKind.VIDEO)) {
            if (expected >= 0 && packet.sequence() != expected) {
                units.lose();
            }
            expected = (packet.sequence() + 1) & 0xFFFF;
            units.payload(packet.payload());
        }
        return units.whole();
    }

    private static String hex(byte[] unit) {
        return HexFormat.of().formatHex(unit);
    }

    @Test
    void aViewerGetsTheCamerasPicturesUnchangedWithParameterSetsBeforeEachKeyPicture()
            throws IOException {
        start(CameraHabits.good().sending(60_000, false)); // one packet a picture, sets only in SDP
        awaitPictures();
        Call viewer = calls.viewer(CEILING);
        Await.until("three seconds of pictures", () -> units(viewer).size() > 90);
        List<String> got = units(viewer);
        List<String> whole = new ArrayList<>();
        for (long number = 0; number < 300; number++) {
            if (CLIP.isKeyPicture(number)) {
                CLIP.parameterSets().forEach(set -> whole.add(hex(set)));
            }
            CLIP.picture(number).forEach(unit -> whole.add(hex(unit)));
        }
        int first = whole.indexOf(got.get(5));
        assertThat(got.subList(5, 85)).isEqualTo(twice(whole).subList(first, first + 80));
        assertThat(viewer.peer().mailbox().packets(MediaKind.VIDEO))
                .allMatch(packet -> packet.payload().length() <= 1_188);
        assertThat(admitted).containsExactly(CEILING);
        assertThat(camera.requests()).startsWith("OPTIONS", "DESCRIBE", "SETUP", "PLAY");
    }

    private static List<String> twice(List<String> once) {
        List<String> twice = new ArrayList<>(once);
        twice.addAll(once);
        return twice;
    }

    @Test
    void itsSenderReportsNameFramesHoweverWrongItsClockIs() throws IOException {
        start(CameraHabits.good().wrongBy(HOURS));
        awaitPictures();
        Call viewer = calls.viewer(CEILING);
        Await.until(
                "its frames are named",
                () ->
                        bridge.source(CEILING)
                                .orElseThrow()
                                .frameTimes()
                                .contains(FrameTime.Method.SENDER_REPORT));
        int before = viewer.peer().mailbox().packets().size();
        Await.until("a frame", () -> viewer.peer().mailbox().packets().size() > before);
        Packet packet = viewer.peer().mailbox().packets().getLast();
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        Optional<FrameTime> time = bridge.frameTime(CEILING, MediaKind.VIDEO, packet.timestamp());
        assertThat(time).isPresent();
        assertThat(time.get().method()).isEqualTo(FrameTime.Method.SENDER_REPORT);
        assertThat(now - time.get().capturedAt().micros()).isBetween(-500_000L, 2_000_000L);
        assertThat(time.get().uncertaintyMicros()).isBetween(1L, 2_000_000L);
    }

    @Test
    void whoAsksIsSaidAsTheCameraWantsIt() throws IOException {
        for (String way : List.of("MD5", "SHA-256", "Basic")) {
            CameraHabits guarded = CameraHabits.good().knowing("viewer", "s3cret", way);
            start(CLIP, guarded, new CameraLogin("viewer", "s3cret"));
            awaitPictures();
            cameras.close();
            camera.close();
            Await.until("it is gone", () -> bridge.source(CEILING).isEmpty());
        }
    }

    @Test
    void aWrongPasswordIsSaidAndNeverInTheWords() throws IOException {
        CameraHabits guarded = CameraHabits.good().knowing("viewer", "s3cret", "SHA-256");
        start(CLIP, guarded, new CameraLogin("viewer", "wr0ng"));
        awaitTrouble("refuses user viewer");
        assertThat(state().trouble()).doesNotContain("wr0ng");
        assertThat(phase()).isEqualTo(SourceState.Phase.CONNECTING);
        assertThat(camera.requests()).doesNotContain("DESCRIBE", "PLAY");
    }

    @Test
    void aCameraThatWantsAPasswordAndWasGivenNoneIsSaid() throws IOException {
        start(CameraHabits.good().knowing("viewer", "s3cret", "MD5"));
        awaitTrouble("name them in the site file");
    }

    @Test
    void whatCannotBeShownIsRefusedInWords() throws IOException {
        SimulatedCamera started = start(CameraHabits.good().as("H265"));
        awaitTrouble("H.265");
        started.behave(CameraHabits.good().doing(Fault.REDIRECT, 0));
        awaitTrouble("sends us elsewhere");
        started.behave(CameraHabits.good().doing(Fault.UDP_ONLY, 0));
        awaitTrouble("over TCP");
        started.behave(CameraHabits.good());
        awaitPictures();
        assertThat(state().trouble()).isNull();
    }

    @Test
    void whateverACameraDoesItsPicturesComeBackAsAnotherPublicationWithItsViewersTold()
            throws IOException {
        SimulatedCamera started = start(CameraHabits.good());
        for (Fault fault : List.of(Fault.GARBAGE, Fault.HALF_PACKET, Fault.GOODBYE, Fault.HANG)) {
            started.behave(CameraHabits.good().doing(fault, 20));
            started.dropEverybody();
            Await.until("another connection", () -> played(started) > 0 && hasBeen(fault));
            long before = bridge.source(CEILING).orElseThrow().publication();
            started.behave(CameraHabits.good());
            Await.until(
                    "it comes back after " + fault,
                    () ->
                            phase() == SourceState.Phase.LIVE
                                    && bridge.source(CEILING).orElseThrow().publication() > before);
        }
        Call viewer = calls.viewer(CEILING);
        Await.until("pictures", () -> !viewer.peer().mailbox().packets().isEmpty());
        started.dropEverybody();
        assertThat(calls.endOf(viewer.endpoint())).isEqualTo(EndReason.REPLACED);
    }

    private static long played(SimulatedCamera started) {
        return started.requests().stream().filter("PLAY"::equals).count();
    }

    private boolean hasBeen(Fault fault) {
        String said = String.valueOf(state().trouble());
        return switch (fault) {
            case GARBAGE -> said.contains("no RTSP");
            case HALF_PACKET -> said.contains("connection");
            case GOODBYE -> said.contains("ended its stream");
            case HANG -> said.contains("no picture came");
            case NONE, REDIRECT, UDP_ONLY, MUTE -> false;
        };
    }

    @Test
    void aCameraThatIsAwayIsThereAsOneThatIsAskedAndASilentOneIsSaid() throws IOException {
        SimulatedCamera started = start(CameraHabits.good().doing(Fault.MUTE, 0));
        awaitTrouble("does not answer OPTIONS");
        assertThat(phase()).isEqualTo(SourceState.Phase.CONNECTING);
        started.behave(CameraHabits.good().doing(Fault.HANG, 15));
        Await.until("silent", () -> phase() == SourceState.Phase.SILENT);
        started.close();
        awaitTrouble("does not answer: ");
        assertThat(phase()).isEqualTo(SourceState.Phase.SILENT);
    }

    @Test
    void itsSessionIsKeptAndItIsToldGoodbye() throws IOException {
        SimulatedCamera started = start(CameraHabits.good());
        awaitPictures();
        Await.until("it is kept", () -> started.requests().contains("GET_PARAMETER"));
        assertThat(state()).isEqualTo(new CameraState(CEILING, true, null, 1));
        cameras.close();
        Await.until("goodbye", () -> started.requests().contains("TEARDOWN"));
        Await.until("it is gone", () -> bridge.source(CEILING).isEmpty());
    }

    @Test
    void picturesThatNeedLaterOnesAreSaid() throws IOException {
        start(CLIP.withBackwardPictures(), CameraHabits.good(), null);
        awaitTrouble("B frames");
        assertThat(state().streams()).isTrue();
    }

    @Test
    void whoPublishesTheSameSourceHasItUntilTheyGo() throws IOException {
        start(CameraHabits.good());
        awaitPictures();
        Call page = calls.publisher(CEILING);
        awaitTrouble("somebody else sends ceiling");
        assertThat(bridge.source(CEILING).orElseThrow().publisher()).isEqualTo(page.endpoint());
        Await.of(bridge.close(page.endpoint()));
        awaitPictures();
    }
}
