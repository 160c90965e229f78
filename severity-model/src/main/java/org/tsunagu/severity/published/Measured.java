// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.published;

/// A value with its age and where it came from.
///
/// @param value finite, in the item's unit
/// @param ageMinutes since it was measured
/// @param source as shown to the nurse: a device, the laboratory, a person
public record Measured(double value, int ageMinutes, String source) {

    public Measured {
        if (!Double.isFinite(value) || ageMinutes < 0) {
            throw new IllegalArgumentException(value + ", " + ageMinutes + " min old");
        }
    }
}
