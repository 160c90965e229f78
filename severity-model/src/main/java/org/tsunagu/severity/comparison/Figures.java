// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.comparison;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.tsunagu.severity.evaluate.Bootstrap;
import org.tsunagu.severity.evaluate.Calibration;
import org.tsunagu.severity.evaluate.Confusion;
import org.tsunagu.severity.evaluate.Discrimination;
import org.tsunagu.severity.evaluate.Interval;
import org.tsunagu.severity.evaluate.Scored;

/// One score at one hour, judged.
///
/// @param stays of which it said something
/// @param calibrated null where the score is no probability
public record Figures(
        String name,
        int hour,
        int stays,
        int deaths,
        Interval auroc,
        Interval auprc,
        @Nullable Calibrated calibrated) {
    private static final double CERTAIN = 0.5;

    /// @param event1 at the model's own fixed threshold
    /// @param event2 of the Challenge; over all stays in ten groups
    public record Calibrated(
            Interval event1, Interval event2, Interval brier, Interval slope, Interval intercept) {}

    /// Null when only one ending occurs: then nothing can be judged.
    public static @Nullable Figures of(Contender contender, int hour, Bootstrap bootstrap) {
        Scored scored = contender.at(hour);
        if (!scored.hasBothEndings()) {
            return null;
        }
        return new Figures(
                contender.name(),
                hour,
                scored.size(),
                scored.deaths(),
                bootstrap.of(scored, Discrimination::auroc),
                bootstrap.of(scored, Discrimination::averagePrecision),
                contender.saysRisk() ? calibrated(contender, hour, scored, bootstrap) : null);
    }

    private static Calibrated calibrated(
            Contender contender, int hour, Scored scored, Bootstrap bootstrap) {
        Scored decisions = contender.decisions(hour);
        return new Calibrated(
                bootstrap.of(decisions, drawn -> Confusion.at(drawn, CERTAIN).event1()),
                scored.size() < 10
                        ? new Interval(Double.NaN, Double.NaN, Double.NaN)
                        : bootstrap.of(scored, Calibration::event2),
                bootstrap.of(scored, Calibration::brier),
                bootstrap.of(scored, drawn -> Calibration.line(drawn).slope()),
                bootstrap.of(scored, drawn -> Calibration.line(drawn).intercept()));
    }

    /// Mean share of the deaths among the k highest, over wards drawn without replacement.
    ///
    /// @param beds of such a ward; with fewer stays, all of them
    public static double topCapture(Scored scored, int k, int beds, long seed) {
        if (scored.size() <= beds) {
            return Discrimination.capturedInTop(scored, k);
        }
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < scored.size(); i++) {
            places.add(i);
        }
        Random random = new Random(seed);
        double sum = 0;
        int wards = 0;
        for (int draw = 0; draw < 200; draw++) {
            Collections.shuffle(places, random);
            double[] scores = new double[beds];
            boolean[] died = new boolean[beds];
            for (int i = 0; i < beds; i++) {
                scores[i] = scored.risk(places.get(i));
                died[i] = scored.died(places.get(i));
            }
            Scored ward = Scored.of(scores, died);
            if (ward.hasBothEndings()) {
                sum += Discrimination.capturedInTop(ward, k);
                wards++;
            }
        }
        return wards == 0 ? Double.NaN : sum / wards;
    }

    /// Deaths that happened by deaths that the risks expect.
    public static double observedToExpected(Scored scored) {
        double expected = 0;
        for (int i = 0; i < scored.size(); i++) {
            expected += scored.risk(i);
        }
        return scored.deaths() / expected;
    }
}
