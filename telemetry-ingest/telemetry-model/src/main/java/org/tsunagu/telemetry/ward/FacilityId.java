// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.ward;

/// A hospital or site, the fourth component of PV1-3.
///
/// @param value 1 to 64 characters, no control characters
public record FacilityId(String value) {
    private static final int LONGEST = 64;

    public FacilityId {
        if (value.isEmpty()
                || value.length() > LONGEST
                || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "FacilityId must have 1 to " + LONGEST + " printable characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
