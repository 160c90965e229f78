// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tsunagu.journal.JournalPosition;

/// The journal's ends as last heard: from each acknowledged append and, for what other processes
/// append, from the watch once a second. Any thread.
final class EndOffsets {
    private final Map<Integer, Long> ends = new ConcurrentHashMap<>();

    void appended(JournalPosition position) {
        ends.merge(position.partition(), position.offset() + 1, Math::max);
    }

    void heard(Map<Integer, Long> latest) {
        ends.putAll(latest);
    }

    /// Records from the given offsets to the ends.
    long beyond(Map<Integer, Long> nextOffsets) {
        long sum = 0;
        for (Map.Entry<Integer, Long> end : ends.entrySet()) {
            sum += Math.max(0, end.getValue() - nextOffsets.getOrDefault(end.getKey(), 0L));
        }
        return sum;
    }
}
