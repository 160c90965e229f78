// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

/// One number as it was charted, not yet judged.
///
/// @param minute whole minutes since admission
/// @param raw finite, in whatever unit it came
public record Observation(int minute, Variable variable, double raw) {

    public Observation {
        if (minute < 0 || !Double.isFinite(raw)) {
            throw new IllegalArgumentException(variable + " " + raw + " at minute " + minute);
        }
    }
}
