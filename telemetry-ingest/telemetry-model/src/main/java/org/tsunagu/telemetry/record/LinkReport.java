// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.ward.BedId;

/// Supervision of one bed's source was lost or restored.
///
/// @param supervised false when nothing came from the source for 5 s or its connection ended
/// @param since when that began
public record LinkReport(SourceId source, BedId bed, boolean supervised, ArrivalTime since)
        implements JournalRecord {
    @Override
    public String partitionKey() {
        return bed.value();
    }
}
