// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.evaluate;

import java.util.ArrayList;
import java.util.List;

/// How far risks are what they say: probabilities between 0 and 1.
public final class Calibration {
    private static final int GROUPS = 10;
    /// As in the Challenge's scorer: keeps a group of risk 0 from dividing by nothing.
    private static final double SOFTENED = 0.001;

    private Calibration() {}

    /// Mean squared distance from what happened (Brier 1950).
    public static double brier(Scored scored) {
        double sum = 0;
        for (int i = 0; i < scored.size(); i++) {
            double off = scored.risk(i) - (scored.died(i) ? 1 : 0);
            sum += off * off;
        }
        return sum / scored.size();
    }

    /// 1 less Brier by the Brier of always saying the prevalence; 0 is no use, 1 perfect.
    public static double scaledBrier(Scored scored) {
        scored.requireBothEndings();
        double prevalence = scored.deaths() / (double) scored.size();
        return 1 - brier(scored) / (prevalence * (1 - prevalence));
    }

    /// Event 2 of the Challenge 2012, as its scorer (version 1.4 of March 2012) defines it: stays
    /// by rising risk in ten groups of floor(n/10), Hosmer and Lemeshow's H over them, divided by
    /// the distance between the mean risks of the last and the first group. What does not fill a
    /// group at the top is left out, as there.
    ///
    /// @return 0 at best; infinite when every group has the same mean risk
    /// @throws IllegalArgumentException for fewer than ten stays
    public static double event2(Scored scored) {
        int perGroup = scored.size() / GROUPS;
        if (perGroup == 0) {
            throw new IllegalArgumentException(scored.size() + " stays do not make ten groups");
        }
        int[] order = scored.byRisingRisk();
        double h = 0;
        double lowest = 0;
        double highest = 0;
        for (int group = 0; group < GROUPS; group++) {
            double expected = 0;
            int observed = 0;
            for (int i = group * perGroup; i < (group + 1) * perGroup; i++) {
                expected += scored.risk(order[i]);
                observed += scored.died(order[i]) ? 1 : 0;
            }
            double meanRisk = expected / perGroup;
            double off = observed - expected;
            h += off * off / (expected * (1 - meanRisk) + SOFTENED);
            lowest = group == 0 ? meanRisk : lowest;
            highest = meanRisk;
        }
        return highest > lowest ? h / (highest - lowest) : Double.POSITIVE_INFINITY;
    }

    /// One of ten groups of the same size by rising risk.
    ///
    /// @param died share that did
    public record Group(double meanRisk, double died) {}

    /// Fewer than ten stays make no groups.
    public static List<Group> groups(Scored scored) {
        int[] order = scored.byRisingRisk();
        List<Group> groups = new ArrayList<>();
        for (int group = 0; group < GROUPS && order.length >= GROUPS; group++) {
            int from = (int) ((long) order.length * group / GROUPS);
            int to = (int) ((long) order.length * (group + 1) / GROUPS);
            double expected = 0;
            int died = 0;
            for (int i = from; i < to; i++) {
                expected += scored.risk(order[i]);
                died += scored.died(order[i]) ? 1 : 0;
            }
            groups.add(new Group(expected / (to - from), died / (double) (to - from)));
        }
        return groups;
    }

    /// Slope 1 and intercept 0 of the outcome's log odds over the risk's are perfect; a slope under
    /// 1 is a model too sure of itself (Cox, Biometrika 1958;45:562).
    public static LogisticLine line(Scored scored) {
        scored.requireBothEndings();
        return LogisticLine.fit(scored);
    }
}
