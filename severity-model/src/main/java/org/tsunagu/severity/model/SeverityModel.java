// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.severity.evaluate.LogisticLine;
import org.tsunagu.severity.feature.EncounterFeatures;
import org.tsunagu.severity.feature.FeatureLayout;
import org.tsunagu.severity.risk.Assessment;
import org.tsunagu.severity.risk.Assessor;
import org.tsunagu.severity.risk.Reason;
import org.tsunagu.severity.tree.BoostedTrees;

/// The frozen model in plain Java. The risk is the calibrated mean of the members' log odds, summed
/// in their order: the same bits in `severity score` and on the ward.
///
/// The interval is the delete-a-group jackknife's over the members, each of which did not see one
/// group of the stays (Efron & Stein, Ann Stat 1981;9:586): how far the risk depends on whom it was
/// learned from, not what may yet happen to the patient.
///
/// Reasons are the trees' path attributions, gathered by series; a model without trees has none.
///
/// Not thread-safe: it works in memory of its own; [#another()] shares the weights.
public final class SeverityModel implements Assessor {
    private static final double NORMAL_95 = 1.959964;
    private static final int MOST_REASONS = 6;

    /// What moves the log odds by less is no reason.
    private static final double LEAST_REASON = 0.03;

    private final ModelParts parts;
    private final double[] vector = new double[FeatureLayout.LENGTH];
    private final double[] twice = new double[2 * FeatureLayout.LENGTH];
    private final double[] encoded;
    private final double[] ofMembers;

    /// @throws IllegalArgumentException when the parts were made for another feature vector
    public SeverityModel(ModelParts parts) {
        if (!parts.featureNames().equals(FeatureLayout.featureNames())) {
            throw new IllegalArgumentException(
                    "the model " + parts.name() + " was trained on other features; train it anew");
        }
        this.parts = parts;
        encoded = new double[parts.inputs().length()];
        ofMembers = new double[parts.members().size()];
    }

    /// The same model with working memory of its own.
    public SeverityModel another() {
        return new SeverityModel(parts);
    }

    public ModelParts parts() {
        return parts;
    }

    @Override
    public String model() {
        return parts.name();
    }

    @Override
    public Assessment assess(EncounterFeatures features, int minute) {
        double hour = minute / 60.0;
        LogisticLine line = parts.calibrator().at(hour);
        double[] ofFeatures = new double[vector.length];
        double logOdds = calibrated(features, minute, line, ofFeatures);
        double reach = NORMAL_95 * jackknifeDeviation(logOdds);
        double risk = LogisticLine.sigmoid(logOdds);
        return new Assessment(
                risk,
                Math.min(risk, LogisticLine.sigmoid(logOdds - reach)),
                Math.max(risk, LogisticLine.sigmoid(logOdds + reach)),
                isPositive(risk),
                isValidated(features, hour),
                features.completeness(),
                reasons(ofFeatures));
    }

    /// Without any laboratory value the risk comes out far too low: training saw hardly a stay
    /// without, and what is not measured looks like what nobody worried about.
    private boolean isValidated(EncounterFeatures features, double hour) {
        boolean inHours = hour >= parts.firstHour() && hour <= parts.lastHour();
        return inHours && features.knowsLaboratory();
    }

    /// The risk alone, without interval and reasons; the same bits as [#assess]'s.
    public double risk(EncounterFeatures features, int minute) {
        LogisticLine line = parts.calibrator().at(minute / 60.0);
        return LogisticLine.sigmoid(calibrated(features, minute, line, null));
    }

    /// The model's own fixed threshold applied.
    public boolean isPositive(double risk) {
        return risk >= parts.threshold();
    }

    /// What trees and nets would say alone, as mean log odds, not calibrated.
    public record Parted(double trees, double nets) {}

    public Parted parted(EncounterFeatures features, int minute) {
        look(features, minute);
        double ofTrees = 0;
        double ofNets = 0;
        for (Member member : parts.members()) {
            ofTrees += member.trees().rawScore(twice);
            ofNets += member.net().rawScore(encoded);
        }
        int members = parts.members().size();
        return new Parted(ofTrees / members, ofNets / members);
    }

    private void look(EncounterFeatures features, int minute) {
        features.write(vector, minute);
        BoostedTrees.twice(vector, twice);
        parts.inputs().write(vector, encoded);
    }

    /// Leaves the members' calibrated log odds behind.
    ///
    /// @param ofFeatures null when nobody asks for reasons; else added to
    private double calibrated(
            EncounterFeatures features,
            int minute,
            LogisticLine line,
            double @Nullable [] ofFeatures) {
        look(features, minute);
        double share = line.slope() / ofMembers.length;
        double sum = 0;
        for (int i = 0; i < ofMembers.length; i++) {
            Member member = parts.members().get(i);
            double raw =
                    ofFeatures == null
                            ? member.logOdds(twice, encoded)
                            : member.explainedLogOdds(twice, encoded, share, ofFeatures);
            ofMembers[i] = line.intercept() + line.slope() * raw;
            sum += ofMembers[i];
        }
        return sum / ofMembers.length;
    }

    private double jackknifeDeviation(double mean) {
        double squares = 0;
        for (double each : ofMembers) {
            squares += (each - mean) * (each - mean);
        }
        double groups = ofMembers.length;
        return Math.sqrt(squares * (groups - 1) / groups);
    }

    private static List<Reason> reasons(double[] ofFeatures) {
        List<Reason> reasons = new ArrayList<>();
        FeatureLayout.bySubject(
                ofFeatures,
                (subject, logOdds) -> {
                    if (Math.abs(logOdds) >= LEAST_REASON) {
                        reasons.add(new Reason(subject, logOdds));
                    }
                });
        reasons.sort((a, b) -> Double.compare(Math.abs(b.logOdds()), Math.abs(a.logOdds())));
        return reasons.subList(0, Math.min(MOST_REASONS, reasons.size()));
    }
}
