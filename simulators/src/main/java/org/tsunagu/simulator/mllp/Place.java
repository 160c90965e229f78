// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.mllp;

import org.tsunagu.telemetry.ward.BedId;

/// Where a bed stands, as PV1-3 has it: `unit^room^bed^facility`.
public record Place(String unit, String room, String bed, String facility) {
    /// The place of a bed id of which nothing else is known.
    public static Place of(BedId bed) {
        var facility = bed.facility();
        return new Place("", "", bed.local(), facility == null ? "" : facility.value());
    }

    /// The field.
    public String pl() {
        return Hl7Text.escaped(unit)
                + "^"
                + Hl7Text.escaped(room)
                + "^"
                + Hl7Text.escaped(bed)
                + "^"
                + Hl7Text.escaped(facility);
    }
}
