// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.evaluate;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Risks beside what happened, one place per stay. Values never change; the order is remembered,
/// and made twice at worst when two threads ask first.
public final class Scored {
    private final double[] risk;
    private final boolean[] died;
    private final int deaths;

    /// Stays by rising risk, made when first asked for.
    private int @Nullable [] rising;

    private Scored(double[] risk, boolean[] died) {
        this.risk = risk;
        this.died = died;
        int counted = 0;
        for (boolean death : died) {
            counted += death ? 1 : 0;
        }
        this.deaths = counted;
    }

    /// @param risk finite; any monotone score where only ranks are asked
    /// @throws IllegalArgumentException for different lengths or a risk that is no number
    public static Scored of(double[] risk, boolean[] died) {
        if (risk.length != died.length) {
            throw new IllegalArgumentException(
                    risk.length + " risks for " + died.length + " stays");
        }
        for (double each : risk) {
            if (!Double.isFinite(each)) {
                throw new IllegalArgumentException("risk " + each);
            }
        }
        return new Scored(risk.clone(), died.clone());
    }

    public int size() {
        return risk.length;
    }

    public int deaths() {
        return deaths;
    }

    /// True when both endings occur; without that no discrimination can be measured.
    public boolean hasBothEndings() {
        return deaths > 0 && deaths < died.length;
    }

    public double risk(int stay) {
        return risk[stay];
    }

    public boolean died(int stay) {
        return died[stay];
    }

    /// Stays by rising risk; equal risks keep their order. Not to be written to.
    int[] byRisingRisk() {
        int[] known = rising;
        if (known == null) {
            known =
                    IntStream.range(0, risk.length)
                            .boxed()
                            .sorted(Comparator.comparingDouble(i -> risk[i]))
                            .mapToInt(Integer::intValue)
                            .toArray();
            rising = known;
        }
        return known;
    }

    /// So many of each stay, put down by rising risk, so that nothing has to be sorted again.
    ///
    /// @param timesByRank how often the stay of each rank is taken
    Scored drawn(int[] timesByRank, int total) {
        int[] order = byRisingRisk();
        double[] risks = new double[total];
        boolean[] deaths = new boolean[total];
        int to = 0;
        for (int rank = 0; rank < order.length; rank++) {
            for (int i = 0; i < timesByRank[rank]; i++) {
                risks[to] = risk[order[rank]];
                deaths[to++] = died[order[rank]];
            }
        }
        Scored drawn = new Scored(risks, deaths);
        drawn.rising = IntStream.range(0, total).toArray();
        return drawn;
    }

    void requireBothEndings() {
        if (!hasBothEndings()) {
            throw new IllegalArgumentException(
                    deaths + " deaths among " + died.length + " stays: both endings are needed");
        }
    }
}
