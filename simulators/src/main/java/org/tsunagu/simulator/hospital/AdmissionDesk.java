// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.hospital;

import io.vertx.core.Future;
import java.util.List;
import org.tsunagu.simulator.device.DeviceClock;
import org.tsunagu.simulator.mllp.Admission;
import org.tsunagu.simulator.mllp.MllpClient;
import org.tsunagu.telemetry.axis.DeviceTime;

/// Tells who lies where: admits everybody at the start, and discharges from the bed that is to be
/// empty. The desk's clock is right.
final class AdmissionDesk {
    private static final long STAY_SO_FAR_MICROS = 6 * 3_600_000_000L;
    private static final long EMPTY_SINCE_MICROS = 1_800_000_000L;

    private final MllpClient client;
    private long count;

    AdmissionDesk(MllpClient client) {
        this.client = client;
    }

    /// Succeeds when every message was answered.
    Future<Void> admit(List<BedPlan> plans) {
        long now = DeviceClock.nowMicros();
        Future<Void> all = Future.succeededFuture();
        for (BedPlan plan : plans) {
            all = all.compose(done -> send("A01", plan, now, now - STAY_SO_FAR_MICROS));
            if (plan.role() == BedPlan.Role.EMPTY) {
                all = all.compose(done -> send("A03", plan, now, now - EMPTY_SINCE_MICROS));
            }
        }
        return all;
    }

    private Future<Void> send(String event, BedPlan plan, long nowMicros, long eventMicros) {
        String number = plan.patient().substring(3);
        String controlId = event + "-" + nowMicros + "-" + ++count;
        var admission =
                new Admission(
                        event,
                        controlId,
                        new DeviceTime(DeviceClock.nowMicros()),
                        new DeviceTime(eventMicros),
                        plan.patient(),
                        "模擬",
                        "患者" + number,
                        "19500101",
                        plan.seed() % 2 == 0 ? "F" : "M",
                        "V-" + plan.patient() + "-" + nowMicros,
                        plan.place(),
                        plan.place());
        return client.send(controlId, admission.text()).mapEmpty();
    }
}
