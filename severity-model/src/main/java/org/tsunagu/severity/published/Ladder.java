// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.published;

import java.util.List;

/// One row of a threshold table, read from the lowest value up: the first step that reaches the
/// value gives the points. Bands that include their end ("36.1 to 38.0") are judged after rounding
/// to the table's own resolution, as a nurse would chart it, so that no value falls between "up to
/// 38.0" and "from 38.1". Where a paper says "below 200", the value is judged as it is: 199.6 is
/// below.
record Ladder(double resolution, List<Step> steps) {

    Ladder {
        steps = List.copyOf(steps);
        for (int i = 1; i < steps.size(); i++) {
            if (steps.get(i).end() <= steps.get(i - 1).end()) {
                throw new IllegalArgumentException("steps must rise: " + steps);
            }
        }
        if (steps.isEmpty() || steps.getLast().end() != Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException("the last step has no upper end");
        }
    }

    static Ladder of(double resolution, Step... steps) {
        return new Ladder(resolution, List.of(steps));
    }

    static Step upTo(double value, int points) {
        return new Step(value, true, points);
    }

    static Step below(double value, int points) {
        return new Step(value, false, points);
    }

    static Step above(int points) {
        return new Step(Double.POSITIVE_INFINITY, true, points);
    }

    int points(double value) {
        for (Step step : steps) {
            if (step.holds(value, resolution)) {
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

    /// @param end where the step ends
    /// @param included whether its end belongs to it
    record Step(double end, boolean included, int points) {

        boolean holds(double value, double resolution) {
            if (end == Double.POSITIVE_INFINITY) {
                return true;
            }
            return included
                    ? Math.round(value / resolution) <= Math.round(end / resolution)
                    : value < end;
        }
    }
}
