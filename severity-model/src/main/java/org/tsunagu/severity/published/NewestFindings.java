// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.published;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.severity.stay.Judged;
import org.tsunagu.severity.stay.Variable;

/// The newest value of each kind, from which the published scores are judged. What no living
/// patient has is passed over. Takes facts in order.
public final class NewestFindings {
    private static final int DAY_MINUTES = 24 * 60;
    private static final int OXYGEN_HOLDS_MINUTES = 12 * 60;

    /// FiO2 above this is supplemental oxygen; air has 0.209.
    private static final double AIR = 0.215;

    private record Seen(int minute, double value, String source) {}

    private final Map<Variable, Seen> variables = new EnumMap<>(Variable.class);
    private final Map<Item, Seen> items = new EnumMap<>(Item.class);
    private final Deque<Seen> urine = new ArrayDeque<>();
    private int firstUrine = -1;

    public void take(Variable variable, int minute, double raw, String source) {
        if (!(variable.judge(raw) instanceof Judged.Value(double value))) {
            return;
        }
        var seen = new Seen(minute, value, source);
        variables.put(variable, seen);
        Item item = directItem(variable);
        if (item != null) {
            items.put(item, seen);
        }
        switch (variable) {
            case FIO2 ->
                    items.put(
                            Item.SUPPLEMENTAL_OXYGEN,
                            new Seen(minute, value > AIR ? 1 : 0, source));
            case PAO2 -> {
                Seen oxygen = variables.get(Variable.FIO2);
                if (oxygen != null && minute - oxygen.minute() <= OXYGEN_HOLDS_MINUTES) {
                    items.put(Item.OXYGENATION, new Seen(minute, value / oxygen.value(), source));
                }
            }
            case URINE -> {
                firstUrine = firstUrine < 0 ? minute : firstUrine;
                urine.addLast(seen);
                while (urine.getFirst().minute() <= minute - DAY_MINUTES) {
                    urine.removeFirst();
                }
            }
            default -> {
                // Feeds nothing besides.
            }
        }
    }

    public void take(Item item, int minute, double value, String source) {
        items.put(item, new Seen(minute, value, source));
    }

    private static @Nullable Item directItem(Variable variable) {
        return switch (variable) {
            case RESPIRATION -> Item.RESPIRATION;
            case SAO2 -> Item.OXYGEN_SATURATION;
            case HEART_RATE -> Item.PULSE;
            case TEMPERATURE -> Item.TEMPERATURE;
            case GCS -> Item.GCS;
            case WHITE_CELLS -> Item.WHITE_CELLS;
            case PACO2 -> Item.PACO2;
            case VENTILATED -> Item.VENTILATED;
            case PLATELETS -> Item.PLATELETS;
            case BILIRUBIN -> Item.BILIRUBIN;
            case CREATININE -> Item.CREATININE;
            default -> null;
        };
    }

    /// What counts at a minute, which is not before the newest value.
    public Findings at(int minute) {
        Map<Item, Measured> known = new EnumMap<>(Item.class);
        items.forEach((item, seen) -> put(known, item, seen, minute));
        pressure(known, Item.SYSTOLIC, Variable.SYSTOLIC, Variable.CUFF_SYSTOLIC, minute);
        pressure(known, Item.MEAN_PRESSURE, Variable.MEAN_PRESSURE, Variable.CUFF_MEAN, minute);
        if (firstUrine >= 0 && minute - firstUrine >= DAY_MINUTES) {
            double sum = 0;
            String source = "";
            for (Seen seen : urine) {
                if (seen.minute() > minute - DAY_MINUTES) {
                    sum += seen.value();
                    source = seen.source();
                }
            }
            put(known, Item.URINE_OF_DAY, new Seen(minute, sum, source), minute);
        }
        return new Findings(known);
    }

    /// The line's while it is fresh, else the cuff's.
    private void pressure(
            Map<Item, Measured> known, Item item, Variable line, Variable cuff, int minute) {
        Seen byLine = variables.get(line);
        Seen byCuff = variables.get(cuff);
        if (byLine != null && minute - byLine.minute() <= MaxAge.minutes(item)) {
            put(known, item, byLine, minute);
        } else if (byCuff != null) {
            put(known, item, byCuff, minute);
        }
    }

    private static void put(Map<Item, Measured> known, Item item, Seen seen, int minute) {
        int age = minute - seen.minute();
        if (age <= MaxAge.minutes(item)) {
            known.put(item, new Measured(seen.value(), age, seen.source()));
        }
    }
}
