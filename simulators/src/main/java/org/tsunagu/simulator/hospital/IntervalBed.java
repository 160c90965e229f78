// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.hospital;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.SplittableRandom;
import org.tsunagu.simulator.device.DeviceClock;
import org.tsunagu.simulator.mllp.MllpClient;
import org.tsunagu.simulator.mllp.Observations;
import org.tsunagu.telemetry.axis.DeviceTime;

/// A bed whose monitor sends a PCD-01 message every 10 to 30 seconds. On one event loop.
final class IntervalBed implements SimulatedBed {
    private static final long SHORTEST_MILLIS = 10_000;
    private static final long LONGEST_MILLIS = 30_000;
    private static final long FIRST_MILLIS = 500;

    private final Vertx vertx;
    private final BedPlan plan;
    private final MllpClient client;
    private final Physiology physiology;
    private final NumericsPanel panel = new NumericsPanel();
    private final long intervalMillis;
    private final long epochMicros = DeviceClock.nowMicros();
    private long timer = -1;
    private long count;

    IntervalBed(Vertx vertx, BedPlan plan, MllpClient client) {
        this.vertx = vertx;
        this.plan = plan;
        this.client = client;
        this.physiology = new Physiology(plan.seed());
        this.intervalMillis =
                new SplittableRandom(plan.seed()).nextLong(SHORTEST_MILLIS, LONGEST_MILLIS + 1);
    }

    @Override
    public Future<Void> start() {
        vertx.setTimer(FIRST_MILLIS, once -> report());
        timer = vertx.setPeriodic(intervalMillis, t -> report());
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> close() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
        return client.close();
    }

    private void report() {
        long now = DeviceClock.nowMicros();
        DeviceTime shown = plan.clock().at(now);
        DeviceTime from = plan.clock().at(now - intervalMillis * 1_000);
        Vitals vitals = physiology.after(intervalMillis / 1e3);
        String controlId = plan.patient() + "-" + epochMicros + "-" + ++count;
        var message =
                new Observations(
                        "SIM-" + plan.bed().local(),
                        controlId,
                        shown,
                        plan.place(),
                        plan.patient(),
                        from,
                        shown,
                        panel.at(now, shown, vitals, false, intervalMillis * 1_000));
        // As a real monitor: after three attempts the interval is lost.
        client.send(controlId, message.text()).onFailure(lost -> {});
    }
}
