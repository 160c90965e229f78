// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.published;

import java.util.Map;
import java.util.Optional;

/// What is known of a patient now. What is not in it is missing, never normal.
public record Findings(Map<Item, Measured> known) {

    public Findings {
        known = Map.copyOf(known);
    }

    public Optional<Measured> of(Item item) {
        return Optional.ofNullable(known.get(item));
    }
}
