// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

import org.tsunagu.telemetry.name.Printable;

/// One stroke of a mentoring room: the connection that drew it and a number.
///
/// @param value 1 to 100 printable characters
public record StrokeId(String value) {
    private static final int LONGEST = 100;

    public StrokeId {
        Printable.require("StrokeId", value, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
