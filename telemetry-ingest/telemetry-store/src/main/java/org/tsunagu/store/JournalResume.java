// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.journal.Committed;
import org.tsunagu.journal.Continuity;
import org.tsunagu.journal.Journal;
import org.tsunagu.store.database.Positions;
import org.tsunagu.store.intake.Mark;

/// Where to read on after a start: at the committed positions while the journal is the one they
/// were committed against. A journal whose end was cut off, or another one, opens a new epoch, is
/// an event, and is read from the oldest record held; what was stored before is known by its event
/// ids.
///
/// @param flush number of the last flush in the database
/// @param positions where to read on; partitions not named begin at the oldest record
/// @param events what happened to the journal, one line each
record JournalResume(long flush, Map<Integer, Mark> positions, List<String> events) {
    private static final Logger LOG = LoggerFactory.getLogger(JournalResume.class);

    static JournalResume of(Connection connection, Journal journal, long nowMicros)
            throws SQLException {
        Positions stored = Positions.load(connection);
        Map<Integer, Mark> positions = new HashMap<>();
        List<String> events = new ArrayList<>();
        Map<Integer, Continuity> found =
                stored.committed().isEmpty() ? Map.of() : journal.continuity(stored.committed());
        stored.committed()
                .forEach(
                        (partition, committed) -> {
                            Continuity continuity = found.get(partition);
                            if (continuity instanceof Continuity.Intact) {
                                positions.put(partition, mark(committed));
                            } else {
                                events.add(describe(partition, committed, continuity));
                            }
                        });
        if (!events.isEmpty()) {
            String detail = String.join("; ", events);
            LOG.error("The journal is not the one that was read before: {}", detail);
            Positions.openEpoch(connection, nowMicros, "journal-cut-off", detail);
            positions.clear();
        }
        return new JournalResume(stored.flush(), positions, events);
    }

    private static Mark mark(Committed committed) {
        return new Mark(committed.nextOffset(), committed.lastFingerprint());
    }

    private static String describe(
            int partition, Committed committed, @org.jspecify.annotations.Nullable Continuity now) {
        String before = "partition " + partition + " was read up to " + committed.nextOffset();
        return switch (now) {
            case null -> before + " and is gone";
            case Continuity.Intact _ -> before;
            case Continuity.CutOff(long end) -> before + " and ends at " + end;
            case Continuity.Replaced() -> before + " and holds other records now";
        };
    }
}
