// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.history;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SeverityReport;

/// Severity reports of one patient or bed, oldest first.
///
/// @param next where to go on when the page was full, else null
public record SeverityPage(List<Point> points, @Nullable AxisTime next) {
    public SeverityPage {
        points = List.copyOf(points);
    }

    /// One report.
    ///
    /// @param superseded whether a later one of the same patient and minute counts instead
    public record Point(SeverityReport report, boolean superseded) {}
}
