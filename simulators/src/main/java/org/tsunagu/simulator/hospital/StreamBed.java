// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.hospital;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.tsunagu.simulator.device.BedContent;
import org.tsunagu.simulator.device.DeliveryListener;
import org.tsunagu.simulator.device.DeviceClock;
import org.tsunagu.simulator.device.DeviceStreamClient;
import org.tsunagu.simulator.device.DeviceStreamOptions;
import org.tsunagu.simulator.device.Measured;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.GapReason;
import org.tsunagu.telemetry.signal.SampleArray;

/// A bed whose monitor speaks the device stream: five frames a second, numerics in every fifth. On
/// one event loop.
final class StreamBed implements SimulatedBed {
    private static final long FRAME_MILLIS = 200;
    private static final int FRAMES_PER_SECOND = 5;
    private static final long SECOND_MICROS = 1_000_000;
    private static final double FAULTS_PER_SECOND = 1 / 150.0;
    private static final long PROBE_OFF_MICROS = 45_000_000;
    private static final Duration LINE_AWAY = Duration.ofSeconds(12);

    private final Vertx vertx;
    private final BedPlan plan;
    private final DeviceStreamClient client;
    private final Physiology physiology;
    private final Waves waves;
    private final NumericsPanel panel = new NumericsPanel();
    private final Alarms alarms;
    private final SplittableRandom faults;
    private Vitals vitals;
    private long timer = -1;
    private long frame;
    private long probeOffUntilMicros;
    private long probeOffFromMicros = -1;
    private long refusedFromMicros = -1;
    private long lastFrameMicros;

    StreamBed(Vertx vertx, BedPlan plan, HospitalOptions options) {
        this.vertx = vertx;
        this.plan = plan;
        var source = new SourceId("sim:" + plan.bed());
        long start = DeviceClock.nowMicros();
        this.client =
                DeviceStreamClient.create(
                        vertx,
                        DeviceStreamOptions.of(
                                        options.deviceUrl(), options.deviceToken(), source, start)
                                .withClock(plan.clock())
                                .insisting(Duration.ofSeconds(1)),
                        DeliveryListener.NONE);
        this.physiology = new Physiology(plan.seed());
        this.vitals = physiology.after(1);
        this.waves = new Waves(start, plan.clock(), plan.seed());
        this.alarms = new Alarms(source.value());
        this.faults = new SplittableRandom(plan.seed() + 1);
        this.lastFrameMicros = start;
    }

    @Override
    public Future<Void> start() {
        timer = vertx.setPeriodic(faults.nextLong(1, FRAME_MILLIS), FRAME_MILLIS, t -> tick());
        return client.start();
    }

    @Override
    public Future<Void> close() {
        if (timer >= 0) {
            vertx.cancelTimer(timer);
        }
        return client.close();
    }

    private void tick() {
        long now = DeviceClock.nowMicros();
        DeviceTime shown = plan.clock().at(now);
        boolean whole = frame++ % FRAMES_PER_SECOND == 0;
        if (whole) {
            vitals = physiology.after(1);
            breakSomething(now);
        }
        boolean off = now < probeOffUntilMicros;
        List<Gap> gaps = gaps(now, off, whole);
        List<SampleArray> arrays = new ArrayList<>(waves.until(now, vitals));
        if (off) {
            arrays.removeIf(array -> array.code().equals(Waves.Channel.PLETH.code()));
        }
        List<Measured> numerics =
                whole ? panel.at(now, shown, vitals, off, SECOND_MICROS) : List.of();
        List<Alert> alerts = whole ? alarms.at(shown, vitals, off) : List.of();
        long from = lastFrameMicros;
        lastFrameMicros = now;
        client.send(new BedContent(plan.bed(), plan.patient(), numerics, arrays, alerts, gaps))
                .onFailure(full -> notTaken(from));
    }

    private void breakSomething(long now) {
        if (faults.nextDouble() >= FAULTS_PER_SECOND) {
            return;
        }
        if (plan.role() == BedPlan.Role.LOOSE_PROBE && now >= probeOffUntilMicros) {
            probeOffUntilMicros = now + PROBE_OFF_MICROS;
        } else if (plan.role() == BedPlan.Role.BAD_LINE) {
            // The client reconnects and sends what it kept; there is nothing to do here.
            client.dropLink(LINE_AWAY).onFailure(ignored -> {});
        }
    }

    /// Each second without the probe is one piece of gap; what did not fit the buffer is another.
    private List<Gap> gaps(long now, boolean off, boolean whole) {
        List<Gap> gaps = new ArrayList<>();
        if (off && probeOffFromMicros < 0) {
            probeOffFromMicros = lastFrameMicros;
        } else if (probeOffFromMicros >= 0 && (whole || !off)) {
            gaps.add(gap(probeOffFromMicros, off ? now : lastFrameMicros));
            probeOffFromMicros = off ? now : -1;
        }
        if (refusedFromMicros >= 0) {
            gaps.add(
                    new Gap(
                            null,
                            plan.clock().at(refusedFromMicros),
                            plan.clock().at(lastFrameMicros),
                            GapReason.REFUSED));
            refusedFromMicros = -1;
        }
        return gaps;
    }

    private Gap gap(long from, long to) {
        return new Gap(
                Waves.Channel.PLETH.code(),
                plan.clock().at(from),
                plan.clock().at(Math.max(from, to)),
                GapReason.SENSOR_OFF);
    }

    private void notTaken(long from) {
        refusedFromMicros = refusedFromMicros < 0 ? from : Math.min(refusedFromMicros, from);
    }
}
