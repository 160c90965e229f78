// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// How long a camera is left alone before it is asked again. One thread.
final class Pauses {
    private static final double LEAST = 0.75;
    private static final double MOST = 1.25;

    private final CameraTimes times;
    private final RandomGenerator random;
    private Duration next;

    Pauses(CameraTimes times, RandomGenerator random) {
        this.times = times;
        this.random = random;
        this.next = times.firstPause();
    }

    /// After trouble that may be over in a moment.
    ///
    /// @param streamed how long pictures came before
    Duration afterAway(Duration streamed) {
        if (streamed.compareTo(times.steady()) >= 0) {
            next = times.firstPause();
        }
        Duration now = next;
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(times.longestPause()) > 0 ? times.longestPause() : doubled;
        return byChance(now);
    }

    /// After trouble somebody has to mend.
    Duration afterRefusal() {
        return byChance(times.refusedPause());
    }

    private Duration byChance(Duration pause) {
        return Duration.ofNanos((long) (pause.toNanos() * random.nextDouble(LEAST, MOST)));
    }
}
