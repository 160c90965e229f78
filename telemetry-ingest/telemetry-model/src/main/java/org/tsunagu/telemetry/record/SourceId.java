// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

/// A device or gateway that sends: one clock, one sequence.
///
/// @param value 1 to 200 characters, no control characters
public record SourceId(String value) {
    private static final int LONGEST = 200;

    public SourceId {
        if (value.isEmpty()
                || value.length() > LONGEST
                || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "SourceId must have 1 to " + LONGEST + " printable characters");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
