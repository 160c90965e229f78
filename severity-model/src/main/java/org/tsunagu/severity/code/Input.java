// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.code;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.tsunagu.severity.published.Item;
import org.tsunagu.severity.stay.Variable;

/// What a value feeds.
public sealed interface Input {

    /// One of the 37 time series of the learned model; the published scores read it too.
    record Series(Variable variable) implements Input {}

    /// What only the published scores ask for.
    record Asked(Item item) implements Input {}

    /// Body height, a descriptor of the patient.
    record Height() implements Input {}

    /// UCUM.
    default String unit() {
        return switch (this) {
            case Series(Variable variable) -> variable.unit();
            case Asked(Item item) -> item.unit();
            case Height() -> "cm";
        };
    }

    /// By the name of a [Variable], else of an [Item], else `HEIGHT`.
    static Optional<Input> named(String name) {
        for (Variable variable : Variable.values()) {
            if (variable.name().equals(name)) {
                return Optional.of(new Series(variable));
            }
        }
        for (Item item : Item.values()) {
            if (item.name().equals(name)) {
                return Optional.of(new Asked(item));
            }
        }
        return name.equals("HEIGHT") ? Optional.of(new Height()) : Optional.empty();
    }

    /// Every name [#named] knows, for people.
    static String names() {
        return Stream.of(
                        Arrays.stream(Variable.values()).map(Enum::name),
                        Arrays.stream(Item.values()).map(Enum::name),
                        Stream.of("HEIGHT"))
                .flatMap(names -> names)
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
