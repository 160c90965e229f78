// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.pcd;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.bed.PointOfCare;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.ward.PersonId;

/// The observations of one patient in one message.
///
/// @param place PV1-3
/// @param person PID-3, null when the message names nobody
/// @param intervalMicros the longest reporting interval among them, 0 when none is told
/// @param uncertaintyMicros by how much their dates can be wrong, the sender's clock apart
public record BedObservations(
        PointOfCare place,
        @Nullable PersonId person,
        List<Numeric> numerics,
        long intervalMicros,
        long uncertaintyMicros) {
    public BedObservations {
        numerics = List.copyOf(numerics);
    }
}
