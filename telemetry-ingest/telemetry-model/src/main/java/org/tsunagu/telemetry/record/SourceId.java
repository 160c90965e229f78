// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

import org.tsunagu.telemetry.name.Printable;

/// A device or gateway that sends: one clock, one sequence.
///
/// @param value 1 to 200 characters, no control characters
public record SourceId(String value) {
    private static final int LONGEST = 200;

    public SourceId {
        Printable.require("SourceId", value, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
