// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.ward;

import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.name.Printable;

/// A bed: `facility:bed`, plain `bed` where no facility was ever given, `facility:unit.room.bed`
/// after a name conflict.
///
/// @param value 1 to 200 characters, no control characters
public record BedId(String value) {
    private static final int LONGEST = 200;

    public BedId {
        Printable.require("BedId", value, LONGEST);
    }

    /// The facility of this bed, or null where none was ever given.
    public @Nullable FacilityId facility() {
        int colon = value.indexOf(':');
        return colon <= 0 ? null : new FacilityId(value.substring(0, colon));
    }

    /// The bed's name without its facility, as the ward says it.
    public String local() {
        int colon = value.indexOf(':');
        return colon <= 0 ? value : value.substring(colon + 1);
    }

    @Override
    public String toString() {
        return value;
    }
}
