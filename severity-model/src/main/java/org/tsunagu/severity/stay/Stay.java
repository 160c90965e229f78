// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

import java.util.Comparator;
import java.util.List;

/// One ICU stay, whole: what was known at admission and what was observed, by minute, within a
/// minute by variable, within those as charted. This one order makes a score independent of the
/// order in which devices spoke.
public record Stay(StayId id, Descriptors descriptors, List<Observation> observations) {

    /// The order of a stay's observations; equal ones keep their places.
    public static final Comparator<Observation> ORDER =
            Comparator.comparingInt(Observation::minute).thenComparing(Observation::variable);

    public Stay {
        observations = observations.stream().sorted(ORDER).toList();
    }
}
