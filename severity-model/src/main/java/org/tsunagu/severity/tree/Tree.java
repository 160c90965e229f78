// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.tree;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// One binary decision tree in flat arrays, as LightGBM numbers it: a child from 0 up is a node,
/// below 0 is leaf `-child - 1`. Numerical splits with NaN as missing only; other kinds are refused
/// when read.
final class Tree {
    private final int[] feature;
    private final double[] threshold;
    private final boolean[] missingGoesLeft;
    private final boolean[] nanIsMissing;
    private final int[] left;
    private final int[] right;
    private final double[] leaf;

    Tree(
            int[] feature,
            double[] threshold,
            boolean[] missingGoesLeft,
            boolean[] nanIsMissing,
            int[] left,
            int[] right,
            double[] leaf) {
        this.feature = feature;
        this.threshold = threshold;
        this.missingGoesLeft = missingGoesLeft;
        this.nanIsMissing = nanIsMissing;
        this.left = left;
        this.right = right;
        this.leaf = leaf;
    }

    double score(double[] features) {
        if (feature.length == 0) {
            return leaf[0];
        }
        int node = 0;
        while (node >= 0) {
            double value = features[feature[node]];
            boolean goesLeft;
            if (Double.isNaN(value)) {
                // Where training saw no missing value, LightGBM reads a missing one as 0.
                goesLeft = nanIsMissing[node] ? missingGoesLeft[node] : 0 <= threshold[node];
            } else {
                goesLeft = value <= threshold[node];
            }
            node = goesLeft ? left[node] : right[node];
        }
        return leaf[-node - 1];
    }

    /// Number of nodes, then per node feature, flags, children and threshold, then the leaves.
    void write(DataOutputStream out) throws IOException {
        out.writeInt(feature.length);
        for (int i = 0; i < feature.length; i++) {
            out.writeShort(feature[i]);
            out.writeByte((missingGoesLeft[i] ? 1 : 0) + (nanIsMissing[i] ? 2 : 0));
            out.writeShort(left[i]);
            out.writeShort(right[i]);
            out.writeDouble(threshold[i]);
        }
        for (double value : leaf) {
            out.writeDouble(value);
        }
    }

    /// Reads what [#write] wrote after its first number.
    static Tree read(DataInputStream in, int nodes) throws IOException {
        int[] feature = new int[nodes];
        boolean[] missingGoesLeft = new boolean[nodes];
        boolean[] nanIsMissing = new boolean[nodes];
        int[] left = new int[nodes];
        int[] right = new int[nodes];
        double[] threshold = new double[nodes];
        for (int i = 0; i < nodes; i++) {
            feature[i] = in.readUnsignedShort();
            int flags = in.readUnsignedByte();
            missingGoesLeft[i] = (flags & 1) != 0;
            nanIsMissing[i] = (flags & 2) != 0;
            left[i] = in.readShort();
            right[i] = in.readShort();
            threshold[i] = in.readDouble();
        }
        double[] leaf = new double[nodes + 1];
        for (int i = 0; i < leaf.length; i++) {
            leaf[i] = in.readDouble();
        }
        return new Tree(feature, threshold, missingGoesLeft, nanIsMissing, left, right, leaf);
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
