// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.hospital;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.tsunagu.simulator.device.DeviceClock;
import org.tsunagu.simulator.mllp.MllpClient;
import org.tsunagu.simulator.mllp.MllpOptions;
import org.tsunagu.telemetry.ward.BedId;

/// The whole simulated hospital, on one event loop.
public final class SimulatedHospital {
    private static final int DESK_ATTEMPTS = 20;
    private static final int DESK_BUFFER = 1_024;

    private final Context context;
    private final List<BedPlan> plans;
    private final List<SimulatedBed> beds = new ArrayList<>();
    private final MllpClient desk;

    private SimulatedHospital(Vertx vertx, HospitalOptions options) {
        this.context = vertx.getOrCreateContext();
        this.plans = BedPlan.of(options.beds(), options.seed(), DeviceClock.nowMicros());
        var listener = MllpOptions.of(options.mllpHost(), options.mllpPort());
        this.desk =
                MllpClient.create(
                        vertx,
                        new MllpOptions(
                                options.mllpHost(),
                                options.mllpPort(),
                                DESK_ATTEMPTS,
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(1),
                                DESK_BUFFER));
        for (BedPlan plan : plans) {
            switch (plan.role()) {
                case STREAM, LOOSE_PROBE, BAD_LINE -> beds.add(new StreamBed(vertx, plan, options));
                case INTERVAL ->
                        beds.add(new IntervalBed(vertx, plan, MllpClient.create(vertx, listener)));
                case EMPTY -> {
                    // Known to the admission desk only.
                }
            }
        }
    }

    /// Starts the hospital. Succeeds when everybody is admitted and every stream was welcomed.
    public static Future<SimulatedHospital> start(Vertx vertx, HospitalOptions options) {
        Promise<SimulatedHospital> started = Promise.promise();
        Context loop = vertx.getOrCreateContext();
        loop.runOnContext(
                ignored -> {
                    var hospital = new SimulatedHospital(vertx, options);
                    hospital.begin().map(hospital).onComplete(started);
                });
        return started.future();
    }

    private Future<Void> begin() {
        // Admissions first, so that the first heartbeat already has a name.
        return new AdmissionDesk(desk)
                .admit(plans)
                .compose(
                        admitted ->
                                Future.all(beds.stream().map(SimulatedBed::start).toList())
                                        .mapEmpty());
    }

    /// Every bed, empty ones too.
    public List<BedId> beds() {
        return plans.stream().map(BedPlan::bed).toList();
    }

    /// Everything falls silent.
    public Future<Void> close() {
        Promise<Void> closed = Promise.promise();
        context.runOnContext(
                ignored ->
                        Future.join(beds.stream().map(SimulatedBed::close).toList())
                                .eventually(desk::close)
                                .<Void>mapEmpty()
                                .onComplete(closed));
        return closed.future();
    }
}
