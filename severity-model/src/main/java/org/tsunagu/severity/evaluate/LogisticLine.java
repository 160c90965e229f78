// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.evaluate;

/// Log odds of death as a line over the log odds of a risk: what calibration measures, and what a
/// calibrator applies.
public record LogisticLine(double intercept, double slope) {
    private static final int MOST_STEPS = 50;
    private static final double SETTLED = 1e-10;
    /// Risks are kept this far from 0 and 1, where log odds end.
    private static final double EDGE = 1e-6;
    /// A slope of a perfectly separated set grows without end; a weak prior (variance 100) stops
    /// it.
    private static final double PRIOR = 0.01;

    /// Log odds, finite for every risk from 0 to 1. StrictMath here and below: Math may differ
    /// between machines in the last bit.
    public static double logit(double risk) {
        double inside = Math.clamp(risk, EDGE, 1 - EDGE);
        return StrictMath.log(inside / (1 - inside));
    }

    public static double sigmoid(double logOdds) {
        return 1 / (1 + StrictMath.exp(-logOdds));
    }

    /// The risk moved onto this line.
    public double apply(double risk) {
        return sigmoid(intercept + slope * logit(risk));
    }

    /// Maximum likelihood by Newton's method, from (0, 1).
    public static LogisticLine fit(Scored scored) {
        double[] logOdds = new double[scored.size()];
        double[] outcomes = new double[scored.size()];
        for (int i = 0; i < logOdds.length; i++) {
            logOdds[i] = logit(scored.risk(i));
            outcomes[i] = scored.died(i) ? 1 : 0;
        }
        return fit(logOdds, outcomes);
    }

    /// The same with outcomes between 0 and 1: what somebody else thinks of the stays.
    public static LogisticLine fit(double[] logOdds, double[] outcomes) {
        double a = 0;
        double b = 1;
        for (int step = 0; step < MOST_STEPS; step++) {
            double ga = -PRIOR * a;
            double gb = -PRIOR * (b - 1);
            double haa = PRIOR;
            double hab = 0;
            double hbb = PRIOR;
            for (int i = 0; i < logOdds.length; i++) {
                double x = logOdds[i];
                double p = sigmoid(a + b * x);
                double off = outcomes[i] - p;
                double w = p * (1 - p);
                ga += off;
                gb += off * x;
                haa += w;
                hab += w * x;
                hbb += w * x * x;
            }
            double determinant = haa * hbb - hab * hab;
            double da = (ga * hbb - gb * hab) / determinant;
            double db = (gb * haa - ga * hab) / determinant;
            double longest = Math.max(Math.abs(da), Math.abs(db));
            double damped = longest > 2 ? 2 / longest : 1;
            a += damped * da;
            b += damped * db;
            if (longest < SETTLED) {
                break;
            }
        }
        return new LogisticLine(a, b);
    }
}
