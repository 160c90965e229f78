// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.block;

/// Differences of order 0 to [#HIGHEST_ORDER], in 32-bit arithmetic that wraps: every step can be
/// undone for every int, extremes included (the fixed predictors of FLAC, RFC 9639 §9.2.5).
final class Predictor {
    static final int HIGHEST_ORDER = 3;

    private Predictor() {}

    /// Replaces values by their differences of the given order. The first `order` values keep lower
    /// orders, as if zeros stood before the block.
    static void difference(int[] values, int count, int order) {
        for (int pass = 0; pass < order; pass++) {
            for (int i = count - 1; i > pass; i--) {
                values[i] -= values[i - 1];
            }
        }
    }

    /// Undoes [#difference] on `count` values from `from`: one pass with as many running sums, each
    /// of which begins one sample later.
    static void integrate(int[] values, int from, int count, int order) {
        int end = from + count;
        int value = 0;
        int slope = 0;
        int bend = 0;
        switch (order) {
            case 0 -> {}
            case 1 -> {
                for (int i = from; i < end; i++) {
                    value += values[i];
                    values[i] = value;
                }
            }
            case 2 -> {
                value = values[from];
                for (int i = from + 1; i < end; i++) {
                    slope += values[i];
                    value += slope;
                    values[i] = value;
                }
            }
            default -> {
                value = values[from];
                if (count > 1) {
                    slope = values[from + 1];
                    value += slope;
                    values[from + 1] = value;
                }
                for (int i = from + 2; i < end; i++) {
                    bend += values[i];
                    slope += bend;
                    value += slope;
                    values[i] = value;
                }
            }
        }
    }

    /// The order whose differences have the smallest sum of magnitudes.
    static int bestOrder(int[] values, int count) {
        long[] sums = new long[HIGHEST_ORDER + 1];
        int before1 = 0;
        int before2 = 0;
        int before3 = 0;
        for (int i = 0; i < count; i++) {
            int order0 = values[i];
            int order1 = order0 - before1;
            int order2 = order1 - before2;
            int order3 = order2 - before3;
            if (i >= HIGHEST_ORDER) {
                sums[0] += magnitude(order0);
                sums[1] += magnitude(order1);
                sums[2] += magnitude(order2);
                sums[3] += magnitude(order3);
            }
            before1 = order0;
            before2 = order1;
            before3 = order2;
        }
        int best = 0;
        for (int order = 1; order <= HIGHEST_ORDER; order++) {
            if (sums[order] < sums[best]) {
                best = order;
            }
        }
        return best;
    }

    private static long magnitude(int value) {
        return Math.abs((long) value);
    }
}
