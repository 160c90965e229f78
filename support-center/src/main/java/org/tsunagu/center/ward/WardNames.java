// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.ward;

import java.util.List;
import java.util.Map;
import org.tsunagu.telemetry.ward.BedId;

/// The words of the ward, from the site file.
///
/// @param facilities in the order in which they stand on the board; others follow
/// @param beds labels of beds that have any
public record WardNames(List<Facility> facilities, Map<BedId, BedLabel> beds) {
    public static final WardNames NONE = new WardNames(List.of(), Map.of());

    public WardNames {
        facilities = List.copyOf(facilities);
        beds = Map.copyOf(beds);
    }

    BedLabel of(BedId bed) {
        return beds.getOrDefault(bed, BedLabel.NONE);
    }
}
