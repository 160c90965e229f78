// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.risk;

/// What of the patient moved the risk.
///
/// @param subject whose values: a variable's or derived series' name as in the feature vector
///     (`Lactate`, `best_mean`), or `age`, `unit`, …
/// @param logOdds by how much it moved the log odds against an average patient; positive: upwards
public record Reason(String subject, double logOdds) {

    public Reason {
        if (!Double.isFinite(logOdds)) {
            throw new IllegalArgumentException(subject + " " + logOdds);
        }
    }
}
