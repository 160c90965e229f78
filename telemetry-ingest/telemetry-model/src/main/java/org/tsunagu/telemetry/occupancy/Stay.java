// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.occupancy;

import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.PersonId;

/// One encounter in one bed without interruption.
///
/// @param from when it began, within the stay
/// @param to when it ended, no longer within the stay; null while it lasts
public record Stay(
        BedId bed, EncounterId encounter, PersonId person, AxisTime from, @Nullable AxisTime to) {
    public Stay {
        if (to != null && to.compareTo(from) <= 0) {
            throw new IllegalArgumentException("a stay ends after it begins");
        }
    }

    public boolean covers(AxisTime time) {
        return from.compareTo(time) <= 0 && (to == null || time.compareTo(to) < 0);
    }
}
