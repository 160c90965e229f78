// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal;

import java.util.List;
import java.util.Map;

/// The journal as its owners and readers see it.
public interface Journal extends AutoCloseable {
    JournalWriter writer();

    /// Opens a reader with a thread of its own that calls `handler` with batches in order of each
    /// partition. The handler may block: that is the back-pressure.
    ///
    /// @param name for metrics and thread names
    JournalReader openReader(String name, ReadFrom from, BatchHandler handler);

    /// First offset still held, per partition.
    Map<Integer, Long> beginningOffsets();

    /// Offset the next record will get, per partition.
    Map<Integer, Long> endOffsets();

    /// Deletes what lies below the given offsets, except the most recent stretch that the live hub
    /// needs after a restart. Called by the store with its committed positions; never goes beyond.
    void deleteUpTo(Map<Integer, Long> offsets);

    /// Compares what a reader has committed with what the journal holds, per partition named; ask
    /// before the reader is opened. A committed offset below the oldest one held is
    /// [Continuity.Replaced]: records the reader never saw are gone.
    Map<Integer, Continuity> continuity(Map<Integer, Committed> committed);

    /// Identity of this journal: another one (new data folder, other cluster) has another.
    String id();

    @Override
    void close();

    /// Where a reader begins.
    sealed interface ReadFrom {
        /// The oldest record held.
        record Beginning() implements ReadFrom {}

        /// Only what comes from now on.
        record End() implements ReadFrom {}

        /// The first record that arrived at or after this time.
        ///
        /// @param epochMillis arrival time in milliseconds UTC
        record Since(long epochMillis) implements ReadFrom {}

        /// Given offsets; partitions not named begin at the oldest record.
        record Offsets(Map<Integer, Long> nextOffsets) implements ReadFrom {
            public Offsets {
                nextOffsets = Map.copyOf(nextOffsets);
            }
        }
    }

    /// Takes batches on the reader's thread.
    interface BatchHandler {
        /// @throws InterruptedException when the reader is closed while the handler waits
        void onBatch(List<JournalEntry> batch) throws InterruptedException;
    }

    /// A running reader.
    interface JournalReader extends AutoCloseable {
        /// Records between what the handler has finished and the journal's end.
        long lag();

        /// Stops within a second; the handler is not called any more when this returns.
        @Override
        void close();
    }
}
