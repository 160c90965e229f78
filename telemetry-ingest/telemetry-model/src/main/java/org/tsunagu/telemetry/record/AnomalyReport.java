// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

import org.tsunagu.telemetry.axis.ArrivalTime;

/// One distinct kind of odd input of one source, counted. A later report of the same kind and
/// source replaces it.
///
/// @param kind hyphenated name, for example `bed-id-conflict`
/// @param source who sent it; `tsunagu` for ourselves
/// @param count since the gateway started
/// @param example what it looked like the first time, cut and without patient names
public record AnomalyReport(
        String kind,
        SourceId source,
        long count,
        ArrivalTime first,
        ArrivalTime last,
        String example)
        implements JournalRecord {
    @Override
    public String partitionKey() {
        return source.value();
    }
}
