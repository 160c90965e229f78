// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.ward;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SourceId;

/// The alerts of one bed, the last report of each. An ended one is remembered, so that a report
/// that comes late does not open it again.
final class BedAlerts {
    /// Alerts remembered per bed; beyond it ended ones go first, then the lowest and oldest.
    static final int MOST = 500;

    private record Key(SourceId source, String id) {}

    /// Who may go first when there are too many.
    private static final Comparator<OpenAlert> LEAST =
            Comparator.comparing(OpenAlert::ended, Comparator.reverseOrder())
                    .thenComparing(report -> report.alert().priority(), Comparator.reverseOrder())
                    .thenComparing(OpenAlert::at);

    private final Map<Key, OpenAlert> reports = new LinkedHashMap<>();

    /// Takes a report unless a newer one of the same alert is known.
    boolean take(OpenAlert report) {
        Key key = new Key(report.source(), report.alert().id());
        OpenAlert known = reports.get(key);
        if (known != null && known.at().compareTo(report.at()) > 0) {
            return false;
        }
        reports.put(key, report);
        if (reports.size() > MOST) {
            reports.values().stream().min(LEAST).ifPresent(reports.values()::remove);
        }
        return !report.equals(known);
    }

    /// Alerts that have not ended and were reported at or after `line`: highest first, then the
    /// newest.
    List<OpenAlert> open(AxisTime line) {
        List<OpenAlert> open = new ArrayList<>();
        for (OpenAlert report : reports.values()) {
            if (!report.ended() && report.at().compareTo(line) >= 0) {
                open.add(report);
            }
        }
        open.sort(
                Comparator.comparing((OpenAlert report) -> report.alert().priority())
                        .thenComparing(OpenAlert::since, Comparator.reverseOrder()));
        return open;
    }
}
