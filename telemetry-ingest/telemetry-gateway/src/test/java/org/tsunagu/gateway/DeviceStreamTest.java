// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.UpgradeRejectedException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.journal.JournalState;
import org.tsunagu.telemetry.axis.ArrivalClock;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.signal.GapReason;

/// The gateway's end of the device stream against a device written from the document.
class DeviceStreamTest {
    private static final String BED = "NORTH:ICU-1";

    @TempDir Path folder;

    private final AtomicLong aheadNanos = new AtomicLong();
    private RunningGateway gateway;
    private FakeJournal journal;

    @BeforeEach
    void start() {
        var clock =
                new ArrivalClock(
                        () -> System.nanoTime() + aheadNanos.get(),
                        () -> java.time.Instant.now().plusNanos(aheadNanos.get()));
        gateway =
                new RunningGateway(
                        folder,
                        config -> config,
                        new Gateway.Clocks(clock, () -> System.nanoTime() + aheadNanos.get()));
        journal = gateway.journal();
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aMissingOrWrongTokenIsAnsweredWith401() {
        assertThat(statusOf(() -> connect("wrong"))).isEqualTo(401);
        assertThat(statusOf(() -> connect(""))).isEqualTo(401);
    }

    @Test
    void aDeviceThatOffersOtherProtocolsOnlyIsAnsweredWith400() {
        assertThat(statusOf(() -> connect(RunningGateway.TOKEN, "tsunagu.device.v9")))
                .isEqualTo(400);
    }

    @Test
    void welcomeRepeatsTheEpochAndStatesTheLimits() throws Exception {
        try (var device = device()) {
            device.hello("a", 7);
            var welcome = device.next(2);
            assertThat(welcome.number("ep")).isEqualTo(7);
            assertThat(welcome.number("next")).isEqualTo(1);
            assertThat(welcome.number("window")).isEqualTo(64);
            assertThat(welcome.number("max")).isEqualTo(1 << 20);
        }
    }

    @Test
    void anAckLeavesOnlyAfterTheJournalHasEverythingUpToIt() throws Exception {
        journal.hold();
        try (var device = device()) {
            device.hello("a", 7);
            for (int seq = 1; seq <= 3; seq++) {
                device.frame(seq, BED);
            }
            Await.until("three appends", () -> journal.open().size() == 3);
            journal.release(1);
            journal.release(1);
            assertThat(device.heardAny(4)).isFalse();
            journal.release(0);
            assertThat(device.next(4).number("upto")).isEqualTo(3);
        }
    }

    @Test
    void aFrameSentAgainAfterALostAcknowledgementIsOneFrame() throws Exception {
        try (var device = device()) {
            device.hello("a", 7);
            device.frame(1, BED);
            device.frame(2, BED);
            device.awaitAck(2);
        }
        try (var device = device()) {
            device.hello("a", 7);
            assertThat(device.next(2).number("next")).isEqualTo(3);
            device.frame(1, BED);
            device.frame(2, BED);
            device.frame(3, BED);
            device.awaitAck(3);
        }
        assertThat(sequences()).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aFrameOnItsWayWhenItIsSentAgainIsAcknowledgedWhenItIsDurable() throws Exception {
        journal.hold();
        try (var first = device()) {
            first.hello("a", 7);
            first.frame(1, BED);
            Await.until("the append", () -> journal.open().size() == 1);
        }
        try (var second = device()) {
            second.hello("a", 7);
            assertThat(second.next(2).number("next")).isEqualTo(1);
            second.frame(1, BED);
            second.say(6, Cbor.map("n", 99, "sent", 1));
            assertThat(second.heardAny(4)).isFalse();
            journal.releaseAll();
            second.awaitAck(1);
        }
        assertThat(sequences()).containsExactly(1L);
    }

    @Test
    void aNumberLeftOutIsAGapOverTheStretchWithoutData() throws Exception {
        long t = DeviceClient.nowMicros() - 10_000_000;
        try (var device = device()) {
            device.hello("a", 7);
            device.frame(1, BED, t);
            device.frame(2, "NORTH:ICU-2", t);
            device.frame(4, BED, t + 3_000_000);
            device.frame(5, BED, t + 4_000_000);
            device.awaitAck(5);
        }
        List<BedFrame> frames = journal.frames();
        var gap = frames.get(2).gaps().getFirst();
        assertThat(gap.reason()).isEqualTo(GapReason.FRAMES_LOST);
        assertThat(gap.from().micros()).isEqualTo(t);
        assertThat(gap.to().micros()).isEqualTo(t + 3_000_000);
        assertThat(frames.get(3).gaps()).isEmpty();
        Await.until(
                "the drop is counted",
                () -> journal.sources().stream().anyMatch(s -> s.drops() == 1));
    }

    @Test
    void storageTroubleIsRefusedAndTheConnectionClosedWithTryAgainLater() throws Exception {
        journal.hold();
        try (var device = device()) {
            device.hello("a", 7);
            device.frame(1, BED);
            device.frame(2, BED);
            Await.until("two appends", () -> journal.open().size() == 2);
            journal.release(0);
            journal.fail(0);
            device.awaitAck(1);
            assertThat(device.next(7).text("code")).isEqualTo("storage");
            assertThat(device.closeCode()).isEqualTo(1013);
        }
        journal.releaseAll();
        try (var device = device()) {
            device.hello("a", 7);
            assertThat(device.next(2).number("next")).isEqualTo(2);
            device.frame(2, BED);
            device.awaitAck(2);
        }
        journal.state(new JournalState.Refusing(JournalState.Cause.BROKER_AWAY, "away"));
        try (var device = device()) {
            device.hello("a", 7);
            device.frame(3, BED);
            assertThat(device.next(7).text("code")).isEqualTo("storage");
            assertThat(device.closeCode()).isEqualTo(1013);
        }
        assertThat(sequences()).containsExactly(1L, 2L);
    }

    @Test
    void aDeviceThatIgnoresTheWindowIsRefused() throws Exception {
        journal.hold();
        try (var device = device()) {
            device.hello("a", 7);
            for (int seq = 1; seq <= 65; seq++) {
                device.frame(seq, BED);
            }
            var refusal = device.next(7);
            assertThat(refusal.text("code")).isEqualTo("window");
            assertThat(refusal.number("seq")).isEqualTo(65);
            device.awaitClosed();
        }
    }

    @Test
    void aFrameThatCannotBeUsedIsRefusedAndCountsAsAcknowledged() throws Exception {
        try (var device = device()) {
            device.hello("a", 7);
            device.frame(1, "");
            assertThat(device.next(7).text("code")).isEqualTo("bed-refused");
            device.awaitAck(1);
            device.frame(2, BED, DeviceClient.nowMicros() + 3_600_000_000L);
            var refusal = device.next(7);
            assertThat(refusal.text("code")).isEqualTo("malformed");
            assertThat(refusal.number("seq")).isEqualTo(2);
            device.frame(3, BED);
            device.awaitAck(3);
        }
        assertThat(sequences()).containsExactly(3L);
    }

    @Test
    void singleUnusableItemsAreLeftOutAndTheRestIsKept() throws Exception {
        long now = DeviceClient.nowMicros();
        try (var device = device()) {
            device.hello("a", 7);
            device.say(
                    3,
                    Cbor.map(
                            "seq",
                            1,
                            "sent",
                            now,
                            "bed",
                            BED,
                            "future",
                            Cbor.map("x", 1),
                            "num",
                            List.of(
                                    Cbor.map("c", 147842, "t", now, "u", "/min"),
                                    Cbor.map("c", 0, "t", now, "v", 1, "u", "/min"),
                                    Cbor.map("c", "v:x", "t", now, "v", 1.25, "u", "%"),
                                    Cbor.map("c", 150456, "t", now, "a", "sensor-off", "u", "%"))));
            device.awaitAck(1);
        }
        assertThat(journal.frames().getFirst().numerics()).hasSize(2);
        assertThat(gateway.hasAnomaly("stream-numeric-unusable")).isTrue();
    }

    @Test
    void whatIsNotOfThisShapeIsRefusedAndTheConnectionClosed() throws Exception {
        try (var device = device()) {
            device.hello("a", 7);
            device.bytes(new byte[] {1, 2, 3});
            assertThat(device.next(7).text("code")).isEqualTo("malformed");
            assertThat(device.closeCode()).isEqualTo(1003);
        }
        try (var device = device()) {
            device.text("hello");
            assertThat(device.next(7).text("code")).isEqualTo("malformed");
            assertThat(device.closeCode()).isEqualTo(1003);
        }
        try (var device = device()) {
            device.hello("a", 7);
            device.bytes(new byte[(1 << 20) + 1]);
            assertThat(device.next(7).text("code")).isEqualTo("malformed");
            assertThat(device.closeCode()).isEqualTo(1009);
        }
        try (var device = device()) {
            device.hello("a", 7);
            device.bytes(new byte[5 << 20]);
            device.awaitClosed();
        }
    }

    @Test
    void aFrameBeforeHelloIsRefused() throws Exception {
        try (var device = device()) {
            device.frame(1, BED);
            assertThat(device.next(7).text("code")).isEqualTo("no-hello");
            device.awaitClosed();
        }
    }

    @Test
    void unknownTypesAreIgnoredAndCounted() throws Exception {
        try (var device = device()) {
            device.hello("a", 7);
            device.say(99, Cbor.map("x", List.of(1, 2)));
            device.frame(1, BED);
            device.awaitAck(1);
        }
        assertThat(gateway.hasAnomaly("stream-type-unknown")).isTrue();
    }

    @Test
    void aSecondConnectionOfASourceClosesTheFirst() throws Exception {
        try (var first = device()) {
            first.hello("a", 7);
            first.frame(1, BED);
            first.awaitAck(1);
            try (var second = device()) {
                second.hello("a", 7);
                assertThat(first.closeCode()).isEqualTo(4001);
                second.frame(2, BED);
                second.awaitAck(2);
            }
        }
        assertThat(sequences()).containsExactly(1L, 2L);
    }

    @Test
    void aSilentDeviceLosesSupervisionWithinFiveSecondsAndItsConnectionAfterThirty()
            throws Exception {
        try (var device = device()) {
            device.hello("a", 7);
            device.frame(1, BED);
            device.awaitAck(1);
            Await.until("supervised", () -> lastLink(true));
            device.neverEcho();
            aheadNanos.addAndGet(5_000_000_000L);
            Await.until("lost", () -> lastLink(false));
            device.frame(2, BED);
            Await.until("restored", () -> lastLink(true));
            aheadNanos.addAndGet(31_000_000_000L);
            device.awaitClosed();
        }
    }

    @Test
    void theClockIsFittedOnSendingTimesAndNeverOnBackFilledSamples() throws Exception {
        long behind = 3_600_000_000L;
        long old = 86_400_000_000L;
        try (var device = device()) {
            device.neverEcho();
            device.say(1, Cbor.map("src", "a", "ep", 7, "sent", DeviceClient.nowMicros() - behind));
            for (int seq = 1; seq <= 30; seq++) {
                long now = DeviceClient.nowMicros() - behind;
                device.say(
                        3,
                        Cbor.map(
                                "seq",
                                seq,
                                "sent",
                                now,
                                "bed",
                                BED,
                                "num",
                                List.of(
                                        Cbor.map(
                                                "c", 147842, "t", now - old, "v", 72, "u",
                                                "/min"))));
            }
            device.awaitAck(30);
        }
        assertThat(journal.frames()).hasSize(30);
        for (BedFrame frame : journal.frames()) {
            long axis = frame.axis(frame.numerics().getFirst().measuredAt()).micros();
            long sentOnAxis = frame.axis(frame.sentAt()).micros();
            assertThat(Math.abs(sentOnAxis - frame.arrivedAt().micros()))
                    .isLessThanOrEqualTo(frame.clock().uncertaintyMicros() + 1_000_000);
            assertThat(sentOnAxis - axis).isEqualTo(old);
            assertThat(frame.clock().offsetMicros())
                    .isBetween(behind - 1_000_000, behind + 1_000_000);
        }
    }

    private boolean lastLink(boolean supervised) {
        List<LinkReport> links = journal.links();
        return !links.isEmpty() && links.getLast().supervised() == supervised;
    }

    private List<Long> sequences() {
        return journal.frames().stream()
                .map(frame -> ((EventId.Sequenced) frame.id()).sequence())
                .toList();
    }

    private DeviceClient device() throws Exception {
        return connect(RunningGateway.TOKEN);
    }

    private DeviceClient connect(String token, String... protocols) throws Exception {
        return DeviceClient.connect(gateway.vertx(), gateway.devicePort(), token, protocols);
    }

    private interface Attempt {
        DeviceClient run() throws Exception;
    }

    private static int statusOf(Attempt attempt) {
        var status = new AtomicLong();
        assertThatThrownBy(attempt::run)
                .isInstanceOfSatisfying(
                        UpgradeRejectedException.class, refused -> status.set(refused.getStatus()));
        return (int) status.get();
    }
}
