// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.evaluate;

import java.util.Comparator;
import java.util.stream.IntStream;

/// Risks beside what happened, one place per stay. Immutable.
public final class Scored {
    private final double[] risk;
    private final boolean[] died;
    private final int deaths;

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

    /// Stays by rising risk; equal risks keep their order.
    int[] byRisingRisk() {
        return IntStream.range(0, risk.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> risk[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /// The stays at these places, repeats allowed.
    Scored at(int[] places) {
        double[] risks = new double[places.length];
        boolean[] deaths = new boolean[places.length];
        for (int i = 0; i < places.length; i++) {
            risks[i] = risk[places[i]];
            deaths[i] = died[places[i]];
        }
        return new Scored(risks, deaths);
    }

    void requireBothEndings() {
        if (!hasBothEndings()) {
            throw new IllegalArgumentException(
                    deaths + " deaths among " + died.length + " stays: both endings are needed");
        }
    }
}
