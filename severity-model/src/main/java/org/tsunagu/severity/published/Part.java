// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.published;

import java.util.Map;
import java.util.OptionalInt;

/// One row of a score.
///
/// @param name the row's name in the publication
/// @param points absent when what it needs is missing
/// @param from what it was judged from, empty when points are absent
public record Part(String name, OptionalInt points, Map<Item, Measured> from) {

    public Part {
        from = Map.copyOf(from);
    }

    static Part missing(String name) {
        return new Part(name, OptionalInt.empty(), Map.of());
    }

    static Part of(String name, int points, Item item, Measured measured) {
        return new Part(name, OptionalInt.of(points), Map.of(item, measured));
    }
}
