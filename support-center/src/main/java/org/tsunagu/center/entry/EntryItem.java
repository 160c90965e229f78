// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.entry;

import java.util.List;
import org.tsunagu.center.patient.ResultNames;
import org.tsunagu.severity.code.CodeTable;
import org.tsunagu.severity.code.Input;
import org.tsunagu.telemetry.signal.MetricCode;

/// Something that may be entered.
///
/// @param code under which it is listed and kept
/// @param group where it stands on a form
/// @param unit in which it is usually written, UCUM; also that of the ranges
/// @param possible what a living patient may have
/// @param usual outside of it the page asks once more
record EntryItem(
        MetricCode code,
        Input input,
        Group group,
        String unit,
        Range possible,
        Range usual,
        boolean whole) {
    enum Group {
        BEDSIDE("bedside"),
        LABORATORY("laboratory");

        private final String wireName;

        Group(String wireName) {
            this.wireName = wireName;
        }

        String wireName() {
            return wireName;
        }
    }

    String name() {
        return ResultNames.of(input);
    }

    /// Every unit it may be written in, UCUM.
    List<String> units() {
        return whole ? List.of(unit) : CodeTable.unitsOf(input);
    }
}
