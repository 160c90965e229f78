// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.stay;

/// What a laboratory calls what it measured. What has no code in the table keeps its LOINC one.
public enum StayCodes {
    LOINC,
    JLAC10
}
