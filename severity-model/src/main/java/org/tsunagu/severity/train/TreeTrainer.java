// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.train;

import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMBooster.FeatureImportanceType;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.Locale;
import org.tsunagu.severity.feature.FeatureLayout;
import org.tsunagu.severity.tree.BoostedTrees;
import org.tsunagu.severity.tree.LightGbmText;

/// Trees by LightGBM (Ke 2017), with thresholds drawn at random as in extremely randomised trees
/// (Geurts 2006): on these stays better than the best thresholds. One thread, so that the same
/// natives give the same bits.
final class TreeTrainer {
    private static final int THREADS = 1;
    private static final String BINS = "max_bin=63 verbosity=-1 num_threads=" + THREADS;

    private final TrainingRows rows;
    private final Recipe recipe;

    TreeTrainer(TrainingRows rows, Recipe recipe) {
        LightGbmLibrary.load();
        this.rows = rows;
        this.recipe = recipe;
    }

    /// @param progress told after each tree
    BoostedTrees train(int[] rowPlaces, long seed, Runnable progress) {
        int width = FeatureLayout.LENGTH;
        float[] matrix = new float[Math.multiplyExact(rowPlaces.length, width)];
        float[] labels = new float[rowPlaces.length];
        for (int i = 0; i < rowPlaces.length; i++) {
            rows.copyRow(rowPlaces[i], matrix, i * width);
            labels[i] = rows.died(rowPlaces[i]) ? 1 : 0;
        }
        try (LGBMDataset data =
                LGBMDataset.createFromMat(matrix, labels.length, width, true, BINS, null)) {
            data.setField("label", labels);
            data.setFeatureNames(FeatureLayout.featureNames().toArray(new String[0]));
            try (LGBMBooster booster = LGBMBooster.create(data, parameters(seed))) {
                for (int round = 0; round < recipe.treeRounds(); round++) {
                    booster.updateOneIter();
                    progress.run();
                }
                return LightGbmText.parse(
                        booster.saveModelToString(0, 0, FeatureImportanceType.GAIN));
            }
        } catch (LGBMException failed) {
            throw new TrainingFailed("LightGBM: " + failed.getMessage(), failed);
        }
    }

    private String parameters(long seed) {
        return BINS
                + " objective=binary extra_trees=true bagging_freq=1"
                + " deterministic=true force_row_wise=true"
                + String.format(
                        Locale.ROOT,
                        " seed=%d learning_rate=%s num_leaves=%d min_data_in_leaf=%d"
                                + " feature_fraction=%s bagging_fraction=%s lambda_l2=%s",
                        Math.floorMod(seed, Integer.MAX_VALUE),
                        recipe.treeRate(),
                        recipe.leaves(),
                        recipe.leastRowsPerLeaf(),
                        recipe.featureShare(),
                        recipe.rowShare(),
                        recipe.leafPenalty());
    }
}
