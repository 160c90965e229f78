// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.published;

import java.util.List;

/// A score as far as it is known: with parts missing, the total is what the known ones give, at
/// least.
public record Total(String score, List<Part> parts) {

    public Total {
        parts = List.copyOf(parts);
    }

    /// Sum of the known parts.
    public int points() {
        return parts.stream().mapToInt(part -> part.points().orElse(0)).sum();
    }

    /// The highest single part.
    public int highestPart() {
        return parts.stream().mapToInt(part -> part.points().orElse(0)).max().orElse(0);
    }

    /// Share of the parts that are known, 0 to 1.
    public double completeness() {
        long known = parts.stream().filter(part -> part.points().isPresent()).count();
        return parts.isEmpty() ? 0 : known / (double) parts.size();
    }

    public boolean isComplete() {
        return parts.stream().allMatch(part -> part.points().isPresent());
    }
}
