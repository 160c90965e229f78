// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.nomenclature;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Units as devices name them, turned into UCUM: MDC dimension numbers and reference ids of
/// ISO/IEEE 11073-10101, UCUM itself, and spellings met in the field. From the checked-in table
/// `units.tsv`.
public final class Units {
    private static final Map<String, String> UCUM = read();

    private Units() {}

    /// The UCUM unit, or null when nothing in the table is called so.
    public static @Nullable String ucum(String mdcNumberOrReferenceIdOrUcum) {
        return UCUM.get(mdcNumberOrReferenceIdOrUcum.strip());
    }

    private static Map<String, String> read() {
        Map<String, String> units = new HashMap<>();
        for (List<String> row : Table.rows("units.tsv")) {
            String ucum = row.get(2);
            units.put(row.get(0), ucum);
            units.put(row.get(1), ucum);
            units.put(ucum, ucum);
            for (String alias : row.get(3).split(" ")) {
                if (!alias.isEmpty()) {
                    units.put(alias, ucum);
                }
            }
        }
        return Map.copyOf(units);
    }
}
