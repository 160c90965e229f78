// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tsunagu.severity.evaluate.Scored;

/// What one score said of the stays at each hour. Stays of which it said nothing at an hour are not
/// judged there. Filled by one thread, then read.
public final class Contender {
    private final String name;
    private final boolean saysRisk;
    private final Map<Integer, List<Said>> byHour = new TreeMap<>();

    private record Said(double score, boolean died, boolean positive) {}

    /// @param saysRisk whether its scores are probabilities, to be judged for calibration too
    Contender(String name, boolean saysRisk) {
        this.name = name;
        this.saysRisk = saysRisk;
    }

    public String name() {
        return name;
    }

    public boolean saysRisk() {
        return saysRisk;
    }

    void says(int hour, double score, boolean died, boolean positive) {
        byHour.computeIfAbsent(hour, _ -> new ArrayList<>()).add(new Said(score, died, positive));
    }

    /// Hours with something said, ascending.
    public List<Integer> hours() {
        return List.copyOf(byHour.keySet());
    }

    public Scored at(int hour) {
        List<Said> said = byHour.getOrDefault(hour, List.of());
        double[] scores = new double[said.size()];
        boolean[] died = new boolean[said.size()];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = said.get(i).score;
            died[i] = said.get(i).died;
        }
        return Scored.of(scores, died);
    }

    /// The score's own fixed threshold applied, as risks of 0 and 1: Event 1 at 0.5 is its own.
    Scored decisions(int hour) {
        List<Said> said = byHour.getOrDefault(hour, List.of());
        double[] flags = new double[said.size()];
        boolean[] died = new boolean[said.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = said.get(i).positive ? 1 : 0;
            died[i] = said.get(i).died;
        }
        return Scored.of(flags, died);
    }
}
