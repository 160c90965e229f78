// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.evaluate;

/// What a threshold does to the stays; a risk equal to the threshold is positive.
public record Confusion(int truePositive, int falsePositive, int falseNegative, int trueNegative) {

    public static Confusion at(Scored scored, double threshold) {
        int truePositive = 0;
        int falsePositive = 0;
        int falseNegative = 0;
        for (int i = 0; i < scored.size(); i++) {
            boolean positive = scored.risk(i) >= threshold;
            truePositive += positive && scored.died(i) ? 1 : 0;
            falsePositive += positive && !scored.died(i) ? 1 : 0;
            falseNegative += !positive && scored.died(i) ? 1 : 0;
        }
        int rest = scored.size() - truePositive - falsePositive - falseNegative;
        return new Confusion(truePositive, falsePositive, falseNegative, rest);
    }

    /// Share of the deaths that were positive; 0 without deaths.
    public double sensitivity() {
        return share(truePositive, truePositive + falseNegative);
    }

    /// Share of the positives that died; 0 without positives.
    public double positivePredictiveValue() {
        return share(truePositive, truePositive + falsePositive);
    }

    /// Event 1 of the Challenge 2012: the lesser of the two (Silva 2012).
    public double event1() {
        return Math.min(sensitivity(), positivePredictiveValue());
    }

    /// Net benefit at the threshold probability the positives were chosen with (Vickers & Elkin,
    /// Med Decis Making 2006;26:565), in true positives per stay.
    public double netBenefit(double threshold) {
        double stays = (double) truePositive + falsePositive + falseNegative + trueNegative;
        return stays == 0
                ? 0
                : truePositive / stays - falsePositive / stays * threshold / (1 - threshold);
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : part / (double) whole;
    }
}
