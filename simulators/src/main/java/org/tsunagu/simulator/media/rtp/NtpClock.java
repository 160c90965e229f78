// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtp;

import java.time.Instant;

/// NTP time (UQ32.32, RFC 3550, section 4) of moments of [System#nanoTime]. Set once, so that it
/// never jumps while a clip is played.
public final class NtpClock {
    private static final long SECONDS_FROM_1900_TO_1970 = 2_208_988_800L;
    private static final long SECOND_NANOS = 1_000_000_000L;

    private final long originNanos;

    public NtpClock() {
        Instant now = Instant.now();
        originNanos = now.getEpochSecond() * SECOND_NANOS + now.getNano() - System.nanoTime();
    }

    public long at(long nanoTime) {
        long unixNanos = originNanos + nanoTime;
        long seconds = Math.floorDiv(unixNanos, SECOND_NANOS);
        long rest = Math.floorMod(unixNanos, SECOND_NANOS);
        return (seconds + SECONDS_FROM_1900_TO_1970) << 32 | (rest << 32) / SECOND_NANOS;
    }
}
