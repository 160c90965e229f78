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

    /// @param vector as [org.tsunagu.severity.feature.FeatureLayout] names it
    /// @param encoded the vector as the net takes it
    public double logOdds(double[] vector, double[] encoded) {
        double sum = 0;
        if (netShare < 1) {
            sum += (1 - netShare) * trees.rawScore(vector);
        }
        if (netShare > 0) {
            sum += netShare * net.rawScore(encoded);
        }
        return sum;
    }
}
