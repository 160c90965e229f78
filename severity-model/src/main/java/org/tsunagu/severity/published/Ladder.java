// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.published;

import java.util.List;

/// One row of a threshold table, read from the lowest value up: the first step that reaches the
/// value gives the points. A value is first rounded to the table's own resolution, as a nurse would
/// chart it, so that no value falls between "up to 38.0" and "from 38.1".
record Ladder(double resolution, List<Step> steps) {

    Ladder {
        steps = List.copyOf(steps);
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).upTo() <= steps.get(i - 1).upTo()) {
                throw new IllegalArgumentException("steps must rise: " + steps);
            }
        }
        if (steps.isEmpty() || steps.getLast().upTo() != Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("the last step has no upper end");
        }
    }

    static Ladder of(double resolution, Step... steps) {
        return new Ladder(resolution, List.of(steps));
    }

    static Step upTo(double value, int points) {
        return new Step(value, points);
    }

    static Step above(int points) {
        return new Step(Double.POSITIVE_INFINITY, points);
    }

    int points(double value) {
        long charted = Math.round(value / resolution);
        for (Step step : steps) {
            if (step.upTo() == Double.POSITIVE_INFINITY
                    || charted <= Math.round(step.upTo() / resolution)) {
                return step.points();
            }
        }
        throw new IllegalStateException("a ladder without an end");
    }

    /// The row of a score that this table judges alone.
    Part judge(String name, Item item, Findings findings) {
        return findings.of(item)
                .map(measured -> Part.of(name, points(measured.value()), item, measured))
                .orElseGet(() -> Part.missing(name));
    }

    /// @param upTo included
    record Step(double upTo, int points) {}
}
