// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.hospital;

import java.util.ArrayList;
import java.util.List;
import org.tsunagu.simulator.device.Measured;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.signal.AbsentReason;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;

/// The numbers on a monitor: every second, and every 15 minutes those of the cuff.
final class NumericsPanel {
    static final long CUFF_CYCLE_MICROS = 900_000_000;

    private static final long NEVER = Long.MIN_VALUE;

    private long lastCuffMicros = NEVER;

    /// What the monitor shows now.
    ///
    /// @param trueMicros paces the cuff
    /// @param cycleMicros how often this is asked
    List<Measured> at(
            long trueMicros, DeviceTime now, Vitals vitals, boolean probeOff, long cycleMicros) {
        List<Measured> panel = new ArrayList<>();
        add(panel, now, 147_842, vitals.heartRate(), 0, "/min", cycleMicros);
        add(panel, now, 151_562, vitals.respirationRate(), 0, "/min", cycleMicros);
        add(panel, now, 150_037, vitals.systolic(), 0, "mm[Hg]", cycleMicros);
        add(panel, now, 150_038, vitals.diastolic(), 0, "mm[Hg]", cycleMicros);
        add(panel, now, 150_039, vitals.mean(), 0, "mm[Hg]", cycleMicros);
        add(panel, now, 150_087, vitals.venous(), 0, "mm[Hg]", cycleMicros);
        add(panel, now, 150_344, vitals.temperature(), 1, "Cel", cycleMicros);
        if (probeOff) {
            var off = new Reading.Absent(AbsentReason.SENSOR_OFF);
            panel.add(new Measured(MetricCode.mdc(150_456), now, off, "%", cycleMicros));
            panel.add(new Measured(MetricCode.mdc(149_530), now, off, "/min", cycleMicros));
            panel.add(new Measured(MetricCode.mdc(150_488), now, off, "%", cycleMicros));
        } else {
            add(panel, now, 150_456, vitals.spo2(), 0, "%", cycleMicros);
            add(panel, now, 149_530, vitals.heartRate(), 0, "/min", cycleMicros);
            add(panel, now, 150_488, vitals.perfusion(), 1, "%", cycleMicros);
        }
        if (lastCuffMicros == NEVER || trueMicros - lastCuffMicros >= CUFF_CYCLE_MICROS) {
            lastCuffMicros = trueMicros;
            // A cuff and an arterial line never agree quite.
            add(panel, now, 150_021, vitals.systolic() - 4, 0, "mm[Hg]", CUFF_CYCLE_MICROS);
            add(panel, now, 150_022, vitals.diastolic() + 3, 0, "mm[Hg]", CUFF_CYCLE_MICROS);
            add(panel, now, 150_023, vitals.mean() + 1, 0, "mm[Hg]", CUFF_CYCLE_MICROS);
        }
        return panel;
    }

    private static void add(
            List<Measured> panel,
            DeviceTime at,
            int code,
            double value,
            int decimals,
            String unit,
            long cycleMicros) {
        double scale = Math.pow(10, decimals);
        double shown = Math.rint(value * scale) / scale;
        var reading = new Reading.Value(shown, decimals);
        panel.add(new Measured(MetricCode.mdc(code), at, reading, unit, cycleMicros));
    }
}
