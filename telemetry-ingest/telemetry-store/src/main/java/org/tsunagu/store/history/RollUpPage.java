// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.ward.EncounterId;

/// Roll-ups of one code.
public record RollUpPage(List<Bucket> buckets, List<AxisGap> gaps, @Nullable AxisTime next) {
    public RollUpPage {
        buckets = List.copyOf(buckets);
        gaps = List.copyOf(gaps);
    }

    /// One bucket with at least one value.
    ///
    /// @param at beginning of the bucket
    public record Bucket(
            AxisTime at,
            double min,
            double max,
            double mean,
            long count,
            String unit,
            @Nullable EncounterId encounter) {}
}
