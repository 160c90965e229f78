// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.door;

import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.FacilityId;

/// What is asked for. Absent parts do not matter for the request.
///
/// @param unit the ward within the facility
public record Resource(
        @Nullable FacilityId facility,
        @Nullable String unit,
        @Nullable BedId bed,
        @Nullable EncounterId encounter) {
    /// Nothing of one place: the board itself, the platform.
    public static final Resource PLATFORM = new Resource(null, null, null, null);

    public static Resource of(BedId bed) {
        return new Resource(bed.facility(), null, bed, null);
    }

    public static Resource of(BedId bed, EncounterId encounter) {
        return new Resource(bed.facility(), null, bed, encounter);
    }

    /// An encounter nobody has placed in a bed.
    public static Resource of(EncounterId encounter) {
        return new Resource(null, null, null, encounter);
    }

    /// Whether the answer depends on where the resource is.
    public boolean placed() {
        return bed != null || encounter != null || facility != null;
    }
}
