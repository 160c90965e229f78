// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.door;

import org.tsunagu.telemetry.ward.FacilityId;

/// Where a role holds.
public sealed interface Where {
    /// Every facility, and beds of none.
    record Everywhere() implements Where {}

    /// Beds for which no facility was ever given.
    record WithoutFacility() implements Where {}

    /// One facility.
    record At(FacilityId facility) implements Where {}

    /// Whether this covers a resource of that place.
    default boolean covers(Resource resource) {
        return switch (this) {
            case Everywhere _ -> true;
            case WithoutFacility _ -> resource.bed() != null && resource.facility() == null;
            case At(FacilityId facility) -> facility.equals(resource.facility());
        };
    }
}
