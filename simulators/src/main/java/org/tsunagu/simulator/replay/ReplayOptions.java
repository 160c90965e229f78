// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.ward.BedId;

/// What to replay, and how.
///
/// @param path of the WFDB record, with or without `.hea`
/// @param bed the bed it appears at
/// @param at dates the first sample; null: now, or with a speed above 1 so that the last sample is
///     now
/// @param speed 1 live, above 1 that many times faster, as back-fill
/// @param loop begin again at the end, dated on, until interrupted
/// @param ignoreChecksums send the recording although its checksums do not match
public record ReplayOptions(
        Path path,
        BedId bed,
        @Nullable Instant at,
        double speed,
        boolean loop,
        boolean ignoreChecksums,
        Impairments impairments,
        ReplayTarget target) {
    /// A live replay from now on, nothing wrong on purpose.
    public static ReplayOptions live(Path path, BedId bed, ReplayTarget target) {
        return new ReplayOptions(path, bed, null, 1, false, false, Impairments.NONE, target);
    }

    public ReplayOptions at(@Nullable Instant time) {
        return new ReplayOptions(
                path, bed, time, speed, loop, ignoreChecksums, impairments, target);
    }

    public ReplayOptions speed(double times) {
        return new ReplayOptions(path, bed, at, times, loop, ignoreChecksums, impairments, target);
    }

    public ReplayOptions loop(boolean again) {
        return new ReplayOptions(path, bed, at, speed, again, ignoreChecksums, impairments, target);
    }

    public ReplayOptions ignoreChecksums(boolean ignore) {
        return new ReplayOptions(path, bed, at, speed, loop, ignore, impairments, target);
    }

    public ReplayOptions impairments(Impairments wrong) {
        return new ReplayOptions(path, bed, at, speed, loop, ignoreChecksums, wrong, target);
    }
}
