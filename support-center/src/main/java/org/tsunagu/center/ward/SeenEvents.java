// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.ward;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SequenceRanges;
import org.tsunagu.telemetry.record.SourceId;

/// Which events the live view has had, so that one sent twice moves nothing twice. Bounded: the
/// source or message not heard of for longest is forgotten first; what is then taken twice cannot
/// do harm, because an older value never replaces a newer one.
final class SeenEvents {
    static final int MOST_SESSIONS = 20_000;
    static final int MOST_MESSAGES = 50_000;

    private record Run(SourceId source, long epoch) {}

    private final Map<Run, SequenceRanges> runs = bounded(MOST_SESSIONS);
    private final Map<EventId, Boolean> messages = bounded(MOST_MESSAGES);

    /// Whether the event is new; it counts as seen from now on.
    boolean isNew(EventId id) {
        return switch (id) {
            case EventId.Sequenced(SourceId source, long epoch, long sequence) -> {
                SequenceRanges seen =
                        runs.computeIfAbsent(new Run(source, epoch), _ -> new SequenceRanges());
                yield !seen.accepts(sequence) || seen.add(sequence);
            }
            case EventId.Message _ -> messages.put(id, Boolean.TRUE) == null;
        };
    }

    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
