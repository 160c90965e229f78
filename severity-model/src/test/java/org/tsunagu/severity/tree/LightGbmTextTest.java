// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

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

    @Test
    void everyPredictionIsLightGbmsOwn() throws IOException {
        BoostedTrees trees = LightGbmText.parse(resource("golden.txt"));
        List<String> rows = resource("golden-predictions.csv").lines().skip(1).toList();
        assertThat(rows).hasSize(200);
        for (String row : rows) {
            double[] cells = cells(row);
            double[] features = Arrays.copyOf(cells, cells.length - 1);
            assertThat(trees.probability(features))
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
        assertThatThrownBy(() -> trees.probability(new double[4]))
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

    @Test
    void aModelRoundTripsThroughTheCompactFormat() throws IOException {
        BoostedTrees trees = LightGbmText.parse(resource("golden.txt"));
        byte[] bytes = CompactTrees.write(trees);
        BoostedTrees again = CompactTrees.read(bytes);
        assertThat(again.featureNames()).isEqualTo(trees.featureNames());
        for (String row : resource("golden-predictions.csv").lines().skip(1).toList()) {
            double[] features = Arrays.copyOf(cells(row), 5);
            assertThat(Double.doubleToRawLongBits(again.rawScore(features)))
                    .isEqualTo(Double.doubleToRawLongBits(trees.rawScore(features)));
        }
        assertThat(bytes.length).isLessThan(resource("golden.txt").length() / 3);
    }

    @Test
    void aBrokenCompactModelSaysSo() throws IOException {
        byte[] bytes = CompactTrees.write(LightGbmText.parse(resource("golden.txt")));
        for (int length = 0; length < bytes.length; length += 7) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> CompactTrees.read(cut))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        bytes[bytes.length / 2] ^= 1;
        assertThatThrownBy(() -> CompactTrees.read(bytes)).hasMessageContaining("checksum");
    }
}
