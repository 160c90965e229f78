// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.model;

import org.tsunagu.severity.net.DenseNet;
import org.tsunagu.severity.tree.BoostedTrees;

/// One member of the ensemble: trees and a net that learned from the same stays, mixed on the log
/// odds scale. Members learned from different stays, so that their spread tells how far the risk
/// depends on who happened to be among them.
///
/// @param netShare weight of the net, 0 to 1; the trees have the rest. A part without weight is not
///     evaluated
public record Member(BoostedTrees trees, DenseNet net, double netShare) {

    public Member {
        if (!(netShare >= 0 && netShare <= 1)) {
            throw new IllegalArgumentException("a net's share of " + netShare);
        }
    }

    /// @param twice the feature vector as the trees take it
    /// @param encoded the feature vector as the net takes it
    public double logOdds(double[] twice, double[] encoded) {
        double ofTrees = netShare < 1 ? (1 - netShare) * trees.rawScore(twice) : 0;
        return ofTrees + (netShare > 0 ? netShare * net.rawScore(encoded) : 0);
    }

    /// The same bits; besides, what each feature gave to the trees' part is added, weighted.
    ///
    /// @param ofFeatures one per feature, added to
    double explainedLogOdds(double[] twice, double[] encoded, double factor, double[] ofFeatures) {
        double share = 1 - netShare;
        double ofTrees =
                netShare < 1 ? share * trees.explainedScore(twice, factor * share, ofFeatures) : 0;
        return ofTrees + (netShare > 0 ? netShare * net.rawScore(encoded) : 0);
    }
}
