// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.tree;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// One binary decision tree as LightGBM numbers it: a child from 0 up is a node,
/// below 0 is leaf `-child - 1`. Numerical splits with NaN as missing only; other kinds are refused
/// when read.
final class Tree {
    private static final int MOST_NODES = 10_000;

    private final int[] feature;
    private final double[] threshold;
    private final boolean[] missingGoesLeft;
    private final boolean[] nanIsMissing;
    private final int[] left;
    private final int[] right;
    private final double[] leaf;
    private final float[] expected;

    Tree(
            int[] feature,
            double[] threshold,
            boolean[] missingGoesLeft,
            boolean[] nanIsMissing,
            int[] left,
            int[] right,
            double[] leaf,
            float[] expected) {
        this.feature = feature;
        this.threshold = threshold;
        this.missingGoesLeft = missingGoesLeft;
        this.nanIsMissing = nanIsMissing;
        this.left = left;
        this.right = right;
        this.leaf = leaf;
        this.expected = expected;
    }

    int feature(int node) {
        return feature[node];
    }

    double threshold(int node) {
        return threshold[node];
    }

    /// Where an absent value goes. Where training saw none, LightGBM reads an absent one as 0.
    boolean sendsAbsentLeft(int node) {
        return nanIsMissing[node] ? missingGoesLeft[node] : 0 <= threshold[node];
    }

    int left(int node) {
        return left[node];
    }

    int right(int node) {
        return right[node];
    }

    /// What the score is expected to be once a patient comes to this node.
    float expected(int node) {
        return expected[node];
    }

    double leaf(int number) {
        return leaf[number];
    }

    /// Number of nodes, then per node feature, flags, children, threshold and expected score, then
    /// the leaves. Expected scores explain and do not predict: single precision is enough.
    void write(DataOutputStream out) throws IOException {
        out.writeInt(feature.length);
        for (int i = 0; i < feature.length; i++) {
            out.writeShort(feature[i]);
            out.writeByte((missingGoesLeft[i] ? 1 : 0) + (nanIsMissing[i] ? 2 : 0));
            out.writeShort(left[i]);
            out.writeShort(right[i]);
            out.writeDouble(threshold[i]);
            out.writeFloat(expected[i]);
        }
        for (double value : leaf) {
            out.writeDouble(value);
        }
    }

    /// @throws IOException when the bytes break off or are no tree over so many features
    static Tree read(DataInputStream in, int features) throws IOException {
        int nodes = in.readInt();
        if (nodes < 0 || nodes > MOST_NODES) {
            throw new IOException(nodes + " nodes in a tree");
        }
        int[] feature = new int[nodes];
        boolean[] missingGoesLeft = new boolean[nodes];
        boolean[] nanIsMissing = new boolean[nodes];
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        double[] threshold = new double[nodes];
        float[] expected = new float[nodes];
        for (int i = 0; i < nodes; i++) {
            feature[i] = in.readUnsignedShort();
            int flags = in.readUnsignedByte();
            missingGoesLeft[i] = (flags & 1) != 0;
            nanIsMissing[i] = (flags & 2) != 0;
            left[i] = in.readShort();
            right[i] = in.readShort();
            threshold[i] = in.readDouble();
            expected[i] = in.readFloat();
            boolean leadsOn = leadsOn(left[i], i, nodes) && leadsOn(right[i], i, nodes);
            if (feature[i] >= features || !leadsOn) {
                throw new IOException("a node of a tree leads nowhere");
            }
        }
        double[] leaf = new double[nodes + 1];
        for (int i = 0; i < leaf.length; i++) {
            leaf[i] = in.readDouble();
        }
        return new Tree(
                feature, threshold, missingGoesLeft, nanIsMissing, left, right, leaf, expected);
    }

    /// A child is a later node or a leaf, so that every way ends.
    private static boolean leadsOn(int child, int node, int nodes) {
        return child >= 0 ? child > node && child < nodes : -child - 1 <= nodes;
    }

    int nodes() {
        return feature.length;
    }

    int highestFeature() {
        int highest = -1;
        for (int each : feature) {
            highest = Math.max(highest, each);
        }
        return highest;
    }
}
