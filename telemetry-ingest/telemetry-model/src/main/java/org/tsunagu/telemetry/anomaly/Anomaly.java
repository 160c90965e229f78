// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.anomaly;

/// One piece of odd input.
///
/// @param kind hyphenated name from a small fixed set, never built from input
/// @param example what it looked like, at most 200 characters, no patient names
public record Anomaly(String kind, String example) {
    private static final int LONGEST_EXAMPLE = 200;

    public Anomaly {
        if (example.length() > LONGEST_EXAMPLE) {
            example = example.substring(0, LONGEST_EXAMPLE);
        }
    }
}
