// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.util.LinkedHashMap;
import java.util.Map;

/// Values that were known and not used, counted by who said them and why, for the technician.
/// Bound: [#MOST] kinds, the one not met for longest makes room. Thread-safe.
public final class LeftOut {
    public static final int MOST = 500;

    /// @param source who said it
    /// @param why `before-admission`, `dated-ahead`, `nobody-lay-there`, `too-many-encounters`
    public record Kind(String source, String why) {}

    private final LinkedHashMap<Kind, Long> counts = new LinkedHashMap<>(16, 0.75f, true);

    synchronized void count(String source, String why) {
        var kind = new Kind(source, why);
        if (!counts.containsKey(kind) && counts.size() >= MOST) {
            counts.pollFirstEntry();
        }
        counts.merge(kind, 1L, Long::sum);
    }

    public synchronized Map<Kind, Long> counts() {
        return Map.copyOf(counts);
    }
}
