// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.result;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.hl7.Hl7Time;

/// The results a message holds.
///
/// @param sentAt MSH-7, null when it is missing or no time
/// @param patients one for each patient with at least one result
public record ResultsMessage(@Nullable Hl7Time sentAt, List<PatientResults> patients) {
    public ResultsMessage {
        patients = List.copyOf(patients);
    }
}
