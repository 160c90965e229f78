// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.evaluate;

/// Chooses a fixed threshold for Event 1 from training stays. The single best place is luck; the
/// middle of the best stretch of neighbouring places holds on other stays too.
public final class ThresholdChoice {
    private ThresholdChoice() {}

    /// The risk at which Event 1, averaged over so many neighbouring places, is highest. Thresholds
    /// above the highest and below the lowest risk count as 0.
    ///
    /// @param stretch odd; 1 is the single best place
    /// @throws IllegalArgumentException without deaths, or for an even stretch
    public static double forEvent1(Scored scored, int stretch) {
        scored.requireBothEndings();
        if (stretch < 1 || stretch % 2 == 0) {
            throw new IllegalArgumentException("a stretch of " + stretch);
        }
        int[] order = scored.byRisingRisk();
        double[] event1 = new double[order.length];
        int caught = 0;
        for (int flagged = 1; flagged <= order.length; flagged++) {
            caught += scored.died(order[order.length - flagged]) ? 1 : 0;
            event1[flagged - 1] =
                    Math.min(caught / (double) scored.deaths(), caught / (double) flagged);
        }
        int best = 0;
        double highest = -1;
        for (int place = 0; place < event1.length; place++) {
            double sum = 0;
            int from = Math.max(0, place - stretch / 2);
            int to = Math.min(event1.length - 1, place + stretch / 2);
            for (int i = from; i <= to; i++) {
                sum += event1[i];
            }
            if (sum > highest) {
                highest = sum;
                best = place;
            }
        }
        return scored.risk(order[order.length - 1 - best]);
    }
}
