// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.ClockStamp;

/// What the gateway knows of one source, journaled when it changes and at most every 2 s; it is
/// also the clock report.
///
/// @param address remote address as text
/// @param clock the clock model now, null before the first fit
/// @param driftPpm how fast the device's clock runs against ours, null while it cannot be told
/// @param lastSeen when the last message came
/// @param frames messages taken since the gateway started
/// @param duplicates messages known already
/// @param drops messages refused or lost, by their own sequence
/// @param clockSteps times its clock jumped
/// @param connected whether a connection is open now
public record SourceReport(
        SourceId source,
        SourceKind kind,
        String address,
        @Nullable ClockStamp clock,
        @Nullable Double driftPpm,
        ArrivalTime lastSeen,
        long frames,
        long duplicates,
        long drops,
        long clockSteps,
        boolean connected)
        implements JournalRecord {
    @Override
    public String partitionKey() {
        return source.value();
    }
}
