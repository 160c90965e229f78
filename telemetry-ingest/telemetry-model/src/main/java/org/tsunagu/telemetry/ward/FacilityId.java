// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.ward;

import org.tsunagu.telemetry.name.Printable;

/// A hospital or site, the fourth component of PV1-3.
///
/// @param value 1 to 64 characters, no control characters
public record FacilityId(String value) {
    private static final int LONGEST = 64;

    public FacilityId {
        Printable.require("FacilityId", value, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
