// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.published;

import java.util.EnumMap;
import java.util.Map;

/// Findings five minutes old, from item and value in turn.
final class Patient {
    private Patient() {}

    static Findings with(Object... itemsAndValues) {
        Map<Item, Measured> known = new EnumMap<>(Item.class);
        for (int i = 0; i < itemsAndValues.length; i += 2) {
            double value = ((Number) itemsAndValues[i + 1]).doubleValue();
            known.put((Item) itemsAndValues[i], new Measured(value, 5, "test"));
        }
        return new Findings(known);
    }
}
