// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.ward;

/// A person as one facility identifies them, PID-3. Never a name.
///
/// @param value 1 to 128 characters, no control characters
public record PersonId(String value) {
    private static final int LONGEST = 128;

    public PersonId {
        if (value.isEmpty()
                || value.length() > LONGEST
                || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "PersonId must have 1 to " + LONGEST + " printable characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
