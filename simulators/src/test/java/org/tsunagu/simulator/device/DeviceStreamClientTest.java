// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.ward.BedId;

class DeviceStreamClientTest {
    private static final SourceId SOURCE = new SourceId("monitor-7");
    private static final BedContent FRAME = BedContent.nothing(new BedId("minato:ICU-01"));

    private final Vertx vertx = Vertx.vertx();
    private final List<Long> acknowledged = new CopyOnWriteArrayList<>();
    private FakeGateway gateway;

    @BeforeEach
    void startGateway() throws Exception {
        gateway = new FakeGateway(vertx);
    }

    @AfterEach
    void stop() throws Exception {
        Await.get(vertx.close());
    }

    private DeviceStreamOptions options() {
        return DeviceStreamOptions.of(gateway.url(), FakeGateway.TOKEN, SOURCE, 42)
                .insisting(Duration.ofMillis(20));
    }

    private DeviceStreamClient started(DeviceStreamOptions options) throws Exception {
        var client = DeviceStreamClient.create(vertx, options, acknowledged::add);
        Await.get(client.start());
        return client;
    }

    @Test
    void framesAreNumberedFromOneAndAcknowledged() throws Exception {
        DeviceStreamClient client = started(options());
        for (long n = 1; n <= 200; n++) {
            assertThat(Await.get(client.send(FRAME))).isEqualTo(n);
        }
        Await.get(client.drained());
        assertThat(gateway.hellos).hasSize(1);
        assertThat(gateway.hellos.getFirst().get("src").asText()).isEqualTo("monitor-7");
        assertThat(gateway.hellos.getFirst().get("ep").asLong()).isEqualTo(42);
        assertThat(gateway.sequences()).isEqualTo(LongStream.rangeClosed(1, 200).boxed().toList());
        assertThat(acknowledged).isEqualTo(gateway.sequences());
        assertThat(Await.get(client.statistics()).waiting()).isZero();
    }

    @Test
    void theWindowIsNeverExceededAndNothingLeavesWithoutAcknowledgement() throws Exception {
        gateway.window = 5;
        gateway.acknowledging = false;
        DeviceStreamClient client = started(options());
        for (int i = 0; i < 20; i++) {
            client.send(FRAME).onFailure(Throwable::printStackTrace);
        }
        Await.until("five frames", () -> gateway.frames.size() == 5);
        gateway.acknowledge(3);
        Await.until("three more", () -> gateway.frames.size() == 8);
        assertThat(acknowledged).containsExactly(1L, 2L, 3L);
        assertThat(Await.get(client.statistics()).waiting()).isEqualTo(17);
        gateway.acknowledging = true;
        gateway.acknowledge(8);
        Await.get(client.drained());
        assertThat(gateway.sequences()).isEqualTo(LongStream.rangeClosed(1, 20).boxed().toList());
        assertThat(gateway.mostUnacknowledged).hasValue(5);
    }

    @Test
    void afterABrokenLinkTheUnacknowledgedComeAgainWithTheSameContentAndANewTime()
            throws Exception {
        gateway.acknowledging = false;
        DeviceStreamClient client = started(options());
        for (int i = 0; i < 6; i++) {
            Await.get(client.send(FRAME));
        }
        Await.until("six frames", () -> gateway.frames.size() == 6);
        gateway.acknowledge(2);
        Await.until("two acknowledged", () -> acknowledged.size() == 2);
        gateway.cut(1013);
        gateway.acknowledging = true;
        Await.get(client.drained());
        assertThat(gateway.sequences()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 3L, 4L, 5L, 6L);
        assertThat(acknowledged).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(gateway.hellos).extracting(h -> h.get("ep").asLong()).containsExactly(42L, 42L);
        JsonNode first = gateway.frames.get(2);
        JsonNode again = gateway.frames.get(6);
        assertThat(again.get("sent").asLong()).isGreaterThan(first.get("sent").asLong());
        assertThat(again.get("bed")).isEqualTo(first.get("bed"));
        assertThat(Await.get(client.statistics()).resent()).isEqualTo(4);
    }

