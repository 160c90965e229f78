// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

/// As recorded at admission; the Challenge codes 0 female, 1 male, -1 missing.
public enum Sex {
    FEMALE,
    MALE,
    UNKNOWN;

    public static Sex ofChallenge(double code) {
        if (code == 0) {
            return FEMALE;
        }
        return code == 1 ? MALE : UNKNOWN;
    }
}
