// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tsunagu.severity.evaluate.LogisticLine;

class LightGbmTextTest {

    private static String resource(String name) throws IOException {
        try (InputStream in = LightGbmTextTest.class.getResourceAsStream("/trees/" + name)) {
            return new String(
                    Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static double[] cells(String row) {
        return Arrays.stream(row.split(",", -1))
                .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
                .toArray();
    }

    private static double[] twice(double[] features) {
        double[] twice = new double[2 * features.length];
        BoostedTrees.twice(features, twice);
        return twice;
    }

    @Test
    void everyPredictionIsLightGbmsOwn() throws IOException {
        BoostedTrees trees = LightGbmText.parse(resource("golden.txt"));
        List<String> rows = resource("golden-predictions.csv").lines().skip(1).toList();
        assertThat(rows).hasSize(200);
        for (String row : rows) {
            double[] cells = cells(row);
            double[] features = Arrays.copyOf(cells, cells.length - 1);
            assertThat(LogisticLine.sigmoid(trees.rawScore(twice(features))))
                    .as(row)
                    .isCloseTo(cells[cells.length - 1], within(1e-12));
        }
    }

    @Test
    void namesAndSizesAreRead() throws IOException {
        BoostedTrees trees = LightGbmText.parse(resource("golden.txt"));
        assertThat(trees.featureNames()).containsExactly("alpha", "beta", "gamma", "delta", "kind");
        assertThat(trees.treeCount()).isEqualTo(25);
        assertThat(trees.nodeCount()).isEqualTo(25 * 7);
    }

    @Test
    void anotherNumberOfFeaturesIsRefused() throws IOException {
        BoostedTrees trees = LightGbmText.parse(resource("golden.txt"));
        assertThatThrownBy(() -> trees.rawScore(new double[8]))
                .hasMessageContaining("4 features for 5");
    }

    @Test
    void whatTheReaderDoesNotKnowIsRefusedNotGuessed() throws IOException {
        String text = resource("golden.txt");
        assertThatThrownBy(() -> LightGbmText.parse("")).hasMessageContaining("no trees");
        assertThatThrownBy(() -> LightGbmText.parse(text.replace("num_cat=0", "num_cat=1")))
                .hasMessageContaining("categories");
        assertThatThrownBy(
                        () ->
                                LightGbmText.parse(
                                        text.replace("objective=binary", "objective=regression")))
                .hasMessageContaining("regression");
        assertThatThrownBy(
                        () ->
                                LightGbmText.parse(
                                        text.replaceFirst("leaf_value=\\S+ ", "leaf_value=")))
                .hasMessageContaining("7 of leaf_value, expected 8");
        assertThatThrownBy(
                        () ->
                                LightGbmText.parse(
                                        text.replace(
                                                "feature_names=alpha beta gamma delta kind",
                                                "feature_names=alpha")))
                .hasMessageContaining("feature");
    }

    private static byte[] bytes(BoostedTrees trees) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        trees.write(new DataOutputStream(bytes));
        return bytes.toByteArray();
    }

    private static BoostedTrees read(byte[] bytes) throws IOException {
        return BoostedTrees.read(
                new DataInputStream(new ByteArrayInputStream(bytes)),
                List.of("alpha", "beta", "gamma", "delta", "kind"));
    }

    @Test
    void treesComeBackFromTheirBytesToTheBit() throws IOException {
        BoostedTrees trees = LightGbmText.parse(resource("golden.txt"));
        BoostedTrees again = read(bytes(trees));
        for (String row : resource("golden-predictions.csv").lines().skip(1).toList()) {
            double[] features = Arrays.copyOf(cells(row), 5);
            assertThat(Double.doubleToRawLongBits(again.rawScore(twice(features))))
                    .isEqualTo(Double.doubleToRawLongBits(trees.rawScore(twice(features))));
        }
    }

    @Test
    void treesThatBreakOffSaySo() throws IOException {
        byte[] bytes = bytes(LightGbmText.parse(resource("golden.txt")));
        for (int length = 0; length < bytes.length; length += 7) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void damagedTreesNeverLoopOrReachOutside() throws IOException {
        byte[] bytes = bytes(LightGbmText.parse(resource("golden.txt")));
        SplittableRandom random = new SplittableRandom(7);
        int refused = 0;
        for (int i = 0; i < 2_000; i++) {
            byte[] damaged = bytes.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                read(damaged).rawScore(new double[10]);
            } catch (IOException damage) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void whatTheFeaturesGaveDiffersBetweenRowsAsTheScoresDo() throws IOException {
        BoostedTrees trees = LightGbmText.parse(resource("golden.txt"));
        List<String> rows = resource("golden-predictions.csv").lines().skip(1).toList();
        double constant = Double.NaN;
        for (String row : rows) {
            double[] features = Arrays.copyOf(cells(row), 5);
            double[] gave = new double[5];
            double score = trees.explainedScore(twice(features), 1, gave);
            assertThat(score).isEqualTo(trees.rawScore(twice(features)));
            double rest = score - Arrays.stream(gave).sum();
            constant = Double.isNaN(constant) ? rest : constant;
            assertThat(rest).isCloseTo(constant, within(1e-9));
        }
    }
}
