// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.result;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.bed.PointOfCare;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.ward.PersonId;

/// The results of one patient in one message.
///
/// @param place PV1-3
/// @param visit PV1-19 without its facility, empty when the message names none
/// @param person PID-3, null when the message names nobody
/// @param uncertaintyMicros by how much their dates can be wrong, the sender's clock apart
public record PatientResults(
        PointOfCare place,
        String visit,
        @Nullable PersonId person,
        List<Result> results,
        long uncertaintyMicros) {
    public PatientResults {
        results = List.copyOf(results);
    }

    /// Whether PV1-3 says more than a unit; a unit alone is no bed.
    public boolean namesBed() {
        return !place.bed().isEmpty() || !place.room().isEmpty();
    }
}
