// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.train;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/// The native libraries of training.
public final class Teachers {
    private Teachers() {}

    /// Skips the test with a message where LightGBM cannot run.
    public static void assumeThere() {
        boolean there;
        try {
            LightGbmLibrary.load();
            there = true;
        } catch (TrainingFailed missing) {
            there = false;
        }
        assumeTrue(there, "training not proved: LightGBM's native library wants libgomp1");
    }
}
