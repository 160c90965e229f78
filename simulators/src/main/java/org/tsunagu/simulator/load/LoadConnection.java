// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import org.tsunagu.simulator.device.DeliveryListener;
import org.tsunagu.simulator.device.DeviceClock;
import org.tsunagu.simulator.device.DeviceStreamClient;
import org.tsunagu.simulator.device.DeviceStreamOptions;
import org.tsunagu.simulator.device.LinkFaults;
import org.tsunagu.telemetry.record.SourceId;

/// One device stream and the beds it carries, evenly spread over each 100 ms. On one event loop.
final class LoadConnection {
    private static final long TICK_MILLIS = 5;
    private static final int BUFFER_FRAMES = 20_000;
    private static final Duration BACKOFF = Duration.ofMillis(500);

    private final Vertx vertx;
    private final List<LoadBed> beds;
    private final DeviceStreamClient client;
    private long startMicros;
    private long due;
    private long latestMicros;
    private long timer = -1;

    LoadConnection(Vertx vertx, LoadOptions options, SourceId source, List<LoadBed> beds) {
        this.vertx = vertx;
        this.beds = beds;
        this.client =
                DeviceStreamClient.create(
                        vertx,
                        new DeviceStreamOptions(
                                options.url(),
                                options.token(),
                                source,
                                DeviceClock.nowMicros(),
                                DeviceClock.TRUE,
                                LinkFaults.NONE,
                                true,
                                BACKOFF,
                                BUFFER_FRAMES),
                        DeliveryListener.NONE);
    }

    Future<Void> start() {
        return client.start()
                .onSuccess(
                        welcomed -> {
                            startMicros = DeviceClock.nowMicros();
                            // all connections of an event loop tick together: one waking, not fifty
                            long next = TICK_MILLIS - System.currentTimeMillis() % TICK_MILLIS;
                            timer = vertx.setPeriodic(next, TICK_MILLIS, tick -> send());
                        });
    }

    /// Frame n of bed b is complete, and due, at start + (n + 1) × 100 ms + b's share of 100 ms.
    private void send() {
        long now = DeviceClock.nowMicros();
        long count = beds.size();
        while (true) {
            long round = due / count;
            int bed = (int) (due % count);
            long share = LoadBed.FRAME_MICROS * bed / count;
            long complete = startMicros + (round + 1) * LoadBed.FRAME_MICROS + share;
            if (complete > now) {
                return;
            }
            latestMicros = Math.max(latestMicros, now - complete);
            due++;
            // A full buffer is counted by the client.
            client.send(beds.get(bed).next(complete - LoadBed.FRAME_MICROS)).onFailure(full -> {});
        }
    }

    Future<LoadCounts> counts() {
        return client.statistics()
                .map(
                        s ->
                                new LoadCounts(
                                        due,
                                        s.sent(),
                                        s.acknowledged(),
                                        s.refused(),
                                        s.overflowed(),
                                        s.waiting(),
                                        latestMicros));
    }

    /// Sends no more; succeeds when all is acknowledged.
    Future<Void> stop() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
        return client.drained();
    }

    Future<Void> close() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
        return client.close();
    }
}
