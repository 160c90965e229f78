// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import java.util.LinkedHashMap;
import java.util.Map;
import org.tsunagu.telemetry.record.SourceId;

/// The ledgers of the latest epochs of each source, so that a device that comes back goes on where
/// it was. What is forgotten costs nothing but a second journal record, which the store drops.
///
/// Bounds: [#MOST_EPOCHS] per source, [#MOST_SOURCES]; the one not used for longest goes first.
final class Ledgers {
    static final int MOST_EPOCHS = 4;
    static final int MOST_SOURCES = 5_000;

    private final Map<SourceId, Map<Long, EpochLedger>> bySource = recent(MOST_SOURCES);

    EpochLedger of(SourceId source, long sessionEpoch) {
        return bySource.computeIfAbsent(source, _ -> recent(MOST_EPOCHS))
                .computeIfAbsent(sessionEpoch, EpochLedger::new);
    }

    private static <K, V> Map<K, V> recent(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
