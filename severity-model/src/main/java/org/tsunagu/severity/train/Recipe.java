// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.train;

/// What training may choose. Chosen by cross-validation on the Challenge's sets A and B alone
/// (docs/benchmarks/severity.md).
///
/// @param groups members of the ensemble; each learns from all groups of stays but one
/// @param treeRounds trees per member
/// @param leaves per tree
/// @param treeRate how much each tree adds
/// @param featureShare of the features each tree may ask, drawn anew per tree
/// @param rowShare of the rows each tree learns from
/// @param leastRowsPerLeaf no leaf stands on fewer rows
/// @param leafPenalty L2 on the leaves' scores
/// @param hiddenUnits of the net's one hidden layer
/// @param netEpochs passes of the net over the rows
/// @param netRate its learning rate at the start; it falls to 0
/// @param netDecay weight decay
/// @param netShare of the net in a member's log odds
/// @param distilledEpochs passes of the distilled net
public record Recipe(
        int groups,
        int treeRounds,
        int leaves,
        double treeRate,
        double featureShare,
        double rowShare,
        int leastRowsPerLeaf,
        double leafPenalty,
        int hiddenUnits,
        int netEpochs,
        double netRate,
        double netDecay,
        double netShare,
        int distilledEpochs) {

    public static final Recipe STANDARD =
            new Recipe(5, 1_000, 15, 0.02, 0.1, 0.7, 100, 10, 64, 4, 1e-3, 0.01, 0.3, 6);

    /// The same in a hundredth of the time: for tests of everything but quality.
    public static final Recipe QUICK =
            new Recipe(3, 20, 7, 0.2, 0.3, 0.7, 5, 10, 8, 2, 5e-3, 0.01, 0.3, 2);
}
