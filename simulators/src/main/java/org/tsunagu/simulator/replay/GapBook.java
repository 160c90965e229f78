// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tsunagu.simulator.device.DeviceClock;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.GapReason;
import org.tsunagu.telemetry.signal.MetricCode;

/// Joins missing stretches of each channel and reports each once: when it ends, or has become long.
final class GapBook {
    /// A stretch still growing, in microseconds of true time.
    private record Open(long from, long to, GapReason reason) {}

    private final DeviceClock clock;
    private final long longestMicros;
    private final Map<MetricCode, Open> open = new LinkedHashMap<>();
    private final List<Gap> due = new ArrayList<>();

    GapBook(DeviceClock clock, long longestMicros) {
        this.clock = clock;
        this.longestMicros = longestMicros;
    }

    /// The channel has no data in `[from, to)`.
    void missing(MetricCode code, long from, long to, GapReason reason) {
        Open before = open.get(code);
        Open now = new Open(from, to, reason);
        if (before != null) {
            if (before.to == from && before.reason == reason) {
                now = new Open(before.from, to, reason);
            } else {
                close(code);
            }
        }
        open.put(code, now);
        if (now.to - now.from >= longestMicros) {
            close(code);
        }
    }

    /// The channel has data again, or the record ends.
    void close(MetricCode code) {
        Open gap = open.remove(code);
        if (gap != null) {
            due.add(new Gap(code, clock.at(gap.from), clock.at(gap.to), gap.reason));
        }
    }

    void closeAll() {
        List.copyOf(open.keySet()).forEach(this::close);
    }

    /// What is to be reported now.
    List<Gap> take() {
        List<Gap> taken = List.copyOf(due);
        due.clear();
        return taken;
    }
}
