// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.tsunagu.telemetry.axis.DeviceTime;

/// A device's clock: wrong by `offsetMicros` at `referenceMicros` of true time, and gaining
/// `driftPpm` microseconds each second from there on.
public record DeviceClock(long offsetMicros, double driftPpm, long referenceMicros) {
    private static final double LARGEST_DRIFT_PPM = 100_000;

    /// A clock that is right.
    public static final DeviceClock TRUE = new DeviceClock(0, 0, 0);

    public DeviceClock {
        if (!(Math.abs(driftPpm) <= LARGEST_DRIFT_PPM)) {
            throw new IllegalArgumentException("drift of " + driftPpm + " ppm");
        }
    }

    /// What this clock shows at a true time.
    public DeviceTime at(long trueMicros) {
        long drifted = Math.round((trueMicros - referenceMicros) * (driftPpm / 1e6));
        return new DeviceTime(trueMicros + offsetMicros + drifted);
    }

    /// True time now, as far as this machine knows it.
    public static long nowMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
