// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

/// The interval a living patient's value lies in, both ends included, in the variable's unit. What
/// lies outside is an artefact of sensor or keyboard; the limits are wide on purpose, so that the
/// very ill stay inside.
public record Limits(double lowest, double highest) {

    public Limits {
        if (!(lowest < highest)) {
            throw new IllegalArgumentException("limits " + lowest + " to " + highest);
        }
    }

    /// False for NaN.
    public boolean contain(double value) {
        return value >= lowest && value <= highest;
    }
}
