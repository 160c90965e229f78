// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.nomenclature.Units;

/// Which units each input takes, from `units.tsv`, and how the field spells them, from
/// `spellings.tsv`.
final class UnitTable {
    private static final String NO_UNIT = "-";
    private static final double FREEZING_FAHRENHEIT = 32;

    private final Map<Input, Map<String, Conversion>> conversions = new HashMap<>();
    private final Map<String, String> spellings = new HashMap<>();

    UnitTable() {
        for (List<String> row : Tsv.rows("units.tsv", 5)) {
            Input input =
                    Input.named(row.get(0))
                            .orElseThrow(() -> new IllegalStateException("units.tsv: " + row));
            String unit = row.get(1);
            double offset = unit.equals("[degF]") ? FREEZING_FAHRENHEIT : 0;
            var conversion =
                    new Conversion(
                            offset, Double.parseDouble(row.get(2)), Double.parseDouble(row.get(3)));
            if (of(input).put(unit, conversion) != null) {
                throw new IllegalStateException("units.tsv names twice: " + row);
            }
        }
        for (List<String> row : Tsv.rows("spellings.tsv", 2)) {
            spellings.put(row.get(0), row.get(0));
            for (String spelling : row.get(1).split(" ")) {
                spellings.put(spelling, row.get(0));
            }
        }
    }

    private Map<String, Conversion> of(Input input) {
        return conversions.computeIfAbsent(input, _ -> new HashMap<>());
    }

    /// Whether nobody said a unit: the gateway writes `1` where a result has none.
    static boolean isMissing(String unit) {
        return unit.isBlank() || unit.equals("1");
    }

    /// Null when the unit is not one the input takes.
    @Nullable Conversion conversion(Input input, String unit) {
        Map<String, Conversion> known = conversions.getOrDefault(input, Map.of());
        Conversion direct = known.get(unit.strip());
        if (direct == null) {
            direct = known.get(ucum(unit.strip()));
        }
        return direct == null && isMissing(unit) ? known.get(NO_UNIT) : direct;
    }

    private String ucum(String unit) {
        String here = spellings.get(unit);
        if (here != null) {
            return here;
        }
        String there = Units.ucum(unit);
        return there == null ? unit : there;
    }

    /// UCUM, in the order of the alphabet.
    List<String> accepted(Input input) {
        List<String> units = new ArrayList<>(conversions.getOrDefault(input, Map.of()).keySet());
        units.remove(NO_UNIT);
        units.sort(null);
        return units;
    }
}
