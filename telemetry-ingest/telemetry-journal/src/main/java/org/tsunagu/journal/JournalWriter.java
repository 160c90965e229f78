// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal;

import io.vertx.core.Future;
import org.tsunagu.telemetry.record.JournalRecord;

/// Appends records. Thread-safe; never blocks the caller.
public interface JournalWriter {
    /// Appends one record under its partition key, in the order of the calls of one thread.
    ///
    /// @return completes when the record is durable (only then may it be acknowledged), on the
    ///     caller's Vert.x context when there is one; fails with [JournalRefusal]
    Future<JournalPosition> append(JournalRecord record);

    /// Whether input may be taken now. Cheap: read by every connection for every message.
    JournalState state();
}
