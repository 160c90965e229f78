// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.patient;

import java.util.Locale;
import org.tsunagu.severity.code.CodeTable;
import org.tsunagu.severity.code.Input;
import org.tsunagu.severity.code.Mapping;
import org.tsunagu.severity.published.Item;
import org.tsunagu.telemetry.nomenclature.Nomenclature;
import org.tsunagu.telemetry.signal.MetricCode;

/// What people call a result. A code that no table knows keeps the name it came with.
public final class ResultNames {
    private static final Nomenclature NAMES = Nomenclature.standard();

    private ResultNames() {}

    /// @param unit as the result has it
    public static String of(MetricCode code, String unit) {
        return switch (CodeTable.standard().of(code, unit)) {
            case Mapping.Mapped(Input input, var _, boolean _) -> of(input);
            case Mapping.UnknownUnit(Input input, var _) -> of(input);
            case Mapping.UnknownCode _ -> NAMES.nameOf(code);
        };
    }

    public static String of(Input input) {
        return switch (input) {
            case Input.Series series -> ReasonWords.nameOf(series.variable().challengeName());
            case Input.Height _ -> "Height";
            case Input.Asked asked -> of(asked.item());
        };
    }

    private static String of(Item item) {
        return switch (item) {
            case SUPPLEMENTAL_OXYGEN -> "Supplemental oxygen";
            case CONSCIOUSNESS -> "Consciousness (ACVPU)";
            case VENTILATED -> "Respiratory support";
            case ADRENALINE -> "Adrenaline";
            case NORADRENALINE -> "Noradrenaline";
            case DOPAMINE -> "Dopamine";
            case DOBUTAMINE -> "Dobutamine";
            default -> item.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }
}
