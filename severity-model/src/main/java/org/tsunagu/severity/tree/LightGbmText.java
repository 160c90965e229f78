// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads LightGBM's model text (`version=v4`; `Tree::ToString` and `GBDT::SaveModelToString` of
/// LightGBM): a header of `key=value`, then blocks `Tree=i` in order, then `end of trees`.
public final class LightGbmText {
    /// Bits of decision_type: 1 categorical, 2 missing goes left, then two bits: 0 none, 1 zero, 2
    /// NaN is missing.
    private static final int CATEGORICAL = 1;

    private static final int DEFAULT_LEFT = 2;
    private static final int MISSING_SHIFT = 2;
    private static final int MISSING_IS_ZERO = 1;
    private static final int MISSING_IS_NAN = 2;

    private LightGbmText() {}

    /// @throws IllegalArgumentException saying what this reader does not know: several classes,
    ///     categories, linear leaves
    public static BoostedTrees parse(String text) {
        Map<String, String> header = new HashMap<>();
        List<Map<String, String>> blocks = new ArrayList<>();
        Map<String, String> block = header;
        for (String line : text.lines().toList()) {
            if (line.startsWith("end of trees")) {
                break;
            }
            if (line.startsWith("Tree=")) {
                block = new HashMap<>();
                blocks.add(block);
            }
            int equals = line.indexOf('=');
            if (equals > 0) {
                block.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        List<Tree> trees = blocks.stream().map(LightGbmText::tree).toList();
        if (trees.isEmpty()) {
            throw new IllegalArgumentException("no trees in the model text");
        }
        List<String> names = List.of(header.getOrDefault("feature_names", "").split(" "));
        for (Tree tree : trees) {
            if (tree.highestFeature() >= names.size()) {
                throw new IllegalArgumentException(
                        "a tree asks for feature " + tree.highestFeature());
            }
        }
        return new BoostedTrees(names, trees, sigmoid(header));
    }

    private static double sigmoid(Map<String, String> header) {
        String objective = header.getOrDefault("objective", "");
        if (!"1".equals(header.get("num_class"))
                || !(objective.startsWith("binary") || objective.startsWith("cross_entropy"))) {
            throw new IllegalArgumentException(
                    "objective " + objective + " is no single probability");
        }
        int at = objective.indexOf("sigmoid:");
        return at < 0
                ? 1
                : Double.parseDouble(objective.substring(at + "sigmoid:".length()).strip());
    }

    private static Tree tree(Map<String, String> block) {
        if (!block.getOrDefault("num_cat", "0").equals("0")
                || block.getOrDefault("is_linear", "0").equals("1")) {
            throw new IllegalArgumentException(
                    "Tree=" + block.get("Tree") + " has categories or linear leaves");
        }
        int leaves = Integer.parseInt(block.getOrDefault("num_leaves", "0"));
        double[] leaf = doubles(block, "leaf_value", leaves);
        int nodes = leaves - 1;
        int[] kinds = ints(block, "decision_type", nodes);
        boolean[] missingLeft = new boolean[nodes];
        boolean[] nanIsMissing = new boolean[nodes];
        for (int i = 0; i < nodes; i++) {
            int missing = (kinds[i] >> MISSING_SHIFT) & 3;
            if ((kinds[i] & CATEGORICAL) != 0 || missing == MISSING_IS_ZERO) {
                throw new IllegalArgumentException("decision type " + kinds[i]);
            }
            missingLeft[i] = (kinds[i] & DEFAULT_LEFT) != 0;
            nanIsMissing[i] = missing == MISSING_IS_NAN;
        }
        return new Tree(
                ints(block, "split_feature", nodes),
                doubles(block, "threshold", nodes),
                missingLeft,
                nanIsMissing,
                ints(block, "left_child", nodes),
                ints(block, "right_child", nodes),
                leaf,
                floats(doubles(block, "internal_value", nodes)));
    }

    private static String[] list(Map<String, String> block, String key, int length) {
        String text = block.getOrDefault(key, "").strip();
        String[] parts = text.isEmpty() ? new String[0] : text.split(" +");
        if (length < 0 || parts.length != length) {
            throw new IllegalArgumentException(
                    "Tree="
                            + block.get("Tree")
                            + ": "
                            + parts.length
                            + " of "
                            + key
                            + ", expected "
                            + length);
        }
        return parts;
    }

    private static int[] ints(Map<String, String> block, String key, int length) {
        return Arrays.stream(list(block, key, length)).mapToInt(Integer::parseInt).toArray();
    }

    private static double[] doubles(Map<String, String> block, String key, int length) {
        return Arrays.stream(list(block, key, length)).mapToDouble(LightGbmText::number).toArray();
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /// As C++ prints it: a split of missing from known has the threshold `inf`.
    private static double number(String text) {
        return switch (text) {
            case "inf" -> Double.POSITIVE_INFINITY;
            case "-inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
