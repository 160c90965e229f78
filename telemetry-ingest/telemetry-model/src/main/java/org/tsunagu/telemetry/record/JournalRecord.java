// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

/// Everything the journal holds. A reader switches over it without a default, so a new kind is
/// decided everywhere.
public sealed interface JournalRecord
        permits BedFrame,
                BedMovement,
                SourceReport,
                AnomalyReport,
                LinkReport,
                ResultReport,
                SeverityReport,
                StrokeReport {
    /// The partition key: the bed where it tells of a bed, the encounter where it tells of a
    /// patient, the room where it tells of ink, else the source.
    String partitionKey();
}
