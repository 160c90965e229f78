// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.stay;

/// One line of `parameters.tsv`: what a column of the Challenge is sent as.
///
/// @param name the Challenge's
/// @param saidBy who says such a thing in a hospital
/// @param code MDC number, LOINC code, or one of ours
/// @param label what the code's system calls it
/// @param unit OBX-6, UCUM or as laboratories write it
/// @param jlac10 17 places, or empty
/// @param jlac10Label what that is called
record Parameter(
        String name,
        SaidBy saidBy,
        String code,
        String label,
        String unit,
        String jlac10,
        String jlac10Label) {
    enum SaidBy {
        DEVICE,
        LABORATORY,
        CHARTED
    }
}
