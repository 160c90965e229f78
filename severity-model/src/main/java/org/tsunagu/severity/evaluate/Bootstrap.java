// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.evaluate;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/// Percentile intervals from stays drawn with replacement (Efron & Tibshirani 1993); the same seed
/// draws the same.
public final class Bootstrap {
    private final int rounds;
    private final long seed;

    /// @param rounds 2 or more; 1,000 for what is published
    public Bootstrap(int rounds, long seed) {
        if (rounds < 2) {
            throw new IllegalArgumentException(rounds + " rounds");
        }
        this.rounds = rounds;
        this.seed = seed;
    }

    /// A draw in which only one ending occurs is drawn again.
    public Interval of(Scored scored, ToDoubleFunction<Scored> figure) {
        scored.requireBothEndings();
        SplittableRandom random = new SplittableRandom(seed);
        double[] figures = new double[rounds];
        int[] times = new int[scored.size()];
        for (int round = 0; round < rounds; round++) {
            Scored drawn;
            do {
                Arrays.fill(times, 0);
                for (int i = 0; i < times.length; i++) {
                    times[random.nextInt(times.length)]++;
                }
                drawn = scored.drawn(times, times.length);
            } while (!drawn.hasBothEndings());
            figures[round] = figure.applyAsDouble(drawn);
        }
        Arrays.sort(figures);
        return new Interval(
                figure.applyAsDouble(scored),
                percentile(figures, 0.025),
                percentile(figures, 0.975));
    }

    /// Linear between the neighbours.
    private static double percentile(double[] sorted, double share) {
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
