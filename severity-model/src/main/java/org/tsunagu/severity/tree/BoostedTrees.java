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
///
/// All nodes of all trees lie in flat arrays. An absent value goes where its node sends absent ones
/// without being asked for: the features are laid out twice, absent as NaN, which is never at most
/// a threshold, and as minus infinity, which always is ([#twice]).
public final class BoostedTrees {
    /// Bound of what is read, so that broken bytes ask for no memory.
    private static final int MOST_TREES = 100_000;

    private final List<String> featureNames;
    private final List<Tree> trees;
    private final double sigmoid;
    private final int[] root;
    private final int[] asked;
    private final double[] threshold;
    private final int[] children;
    private final float[] expected;
    private final double[] leaf;

    BoostedTrees(List<String> featureNames, List<Tree> trees, double sigmoid) {
        this.featureNames = List.copyOf(featureNames);
        this.trees = List.copyOf(trees);
        this.sigmoid = sigmoid;
        int nodes = nodeCount();
        root = new int[trees.size()];
        asked = new int[nodes];
        threshold = new double[nodes];
        children = new int[2 * nodes];
        expected = new float[nodes];
        leaf = new double[nodes + trees.size()];
        int node = 0;
        int leaves = 0;
        for (int i = 0; i < root.length; i++) {
            Tree tree = trees.get(i);
            root[i] = tree.nodes() == 0 ? ~leaves : node;
            for (int j = 0; j < tree.nodes(); j++) {
                asked[node + j] = tree.feature(j) + (tree.sendsAbsentLeft(j) ? width() : 0);
                threshold[node + j] = tree.threshold(j);
                expected[node + j] = tree.expected(j);
                children[2 * (node + j)] = at(tree.left(j), node, leaves);
                children[2 * (node + j) + 1] = at(tree.right(j), node, leaves);
            }
            for (int j = 0; j <= tree.nodes(); j++) {
                leaf[leaves++] = tree.leaf(j);
            }
            node += tree.nodes();
        }
    }

    /// A child in the flat arrays: a node from 0 up, a leaf as its complement.
    private static int at(int child, int firstNode, int firstLeaf) {
        return child >= 0 ? firstNode + child : ~(firstLeaf - child - 1);
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

    private int width() {
        return featureNames.size();
    }

    /// Lays features out as the trees ask for them.
    ///
    /// @param features NaN where absent
    /// @param out twice as long
    public static void twice(double[] features, double[] out) {
        for (int i = 0; i < features.length; i++) {
            double value = features[i];
            out[i] = value;
            out[features.length + i] = Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
        }
    }

    /// Log odds, not yet calibrated: the sum over the trees.
    ///
    /// @param twice features as named by [#featureNames], laid out by [#twice]
    public double rawScore(double[] twice) {
        checkWidth(twice);
        double sum = 0;
        for (int each : root) {
            int node = each;
            while (node >= 0) {
                node = children[2 * node + (twice[asked[node]] <= threshold[node] ? 0 : 1)];
            }
            sum += leaf[~node];
        }
        return sigmoid * sum;
    }

    /// The same score; besides, each feature asked on the way gets by how much its answer moved the
    /// expected score (path attribution; Saabas 2014, Palczewska 2014). From the roots'
    /// expectations on, these add up to the score.
    ///
    /// @param ofFeatures one per feature, added to
    public double explainedScore(double[] twice, double factor, double[] ofFeatures) {
        checkWidth(twice);
        int width = width();
        double scale = factor * sigmoid;
        double sum = 0;
        for (int each : root) {
            int node = each;
            while (node >= 0) {
                int question = asked[node];
                int next = children[2 * node + (twice[question] <= threshold[node] ? 0 : 1)];
                double then = next >= 0 ? expected[next] : leaf[~next];
                int feature = question < width ? question : question - width;
                ofFeatures[feature] += scale * (then - expected[node]);
                node = next;
            }
            sum += leaf[~node];
        }
        return sigmoid * sum;
    }

    private void checkWidth(double[] twice) {
        if (twice.length != 2 * width()) {
            throw new IllegalArgumentException(
                    twice.length / 2 + " features for " + width() + " names");
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
