// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.feature;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/// The names of the feature vector's places, in order: for each series the same block, then what
/// belongs to the whole encounter. A trained model stores these names and refuses another layout.
public final class FeatureLayout {
    private static final List<String> BLOCK =
            List.of(
                    "first",
                    "last",
                    "min",
                    "max",
                    "mean",
                    "sd",
                    "slope",
                    "change",
                    "hours",
                    "age_h",
                    "since_first_h",
                    "mean_6h",
                    "min_6h",
                    "max_6h",
                    "mean_12h",
                    "mean_24h",
                    "min_24h",
                    "max_24h",
                    "artefacts",
                    "hours_6h",
                    "hours_24h",
                    "range_24h",
                    "last_vs_day");

    private static final List<String> WHOLE =
            List.of(
                    "hour",
                    "age",
                    "male",
                    "height",
                    "bmi",
                    "unit",
                    "hours_all",
                    "variables",
                    "urine_sum",
                    "urine_6h",
                    "urine_12h",
                    "urine_24h",
                    "urine_ml_kg_h",
                    "gcs_drop",
                    "gcs_low_24h",
                    "ventilated_share",
                    "lab_rounds");

    /// Places of one series.
    static final int PER_SERIES = BLOCK.size();

    static final int WHOLE_AT = PER_SERIES * Series.TOTAL;

    /// Length of the vector.
    public static final int LENGTH = WHOLE_AT + WHOLE.size();

    private static final List<String> NAMES = names();

    private FeatureLayout() {}

    /// Unique, without spaces; `Lactate.max`, `best_mean.min_6h`, `urine_24h`.
    public static List<String> featureNames() {
        return NAMES;
    }

    /// Whether a place stands for its whole series: absent here is absent altogether.
    public static boolean standsForSeries(int place) {
        return place >= WHOLE_AT || BLOCK.get(place % PER_SERIES).equals("last");
    }

    /// Sums of numbers per place, by whom they speak of: each series by its name, and what belongs
    /// to the whole encounter by each place's own.
    public static void bySubject(double[] ofPlaces, ObjDoubleConsumer<String> taker) {
        for (int series = 0; series < Series.TOTAL; series++) {
            double sum = 0;
            for (int place = 0; place < PER_SERIES; place++) {
                sum += ofPlaces[series * PER_SERIES + place];
            }
            taker.accept(Series.nameOf(series), sum);
        }
        for (int i = 0; i < WHOLE.size(); i++) {
            taker.accept(WHOLE.get(i), ofPlaces[WHOLE_AT + i]);
        }
    }

    private static List<String> names() {
        List<String> names = new ArrayList<>(LENGTH);
        for (int series = 0; series < Series.TOTAL; series++) {
            for (String place : BLOCK) {
                names.add(Series.nameOf(series) + "." + place);
            }
        }
        names.addAll(WHOLE);
        return List.copyOf(names);
    }
}
