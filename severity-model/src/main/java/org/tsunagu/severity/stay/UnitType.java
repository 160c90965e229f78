// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

/// The kind of intensive care unit; the Challenge codes 1 to 4 in this order.
@SuppressWarnings("EnumOrdinal") // The Challenge's codes are this order.
public enum UnitType {
    CORONARY,
    CARDIAC_SURGERY,
    MEDICAL,
    SURGICAL,
    UNKNOWN;

    public static UnitType ofChallenge(double code) {
        return code >= 1 && code <= 4 && code == Math.rint(code)
                ? values()[(int) code - 1]
                : UNKNOWN;
    }
}
