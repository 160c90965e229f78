// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;

/// A review that NEWS2 asks for: opened when the total reached the threshold, kept while it stays
/// there. A worse total brings the due time forward, a better one never puts it off.
record Review(AxisTime since, AxisTime due) {

    /// States: none → open when a review is asked for → none when it is not any more.
    static @Nullable Review next(@Nullable Review before, Optional<Duration> asked, AxisTime at) {
        if (asked.isEmpty()) {
            return null;
        }
        AxisTime due = at.plusMicros(asked.get().toNanos() / 1_000);
        if (before == null) {
            return new Review(at, due);
        }
        return due.compareTo(before.due()) < 0 ? new Review(before.since(), due) : before;
    }
}
