// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.site;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tsunagu.severity.code.CodeTable;
import org.tsunagu.severity.code.Input;
import org.tsunagu.severity.code.LocalCode;
import org.tsunagu.severity.stay.UnitType;
import org.tsunagu.telemetry.nomenclature.Nomenclature;
import org.tsunagu.telemetry.signal.MetricCode;

/// What stands under the site file's `severity` key, with every mistake named.
final class SeverityKeys {
    private static final Input NO_INPUT = new Input.Height();

    /// A hospital's unit by the name its admissions carry.
    record Unit(String name, UnitType type) {}

    private final List<String> mistakes;

    /// @param mistakes filled
    SeverityKeys(List<String> mistakes) {
        this.mistakes = mistakes;
    }

    /// @param input name of a variable or item of the scores, in any case
    LocalCode code(String at, String code, String input, @Nullable String unit) {
        MetricCode known = Nomenclature.standard().parse(code);
        if (known == null) {
            mistakes.add(at + "code: '" + code + "' is neither MDC nor system:code");
        }
        Optional<Input> fed = Input.named(input.toUpperCase(Locale.ROOT));
        if (fed.isEmpty()) {
            mistakes.add(at + "input: '" + input + "' is no input; known are " + Input.names());
        } else if (unit != null && !CodeTable.takes(fed.get(), unit)) {
            mistakes.add(
                    at
                            + "unit: "
                            + input
                            + " does not come in '"
                            + unit
                            + "'; known are "
                            + String.join(", ", CodeTable.unitsOf(fed.get())));
        }
        return new LocalCode(known == null ? code : known.id(), fed.orElse(NO_INPUT), unit);
    }

    Unit unit(String at, String name, String type) {
        for (UnitType known : UnitType.values()) {
            if (known.name().equals(type.toUpperCase(Locale.ROOT))) {
                return new Unit(name, known);
            }
        }
        mistakes.add(
                at
                        + "type: '"
                        + type
                        + "' must be one of coronary, cardiac_surgery, medical, surgical, unknown");
        return new Unit(name, UnitType.UNKNOWN);
    }

    static Map<String, UnitType> byName(List<Unit> units) {
        Map<String, UnitType> types = new HashMap<>();
        units.forEach(unit -> types.put(unit.name(), unit.type()));
        return types;
    }
}
