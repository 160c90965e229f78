// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import java.time.Duration;

/// Bounds of the buffers between journal and database.
///
/// @param mostBytes the reader waits when this much is held (estimated)
/// @param bedBytes a bed with this much is written at once: back-fill
/// @param flushBytes one transaction takes no more beds beyond this
/// @param flushAfter a bed's data wait at least this long, so that blocks get long
/// @param flushSpread beds differ by up to this, so that the work is even
/// @param reportsAfter movements and reports wait this long
public record Limits(
        long mostBytes,
        long bedBytes,
        long flushBytes,
        Duration flushAfter,
        Duration flushSpread,
        Duration reportsAfter) {
    /// 256 MiB: ten seconds of a thousand beds with four waveforms of 250 Hz take about 45.
    public static Limits standard() {
        return new Limits(
                256L << 20,
                1L << 20,
                32L << 20,
                Duration.ofSeconds(11),
                Duration.ofMillis(3_500),
                Duration.ofSeconds(1));
    }
}
