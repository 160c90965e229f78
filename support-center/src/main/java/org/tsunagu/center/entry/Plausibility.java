// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.entry;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.tsunagu.center.web.Problem;
import org.tsunagu.severity.code.CodeTable;
import org.tsunagu.severity.code.Input;
import org.tsunagu.severity.code.Mapping;
import org.tsunagu.severity.published.Item;

/// Whether what was typed can be so. A value is judged in its own unit and never repaired: who
/// typed it is there to be asked.
final class Plausibility {
    private static final int UNPROCESSABLE = 422;
    private static final double MOST_OXYGEN_LITRES = 100;

    private Plausibility() {}

    /// @return what stands against it, null when nothing does
    static @Nullable Problem of(EntryForm form, EntryItem item) {
        String unit = unitOf(form, item);
        Mapping mapping = CodeTable.standard().of(form.code(), unit);
        if (!(mapping instanceof Mapping.Mapped mapped)) {
            return impossible(
                    "unit",
                    item.name() + " is not measured in " + (unit.isEmpty() ? "no unit" : unit),
                    item.units());
        }
        double typed = form.value().doubleValue();
        if (!Double.isFinite(typed)) {
            return impossible(
                    "value", "this is no number of a patient", range(item, item.possible()));
        }
        if (item.input() instanceof Input.Asked(Item asked)
                && asked == Item.SUPPLEMENTAL_OXYGEN
                && unit.equals("L/min")) {
            return typed >= 0 && typed <= MOST_OXYGEN_LITRES
                    ? null
                    : impossible(
                            "value", "no flow of oxygen is " + plain(form), List.of("0 to 100"));
        }
        if (item.whole() && form.value().stripTrailingZeros().scale() > 0) {
            return impossible(
                    "value", item.name() + " is a whole number", range(item, item.possible()));
        }
        double own = mapped.convert(typed) * perOwnUnit(item);
        if (!item.possible().contains(own)) {
            return impossible(
                    "value",
                    item.name() + " " + plain(form) + " " + unit + " is not possible",
                    range(item, item.possible()));
        }
        if (!item.usual().contains(own) && !form.confirmed()) {
            return new Problem(
                    UNPROCESSABLE,
                    "unusual",
                    "This value is rare: is it so?",
                    item.name()
                            + " "
                            + plain(form)
                            + " "
                            + unit
                            + " is unusual; send it again with confirmed when it is so",
                    "value",
                    range(item, item.usual()));
        }
        return null;
    }

    /// The unit it is kept in: as typed, or the item's own where none was.
    static String unitOf(EntryForm form, EntryItem item) {
        boolean unitless = item.whole() && form.unit().isBlank();
        return unitless ? item.unit() : form.unit().strip();
    }

    /// Of the item's unit as it is listed to that of the scores.
    private static double perOwnUnit(EntryItem item) {
        return item.unit().equals("%") && item.input().unit().equals("1") ? 100 : 1;
    }

    static Problem impossible(String parameter, String detail, List<String> allowed) {
        return new Problem(
                UNPROCESSABLE, "impossible", "This cannot be so", detail, parameter, allowed);
    }

    private static List<String> range(EntryItem item, Range range) {
        return List.of(
                number(range.lowest()) + " to " + number(range.highest()) + " " + item.unit());
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String plain(EntryForm form) {
        String text = form.value().toPlainString();
        return text.chars().limit(30).mapToObj(Character::toString).collect(Collectors.joining());
    }
}
