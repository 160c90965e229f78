// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.tsunagu.severity.stay.Descriptors;

/// Our risks by unit type, age and sex.
public final class Subgroups {
    private static final int[] AGES = {40, 55, 65, 75, 85};

    private final Map<Integer, Map<String, Contender>> byHour = new TreeMap<>();

    void says(int hour, Descriptors who, double risk, boolean died) {
        Map<String, Contender> groups = byHour.computeIfAbsent(hour, _ -> new TreeMap<>());
        for (String group : List.of(unit(who), age(who), "sex " + lower(who.sex()))) {
            groups.computeIfAbsent(group, name -> new Contender(name, true))
                    .says(hour, risk, died, false);
        }
    }

    /// By name.
    public List<Contender> at(int hour) {
        return new ArrayList<>(byHour.getOrDefault(hour, Map.of()).values());
    }

    private static String unit(Descriptors who) {
        return "unit " + lower(who.unitType()).replace('_', ' ');
    }

    private static String age(Descriptors who) {
        if (who.ageYears().isEmpty()) {
            return "age unknown";
        }
        double age = who.ageYears().getAsDouble();
        int from = 0;
        for (int limit : AGES) {
            if (age < limit) {
                return from == 0 ? "age under " + limit : "age " + from + " to " + (limit - 1);
            }
            from = limit;
        }
        return "age " + from + " and over";
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }
}
