// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.net;

import java.util.Arrays;

/// How one feature enters a net: its rank among the training stays, its distance from the middle,
/// and whether it is absent. Ranks bound every input, so that no outlier, however wild, drives the
/// net; an absent feature is the middle, said to be absent.
final class QuantileEncoding {
    /// Inputs that one feature becomes.
    static final int INPUTS = 3;

    /// Ranks 0 to 1 are stretched to about unit variance.
    private static final double STRETCH = 3.4;

    /// Mean of the distance from the middle, taken off to centre it.
    private static final double MEAN_DISTANCE = STRETCH / 4;

    private final double[] knots;

    private QuantileEncoding(double[] knots) {
        this.knots = knots;
    }

    /// @param values of the training rows; NaN is absent
    /// @param pieces between 2 knots more
    static QuantileEncoding of(double[] values, int pieces) {
        double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (sorted.length == 0) {
            return new QuantileEncoding(new double[] {0});
        }
        double[] knots = new double[pieces + 1];
        for (int i = 0; i <= pieces; i++) {
            knots[i] = sorted[(int) Math.rint(i * (sorted.length - 1) / (double) pieces)];
        }
        return new QuantileEncoding(Arrays.stream(knots).distinct().toArray());
    }

    /// Writes [#INPUTS] numbers from place `at` on.
    void write(double value, double[] out, int at) {
        boolean absent = Double.isNaN(value);
        double place = absent ? 0 : (rank(value) - 0.5) * STRETCH;
        out[at] = place;
        out[at + 1] = absent ? 0 : Math.abs(place) - MEAN_DISTANCE;
        out[at + 2] = absent ? 0.5 : -0.5;
    }

    /// 0 at or below the lowest knot, 1 at or above the highest, linear between.
    private double rank(double value) {
        int last = knots.length - 1;
        if (last == 0) {
            return 0.5;
        }
        if (value <= knots[0]) {
            return 0;
        }
        if (value >= knots[last]) {
            return 1;
        }
        int found = Arrays.binarySearch(knots, value);
        if (found >= 0) {
            return found / (double) last;
        }
        int above = -found - 1;
        double share = (value - knots[above - 1]) / (knots[above] - knots[above - 1]);
        return (above - 1 + share) / last;
    }
}
