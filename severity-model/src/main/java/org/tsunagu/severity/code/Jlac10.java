// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.code;

import java.util.List;
import java.util.Set;

/// The parts of a JLAC10 code that say what was measured: of its 17 places the analyte (5), the
/// material (3, after 4 of identification) and the result (2, after 3 of method). How it was
/// measured does not matter here.
final class Jlac10 {
    private static final int LENGTH = 17;
    private static final Set<String> BLOOD = Set.of("018", "019", "020", "021", "022", "023");

    private Jlac10() {}

    /// Keys under which the table may hold the code, the narrower first; none when it is no JLAC10.
    /// Hyphens between the parts are met and left out.
    static List<String> keys(String code) {
        String plain = code.replace("-", "");
        if (plain.length() != LENGTH) {
            return List.of();
        }
        String analyte = plain.substring(0, 5);
        String material = plain.substring(9, 12);
        String result = plain.substring(15, LENGTH);
        String exact = analyte + ":" + material + ":" + result;
        return BLOOD.contains(material)
                ? List.of(exact, analyte + ":BLOOD:" + result)
                : List.of(exact);
    }
}
