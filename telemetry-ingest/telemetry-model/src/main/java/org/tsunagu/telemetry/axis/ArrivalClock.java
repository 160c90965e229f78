// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.axis;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// The clock of whoever stamps arrivals: the wall clock, read finely and steadily by the machine's
/// monotonic counter. Small corrections of the wall clock are followed by at most [#SLEW_PPM], so
/// that arrival times never go back; a jump beyond [#STEP_MICROS] is taken at once and told. The
/// two clocks cannot be read at one moment: a comparison during which the machine was busy
/// elsewhere is not believed, or its pause would look like a jump.
///
/// Belongs to one thread.
public final class ArrivalClock {
    /// As fast as a time service slews.
    public static final long SLEW_PPM = 500;

    /// A larger difference to the wall clock is a step.
    public static final long STEP_MICROS = 250_000;

    /// Two readings so near each other count as one moment.
    private static final long ONE_MOMENT_NANOS = 1_000_000;

    private static final int MOST_READINGS = 20;

    private final LongSupplier nanoTime;
    private final InstantSource wall;
    private long anchorNanos;
    private long anchorMicros;
    private long last = Long.MIN_VALUE;

    public ArrivalClock(LongSupplier nanoTime, InstantSource wall) {
        this.nanoTime = nanoTime;
        this.wall = wall;
        Reading first = read();
        anchorNanos = first.nanos();
        anchorMicros = first.wallMicros();
    }

    /// Both clocks at one moment, as far as `widthNanos` tells.
    private record Reading(long nanos, long wallMicros, long widthNanos) {}

    public static ArrivalClock system() {
        return new ArrivalClock(System::nanoTime, InstantSource.system());
    }

    public ArrivalTime now() {
        last = Math.max(last, steady(nanoTime.getAsLong()));
        return new ArrivalTime(last);
    }

    /// Compares with the wall clock; to be called about once a second.
    ///
    /// @return by how many microseconds the clock was set, 0 when it was only followed
    public long follow() {
        Reading reading = read();
        if (reading.widthNanos() > ONE_MOMENT_NANOS) {
            return 0; // too busy to compare; the counter alone is good for seconds
        }
        long nanos = reading.nanos();
        long before = steady(nanos);
        long elapsedMicros = (nanos - anchorNanos) / 1_000;
        long difference = reading.wallMicros() - before;
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

    /// The first reading at one moment, else the narrowest of [#MOST_READINGS].
    private Reading read() {
        @Nullable Reading best = null;
        for (int attempt = 0; attempt < MOST_READINGS; attempt++) {
            long early = nanoTime.getAsLong();
            long wallMicros = wallMicros();
            long width = nanoTime.getAsLong() - early;
            if (best == null || width < best.widthNanos()) {
                best = new Reading(early + width / 2, wallMicros, width);
            }
            if (width <= ONE_MOMENT_NANOS) {
                break;
            }
        }
        return Objects.requireNonNull(best);
    }

    private long steady(long nanos) {
        return anchorMicros + (nanos - anchorNanos) / 1_000;
    }

    private long wallMicros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, wall.instant());
    }
}
