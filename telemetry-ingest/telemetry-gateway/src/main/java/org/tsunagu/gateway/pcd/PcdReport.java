// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.pcd;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.hl7.Hl7Time;

/// What a PCD-01 message says.
///
/// @param sentAt MSH-7, null when it is missing or no time
/// @param beds one for each patient with at least one usable value
public record PcdReport(@Nullable Hl7Time sentAt, List<BedObservations> beds) {
    public PcdReport {
        beds = List.copyOf(beds);
    }
}
