// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.ward.EncounterId;

/// Results of one patient or bed, oldest first.
///
/// @param next where to go on when the page was full, else null
public record ResultPage(List<Point> points, @Nullable AxisTime next) {
    public ResultPage {
        points = List.copyOf(points);
    }

    /// One result.
    ///
    /// @param encounter whose it is
    /// @param standing false for a withdrawal, and for what was corrected or taken back
    public record Point(StoredResult result, EncounterId encounter, boolean standing) {}
}
