// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.tree;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Boosted trees for one probability, evaluated in plain Java: trees are summed in their own order,
/// always the same, so the same features give the same bits on every machine. Immutable, for any
/// number of threads.
public final class BoostedTrees {
    /// Bound of what is read, so that broken bytes ask for no memory.
    private static final int MOST_TREES = 100_000;

    private final List<String> featureNames;
    private final List<Tree> trees;
    private final double sigmoid;

    BoostedTrees(List<String> featureNames, List<Tree> trees, double sigmoid) {
        this.featureNames = List.copyOf(featureNames);
        this.trees = List.copyOf(trees);
        this.sigmoid = sigmoid;
    }

    /// No trees: every score is 0.
    public static BoostedTrees none(List<String> featureNames) {
        return new BoostedTrees(featureNames, List.of(), 1);
    }

    public List<String> featureNames() {
        return featureNames;
    }

    public int treeCount() {
        return trees.size();
    }

    public int nodeCount() {
        return trees.stream().mapToInt(Tree::nodes).sum();
    }

    /// Log odds, not yet calibrated: the sum over the trees.
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
        return sigmoid * sum;
    }

    /// Adds what each feature gave to the log odds, by the trees' paths.
    public void addContributions(double[] features, double factor, double[] ofFeatures) {
        for (Tree tree : trees) {
            tree.addContributions(features, factor * sigmoid, ofFeatures);
        }
    }

    /// Exact doubles, nothing that inference does not need; the names are not in it.
    public void write(DataOutputStream out) throws IOException {
        out.writeDouble(sigmoid);
        out.writeInt(trees.size());
        for (Tree tree : trees) {
            tree.write(out);
        }
    }

    /// @throws IOException when the bytes break off or are no trees over these features
    public static BoostedTrees read(DataInputStream in, List<String> featureNames)
            throws IOException {
        double sigmoid = in.readDouble();
        int count = in.readInt();
        if (count < 0 || count > MOST_TREES) {
            throw new IOException(count + " trees");
        }
        List<Tree> trees = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            trees.add(Tree.read(in, featureNames.size()));
        }
        return new BoostedTrees(featureNames, trees, sigmoid);
    }
}