    @Test
    void whatTheGatewayKeptBeforeTheBreakIsNotSentAgain() throws Exception {
        gateway.acknowledging = false;
        DeviceStreamClient client = started(options());
        for (int i = 0; i < 4; i++) {
            Await.get(client.send(FRAME));
        }
        Await.until("four frames", () -> gateway.frames.size() == 4);
        gateway.next = 4;
        gateway.acknowledging = true;
        Await.get(client.dropLink());
        Await.get(client.drained());
        assertThat(gateway.sequences()).containsExactly(1L, 2L, 3L, 4L, 4L);
        assertThat(acknowledged).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aProbeIsEchoedWithTheDeviceClock() throws Exception {
        long offset = 3_600_000_000L;
        started(options().withClock(new DeviceClock(offset, 0, 0)));
        gateway.probe(77);
        Await.until("an echo", () -> !gateway.echoes.isEmpty());
        assertThat(gateway.echoes.getFirst().get("n").asLong()).isEqualTo(77);
        assertThat(gateway.echoes.getFirst().get("sent").asLong())
                .isBetween(
                        DeviceClock.nowMicros() + offset - 20_000_000,
                        DeviceClock.nowMicros() + offset);
    }

    @Test
    void aRefusedFrameIsNotSentAgainAndIsCounted() throws Exception {
        gateway.acknowledging = false;
        DeviceStreamClient client = started(options());
        Await.get(client.send(FRAME));
        Await.get(client.send(FRAME));
        Await.until("two frames", () -> gateway.frames.size() == 2);
        gateway.refuse("bed-refused", "no such bed", 1);
        gateway.acknowledge(2);
        Await.get(client.drained());
        DeviceStreamStatistics statistics = Await.get(client.statistics());
        assertThat(statistics.refused()).isEqualTo(1);
        assertThat(statistics.acknowledged()).isEqualTo(1);
        assertThat(statistics.lastRefusal()).isEqualTo("bed-refused: no such bed");
        assertThat(gateway.frames).hasSize(2);
    }

    @Test
    void aWrongTokenIsSaidAndNotTriedAgain() {
        var wrong =
                DeviceStreamOptions.of(gateway.url(), "wrong", SOURCE, 1)
                        .insisting(Duration.ofMillis(1));
        assertThatThrownBy(() -> started(wrong))
                .hasRootCauseInstanceOf(io.vertx.core.http.UpgradeRejectedException.class)
                .hasMessageContaining("token is not accepted");
        assertThat(gateway.hellos).isEmpty();
    }

    @Test
    void nobodyThereIsSaidAtOnce() {
        var nowhere = DeviceStreamOptions.of(URI.create("ws://127.0.0.1:1"), "x", SOURCE, 1);
        assertThatThrownBy(() -> started(nowhere)).hasMessageContaining("./tsunagu up");
    }

    @Test
    void aTakenOverSourceStopsInsteadOfFightingForIt() throws Exception {
        DeviceStreamClient client = started(options());
        gateway.cut(4001);
        assertThatThrownBy(
                        () -> {
                            while (true) {
                                Await.get(client.send(FRAME));
                            }
                        })
                .hasMessageContaining("another sender");
        assertThat(gateway.hellos).hasSize(1);
    }

    @Test
    void lossLeavesOutTheSameNumbersForTheSameSeed() throws Exception {
        DeviceStreamClient client = started(options().withFaults(new LinkFaults(0, 0.25, 7)));
        for (int i = 0; i < 400; i++) {
            Await.get(client.send(FRAME));
        }
        Await.get(client.drained());
        List<Long> arrived = gateway.sequences();
        long lost = Await.get(client.statistics()).lost();
        assertThat(arrived).hasSize(400 - (int) lost).isSorted();
        assertThat(lost).isBetween(60L, 140L);
        var window = new SendWindow(1_000, new LinkFaults(0, 0.25, 7), DeliveryListener.NONE);
        EncodedFrame frame = FrameEncoder.frame(FRAME);
        List<Long> expected =
                LongStream.rangeClosed(1, 400)
                        .filter(n -> window.add(frame) != null)
                        .boxed()
                        .toList();
        assertThat(arrived).isEqualTo(expected);
    }

    @Test
    void jitterDelaysFramesAfterTheirSendingTimeAndKeepsTheirOrder() throws Exception {
        DeviceStreamClient client = started(options().withFaults(new LinkFaults(30_000, 0, 3)));
        for (int i = 0; i < 50; i++) {
            Await.get(client.send(FRAME));
        }
        Await.get(client.drained());
        assertThat(gateway.sequences()).isEqualTo(LongStream.rangeClosed(1, 50).boxed().toList());
        assertThat(gateway.frames).extracting(frame -> frame.get("sent").asLong()).isSorted();
    }

    @Test
    void aFullBufferIsSaidAndCountedWhileTheLinkIsDown() throws Exception {
        var small =
                new DeviceStreamOptions(
                        URI.create("ws://127.0.0.1:1"),
                        "x",
                        SOURCE,
                        1,
                        DeviceClock.TRUE,
                        LinkFaults.NONE,
                        true,
                        Duration.ofSeconds(20),
                        3);
        var client = DeviceStreamClient.create(vertx, small, DeliveryListener.NONE);
        client.start().onFailure(ignored -> {});
        for (int i = 0; i < 3; i++) {
            client.send(FRAME).onFailure(ignored -> {});
        }
        assertThatThrownBy(() -> Await.get(client.send(FRAME))).hasMessageContaining("full");
        assertThat(Await.get(client.statistics()).overflowed()).isEqualTo(1);
        Await.get(client.close());
    }
}
