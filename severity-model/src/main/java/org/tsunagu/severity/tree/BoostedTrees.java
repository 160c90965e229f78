// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.tree;

import java.util.List;

/// Boosted trees for one probability, evaluated in plain Java: trees are summed in their own order,
/// always the same, so the same features give the same bits on every machine. Immutable, for any
/// number of threads.
public final class BoostedTrees {
    private final List<String> featureNames;
    private final List<Tree> trees;
    private final double sigmoid;

    BoostedTrees(List<String> featureNames, List<Tree> trees, double sigmoid) {
        this.featureNames = List.copyOf(featureNames);
        this.trees = List.copyOf(trees);
        this.sigmoid = sigmoid;
    }

    public List<String> featureNames() {
        return featureNames;
    }

    List<Tree> trees() {
        return trees;
    }

    double sigmoid() {
        return sigmoid;
    }

    public int treeCount() {
        return trees.size();
    }

    public int nodeCount() {
        return trees.stream().mapToInt(Tree::nodes).sum();
    }

    /// Sum over the trees, on the log odds scale.
    ///
    /// @param features as named by [#featureNames], NaN where absent
    public double rawScore(double[] features) {
        if (features.length != featureNames.size()) {
            throw new IllegalArgumentException(
                    features.length + " features for " + featureNames.size() + " names");
        }
        double sum = 0;
        for (Tree tree : trees) {
            sum += tree.score(features);
        }
        return sum;
    }

    /// 0 to 1, not yet calibrated. StrictMath, because Math.exp may differ between machines in its
    /// last bit.
    public double probability(double[] features) {
        return 1 / (1 + StrictMath.exp(-sigmoid * rawScore(features)));
    }
}
