// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.ward;

import org.tsunagu.telemetry.name.Printable;

/// A stay of one person, PV1-19; it moves between beds and takes its record along.
///
/// @param value 1 to 128 characters, no control characters
public record EncounterId(String value) {
    private static final int LONGEST = 128;

    public EncounterId {
        Printable.require("EncounterId", value, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
