// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.ward;

import org.tsunagu.telemetry.name.Printable;

/// A person as one facility identifies them, PID-3. Never a name.
///
/// @param value 1 to 128 characters, no control characters
public record PersonId(String value) {
    private static final int LONGEST = 128;

    public PersonId {
        Printable.require("PersonId", value, LONGEST);
    }

    @Override
    public String toString() {
        return value;
    }
}
