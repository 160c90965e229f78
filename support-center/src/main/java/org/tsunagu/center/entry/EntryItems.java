// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tsunagu.severity.code.CodeTable;
import org.tsunagu.severity.code.Input;
import org.tsunagu.severity.code.Mapping;
import org.tsunagu.severity.published.Item;
import org.tsunagu.severity.stay.Limits;
import org.tsunagu.severity.stay.Variable;
import org.tsunagu.telemetry.nomenclature.Nomenclature;
import org.tsunagu.telemetry.signal.MetricCode;

/// What may be entered: what is looked at by the bed and rarely comes from a device, and the
/// laboratory values of the scores. What is possible is the scores' own table of limits; what is
/// usual is what 99 of 100 charted values of 4,000 intensive care stays are (PhysioNet/CinC
/// Challenge 2012, set A, 0.5th to 99.5th percentile; air instead of the lowest oxygen fraction).
final class EntryItems {
    static final MetricCode GLASGOW = MetricCode.local("LN", "9269-2");

    private static final Pattern LOINC_ALONE = Pattern.compile("[0-9]{1,7}-[0-9]");
    private static final Range YES_OR_NO = new Range(0, 1);

    /// Last, because it is made of what stands above.
    static final EntryItems STANDARD = new EntryItems();

    private final List<EntryItem> items;

    private EntryItems() {
        List<EntryItem> all = new ArrayList<>();
        bedside(all, Variable.GCS, "9269-2", "{score}", 3, 15);
        all.add(
                item(
                        MetricCode.local("tsunagu", "oxygen"),
                        new Input.Asked(Item.SUPPLEMENTAL_OXYGEN),
                        "{bool}",
                        YES_OR_NO,
                        YES_OR_NO));
        bedside(all, Variable.FIO2, "3150-0", "%", 21, 100);
        bedside(all, Variable.URINE, "9187-6", "mL", 0, 1_000);
        bedside(all, Variable.TEMPERATURE, "8310-5", "Cel", 34, 39.4);
        bedside(all, Variable.RESPIRATION, "9279-1", "/min", 8, 39);
        bedside(all, Variable.WEIGHT, "29463-7", "kg", 38.4, 185);
        laboratory(all, Variable.LACTATE, "2524-7", 0.6, 15.3);
        laboratory(all, Variable.PH, "2744-1", 7.09, 7.55);
        laboratory(all, Variable.PACO2, "2019-8", 21, 80);
        laboratory(all, Variable.PAO2, "2703-7", 48, 467);
        laboratory(all, Variable.BICARBONATE, "1963-8", 9, 38);
        laboratory(all, Variable.CREATININE, "2160-0", 0.3, 10.8);
        laboratory(all, Variable.BUN, "3094-0", 3, 133);
        laboratory(all, Variable.SODIUM, "2951-2", 123, 157);
        laboratory(all, Variable.POTASSIUM, "2823-3", 2.7, 6.8);
        laboratory(all, Variable.MAGNESIUM, "19123-9", 1.1, 3.5);
        laboratory(all, Variable.GLUCOSE, "2345-7", 51, 531);
        laboratory(all, Variable.WHITE_CELLS, "6690-2", 0.5, 42.5);
        laboratory(all, Variable.HAEMATOCRIT, "4544-3", 18.9, 46.3);
        laboratory(all, Variable.PLATELETS, "777-3", 22, 628);
        laboratory(all, Variable.BILIRUBIN, "1975-2", 0.1, 37.9);
        laboratory(all, Variable.ALT, "1742-6", 5, 9_135);
        laboratory(all, Variable.AST, "1920-8", 9, 10_330);
        laboratory(all, Variable.ALP, "6768-6", 22, 947);
        laboratory(all, Variable.ALBUMIN, "1751-7", 1.3, 4.5);
        laboratory(all, Variable.CHOLESTEROL, "2093-3", 40, 307);
        laboratory(all, Variable.TROPONIN_I, "10839-9", 0, 47.5);
        laboratory(all, Variable.TROPONIN_T, "6598-7", 0, 20);
        items = List.copyOf(all);
    }

    /// In the order of the form.
    List<EntryItem> all() {
        return items;
    }

    /// The item a code belongs to, null when it may not be entered.
    @Nullable EntryItem of(MetricCode code) {
        for (EntryItem item : items) {
            if (item.code().equals(code) || feeds(code, item)) {
                return item;
            }
        }
        return null;
    }

    private static boolean feeds(MetricCode code, EntryItem item) {
        return CodeTable.standard().of(code, item.unit())
                        instanceof Mapping.Mapped(Input fed, var _, boolean _)
                && fed.equals(item.input());
    }

    /// Reads a code as people write it; a LOINC number may stand alone.
    static @Nullable MetricCode code(String text) {
        String stripped = text.strip();
        return LOINC_ALONE.matcher(stripped).matches()
                ? MetricCode.local("LN", stripped)
                : Nomenclature.standard().parse(stripped);
    }

    private static void bedside(
            List<EntryItem> all,
            Variable variable,
            String loinc,
            String unit,
            double usualLowest,
            double usualHighest) {
        var input = new Input.Series(variable);
        Limits limits = variable.limits();
        boolean percent = variable == Variable.FIO2;
        all.add(
                item(
                        MetricCode.local("LN", loinc),
                        input,
                        unit,
                        percent
                                ? new Range(limits.lowest() * 100, limits.highest() * 100)
                                : new Range(limits.lowest(), limits.highest()),
                        new Range(usualLowest, usualHighest)));
    }

    private static EntryItem item(
            MetricCode code, Input input, String unit, Range possible, Range usual) {
        boolean whole = unit.equals("{score}") || unit.equals("{bool}");
        return new EntryItem(code, input, EntryItem.Group.BEDSIDE, unit, possible, usual, whole);
    }

    private static void laboratory(
            List<EntryItem> all,
            Variable variable,
            String loinc,
            double usualLowest,
            double usualHighest) {
        Limits limits = variable.limits();
        all.add(
                new EntryItem(
                        MetricCode.local("LN", loinc),
                        new Input.Series(variable),
                        EntryItem.Group.LABORATORY,
                        variable.unit(),
                        new Range(limits.lowest(), limits.highest()),
                        new Range(usualLowest, usualHighest),
                        false));
    }
}
