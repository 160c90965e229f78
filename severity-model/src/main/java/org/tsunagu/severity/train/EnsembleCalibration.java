// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.train;

import org.tsunagu.severity.evaluate.LogisticLine;
import org.tsunagu.severity.evaluate.Scored;

/// The line for the mean of several members, from what each said alone of stays it had not seen.
///
/// One member is the mean plus noise of its own, and noise flattens a fitted line (regression
/// dilution; Carroll 2006, Measurement Error in Nonlinear Models, section 3). The members' spread
/// tells how much, so the line is made as much steeper as the mean is less noisy, and its intercept
/// so that as many deaths are expected as happened.
final class EnsembleCalibration {
    private static final int MOST_STEPS = 50;
    private static final double SETTLED = 1e-12;

    private final double mean;
    private final double shrink;
    private final LogisticLine line;

    private EnsembleCalibration(double mean, double shrink, LogisticLine line) {
        this.mean = mean;
        this.shrink = shrink;
        this.line = line;
    }

    /// @param unseen log odds of one member each, that had not seen the stay
    /// @param spread mean over stays of the variance between members
    static EnsembleCalibration of(double[] unseen, boolean[] died, double spread, int members) {
        double mean = 0;
        for (double each : unseen) {
            mean += each / unseen.length;
        }
        double variance = 0;
        for (double each : unseen) {
            variance += (each - mean) * (each - mean) / unseen.length;
        }
        double[] risks = new double[unseen.length];
        for (int i = 0; i < risks.length; i++) {
            risks[i] = LogisticLine.sigmoid(unseen[i]);
        }
        LogisticLine alone = LogisticLine.fit(Scored.of(risks, died));
        double ofMean = Math.max(variance / 2, variance - spread * (members - 1) / members);
        double steeper = variance > 0 ? variance / ofMean : 1;
        var calibration =
                new EnsembleCalibration(
                        mean,
                        Math.sqrt(1 / steeper),
                        new LogisticLine(alone.intercept(), alone.slope() * steeper));
        return calibration.expecting(unseen, died);
    }

    /// Moves the intercept until as many deaths are expected as happened.
    private EnsembleCalibration expecting(double[] unseen, boolean[] died) {
        double intercept = line.intercept();
        for (int step = 0; step < MOST_STEPS; step++) {
            double missing = 0;
            double slope = 0;
            for (int i = 0; i < unseen.length; i++) {
                double risk = LogisticLine.sigmoid(intercept + line.slope() * asMean(unseen[i]));
                missing += (died[i] ? 1 : 0) - risk;
                slope += risk * (1 - risk);
            }
            if (slope < SETTLED || Math.abs(missing / slope) < SETTLED) {
                break;
            }
            intercept += Math.clamp(missing / slope, -1, 1);
        }
        return new EnsembleCalibration(mean, shrink, new LogisticLine(intercept, line.slope()));
    }

    private double asMean(double logOdds) {
        return mean + shrink * (logOdds - mean);
    }

    /// To be applied to the mean of the members.
    LogisticLine line() {
        return line;
    }

    /// About what the ensemble would have said where one member said this.
    double risk(double unseen) {
        return LogisticLine.sigmoid(line.intercept() + line.slope() * asMean(unseen));
    }
}
