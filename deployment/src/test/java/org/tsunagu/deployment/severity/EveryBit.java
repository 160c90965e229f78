// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.severity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.tsunagu.severity.feature.EncounterFeatures;
import org.tsunagu.severity.feature.FeatureLayout;
import org.tsunagu.severity.risk.Assessment;
import org.tsunagu.severity.risk.Assessor;

/// A risk that hangs on every bit of every feature, so that no difference can hide.
final class EveryBit implements Assessor {
    private final double[] vector = new double[FeatureLayout.LENGTH];
    private final Map<Double, double[]> vectors = new ConcurrentHashMap<>();

    @Override
    public String model() {
        return "every-bit 1";
    }

    @Override
    public Assessment assess(EncounterFeatures features, int minute) {
        features.write(vector, minute);
        double risk = risk(vector);
        vectors.put(risk, vector.clone());
        return new Assessment(risk, risk, risk, false, true, features.completeness(), List.of());
    }

    /// What is different between the features behind a risk and others.
    String difference(double risk, double[] others) {
        double[] ours = vectors.get(risk);
        List<String> different = new ArrayList<>();
        for (int i = 0; ours != null && i < ours.length; i++) {
            if (Double.doubleToRawLongBits(ours[i]) != Double.doubleToRawLongBits(others[i])) {
                different.add(
                        FeatureLayout.featureNames().get(i)
                                + ": live "
                                + ours[i]
                                + ", file "
                                + others[i]);
            }
        }
        return String.join("; ", different);
    }

    static double risk(double[] vector) {
        long hash = 0xcbf29ce484222325L;
        for (double feature : vector) {
            hash = (hash ^ Double.doubleToRawLongBits(feature)) * 0x100000001b3L;
            hash ^= hash >>> 29;
        }
        return (hash >>> 11) * 0x1.0p-53;
    }
}
