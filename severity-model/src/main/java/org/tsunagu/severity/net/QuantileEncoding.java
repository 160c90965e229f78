// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.net;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// How one feature enters a net: its rank among the training rows, and its distance from the
/// middle. Ranks bound every input, so that no outlier, however wild, drives the net; an absent
/// feature is the middle.
final class QuantileEncoding {
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
    /// @return null when fewer than `leastKnown` are known or all are alike
    static @Nullable QuantileEncoding of(double[] values, int pieces, int leastKnown) {
        double[] sorted = Arrays.stream(values).filter(v -> !Double.isNaN(v)).sorted().toArray();
        if (sorted.length < Math.max(2, leastKnown)) {
            return null;
        }
        double[] knots = new double[pieces + 1];
        for (int i = 0; i <= pieces; i++) {
            knots[i] = sorted[(int) Math.rint(i * (sorted.length - 1) / (double) pieces)];
        }
        double[] distinct = Arrays.stream(knots).distinct().toArray();
        return distinct.length < 2 ? null : new QuantileEncoding(distinct);
    }

    /// Writes two numbers from place `at` on.
    void write(double value, double[] out, int at) {
        boolean absent = Double.isNaN(value);
        double place = absent ? 0 : (rank(value) - 0.5) * STRETCH;
        out[at] = place;
        out[at + 1] = absent ? 0 : Math.abs(place) - MEAN_DISTANCE;
    }

    void write(DataOutputStream out) throws IOException {
        out.writeShort(knots.length);
        for (double knot : knots) {
            out.writeDouble(knot);
        }
    }

    static QuantileEncoding read(DataInputStream in, int mostKnots) throws IOException {
        int count = in.readUnsignedShort();
        if (count < 2 || count > mostKnots) {
            throw new IOException(count + " knots");
        }
        double[] knots = new double[count];
        for (int i = 0; i < count; i++) {
            knots[i] = in.readDouble();
            if (!Double.isFinite(knots[i]) || (i > 0 && knots[i] <= knots[i - 1])) {
                throw new IOException("knot " + knots[i]);
            }
        }
        return new QuantileEncoding(knots);
    }

    /// 0 at or below the lowest knot, 1 at or above the highest, linear between.
    private double rank(double value) {
        int last = knots.length - 1;
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
