// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.nomenclature;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Units as devices name them, turned into UCUM: MDC dimension numbers and reference ids of
/// ISO/IEEE 11073-10101, UCUM itself, and spellings met in the field. From the checked-in table
/// `units.tsv`.
public final class Units {
    private static final String NONE = "-";
    private static final int LONGEST = 40;
    private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    private static final Map<String, String> UCUM = read();

    private Units() {}

    /// The UCUM unit, or null when nothing in the table is called so.
    public static @Nullable String ucum(String mdcNumberOrReferenceIdOrUcum) {
        String asWritten = mdcNumberOrReferenceIdOrUcum.strip();
        String known = UCUM.get(asWritten);
        return known != null || asWritten.length() > LONGEST ? known : UCUM.get(plain(asWritten));
    }

    /// The same unit in plain characters: `×10³／μＬ` is `10*3/uL`.
    private static String plain(String unit) {
        var text = new StringBuilder(unit.length() + 2);
        for (int i = 0; i < unit.length(); i++) {
            char c = unit.charAt(i);
            int power = SUPERSCRIPTS.indexOf(c);
            if (power >= 0) {
                text.append(text.length() > 0 && text.charAt(text.length() - 1) == '0' ? "*" : "");
                text.append(power);
            } else if (!Character.isWhitespace(c)) {
                text.append(c);
            }
        }
        String plain =
                Normalizer.normalize(text, Normalizer.Form.NFKC)
                        .replace('μ', 'u')
                        .replace("×", "x")
                        .replace('^', '*');
        int ten = plain.indexOf("10");
        boolean factor = ten == 1 && "x.*X".indexOf(plain.charAt(0)) >= 0;
        String power = factor ? plain.substring(1) : plain;
        return power.startsWith("10e") || power.startsWith("10E")
                ? "10*" + power.substring(3)
                : power;
    }

    private static void name(Map<String, String> units, String name, String ucum) {
        if (name.isEmpty() || name.equals(NONE)) {
            return;
        }
        String other = units.put(name, ucum);
        if (other != null && !other.equals(ucum)) {
            throw new IllegalStateException(name + " is both " + other + " and " + ucum);
        }
    }

    private static Map<String, String> read() {
        Map<String, String> units = new HashMap<>();
        for (List<String> row : Table.rows("units.tsv")) {
            String ucum = row.get(2);
            name(units, row.get(0), ucum);
            name(units, row.get(1), ucum);
            name(units, ucum, ucum);
            for (String alias : row.get(3).split(" ")) {
                name(units, alias, ucum);
            }
        }
        return Map.copyOf(units);
    }
}
