// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.source;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.LongSupplier;
import org.tsunagu.telemetry.axis.ArrivalTime;

/// The gateway's own clock: the wall clock, read finely and steadily by the machine's monotonic
/// counter. Small corrections of the wall clock are followed by at most [#SLEW_PPM], so that
/// arrival times never go back; a jump beyond [#STEP_MICROS] is taken at once and told.
///
/// Belongs to one thread.
public final class ArrivalClock {
    /// As fast as a time service slews.
    public static final long SLEW_PPM = 500;

    /// A larger difference to the wall clock is a step.
    public static final long STEP_MICROS = 250_000;

    private final LongSupplier nanoTime;
    private final InstantSource wall;
    private long anchorNanos;
    private long anchorMicros;
    private long last = Long.MIN_VALUE;

    public ArrivalClock(LongSupplier nanoTime, InstantSource wall) {
        this.nanoTime = nanoTime;
        this.wall = wall;
        anchorNanos = nanoTime.getAsLong();
        anchorMicros = wallMicros();
    }

    public static ArrivalClock system() {
        return new ArrivalClock(System::nanoTime, InstantSource.system());
    }

    public ArrivalTime now() {
        last = Math.max(last, steady());
        return new ArrivalTime(last);
    }

    /// Compares with the wall clock; to be called about once a second.
    ///
    /// @return by how many microseconds the clock was set, 0 when it was only followed
    public long follow() {
        long before = steady();
        long nanos = nanoTime.getAsLong();
        long elapsedMicros = (nanos - anchorNanos) / 1_000;
        long difference = wallMicros() - before;
        anchorNanos = nanos;
        if (Math.abs(difference) > STEP_MICROS) {
            anchorMicros = before + difference;
            last = anchorMicros;
            return difference;
        }
        long most = Math.max(1, elapsedMicros * SLEW_PPM / 1_000_000);
        anchorMicros = before + Math.clamp(difference, -most, most);
        return 0;
    }

    private long steady() {
        return anchorMicros + (nanoTime.getAsLong() - anchorNanos) / 1_000;
    }

    private long wallMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, wall.instant());
    }
}
