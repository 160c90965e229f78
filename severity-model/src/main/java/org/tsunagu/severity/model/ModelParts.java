// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.model;

import java.util.List;
import org.tsunagu.severity.net.NetInputs;

/// Everything a frozen model is.
///
/// @param name with its version
/// @param featureNames of the vector it was trained on
/// @param threshold calibrated risk from which on the model says positive, chosen for Event 1 at 48
///     hours
/// @param firstHour of the stay for which it was validated
/// @param lastHour of the stay for which it was validated
public record ModelParts(
        String name,
        List<String> featureNames,
        NetInputs inputs,
        List<Member> members,
        Calibrator calibrator,
        double threshold,
        double firstHour,
        double lastHour) {

    public ModelParts {
        featureNames = List.copyOf(featureNames);
        members = List.copyOf(members);
        if (members.isEmpty() || !(threshold >= 0 && threshold <= 1)) {
            throw new IllegalArgumentException(members.size() + " members, threshold " + threshold);
        }
    }
}
