// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import java.util.List;
import java.util.Map;

/// What goes to the database in one transaction, and how far the journal is stored once it is
/// there.
///
/// @param number 1, 2, 3 …: written in the same transaction, so that a commit whose answer was lost
///     can be told from one that failed
/// @param positions per partition the first record that is not entirely stored
public record Flush(
        long number, List<PendingBed> beds, PendingReports reports, Map<Integer, Mark> positions) {
    public Flush {
        beds = List.copyOf(beds);
        positions = Map.copyOf(positions);
    }
}
