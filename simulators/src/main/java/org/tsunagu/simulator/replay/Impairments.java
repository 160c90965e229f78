// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

import java.time.Duration;

/// What is wrong with the replayed device and its line, on purpose.
///
/// @param clockOffset how far its clock is ahead at the first sample
/// @param driftPpm how fast it gains from there on
/// @param jitter each frame is held back by 0 to this long
/// @param loss fraction of frames never sent
/// @param seed of jitter and loss
public record Impairments(
        Duration clockOffset, double driftPpm, Duration jitter, double loss, long seed) {
    /// A right clock on a good line.
    public static final Impairments NONE = new Impairments(Duration.ZERO, 0, Duration.ZERO, 0, 1);
}
