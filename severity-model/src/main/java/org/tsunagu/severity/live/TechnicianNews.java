// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tsunagu.severity.code.UnmappedCodes;
import org.tsunagu.severity.code.UnmappedCodes.Unmapped;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.SourceId;

/// What the scores could not use, in the words of the list of odd input: per source one line for
/// codes, one for units, and one for each reason why values were left out. Confined to one thread.
final class TechnicianNews {
    static final String CODES = "severity-code-unmapped";
    static final String UNITS = "severity-unit-unmapped";
    static final String LEFT_OUT = "severity-left-out-";

    private static final int LONGEST_EXAMPLE = 200;

    private record Line(String kind, String source) {}

    private final Map<Line, AnomalyReport> said = new HashMap<>();

    /// The lines that changed since the last call.
    List<AnomalyReport> changed(UnmappedCodes unmapped, LeftOut leftOut, AxisTime now) {
        Map<Line, AnomalyReport> lines = new LinkedHashMap<>();
        for (Unmapped each : unmapped.list()) {
            var line = new Line(each.why().equals("code") ? CODES : UNITS, each.source());
            lines.merge(line, report(line, each), TechnicianNews::together);
        }
        leftOut.counts()
                .forEach(
                        (kind, count) -> {
                            var line = new Line(LEFT_OUT + kind.why(), kind.source());
                            AnomalyReport before = said.get(line);
                            var at = new ArrivalTime(now.micros());
                            lines.put(
                                    line,
                                    before != null && before.count() == count
                                            ? before
                                            : new AnomalyReport(
                                                    line.kind,
                                                    new SourceId(line.source),
                                                    count,
                                                    before == null ? at : before.first(),
                                                    at,
                                                    ""));
                        });
        List<AnomalyReport> changed = new ArrayList<>();
        lines.forEach(
                (line, report) -> {
                    if (!report.equals(said.put(line, report))) {
                        changed.add(report);
                    }
                });
        said.keySet().retainAll(lines.keySet());
        return changed;
    }

    private static AnomalyReport report(Line line, Unmapped each) {
        String unit = each.unit().isEmpty() ? "no unit" : each.unit();
        String wanted = each.accepted().isEmpty() ? "" : ", wants " + each.accepted();
        return new AnomalyReport(
                line.kind,
                new SourceId(line.source),
                each.count(),
                new ArrivalTime(each.first().micros()),
                new ArrivalTime(each.last().micros()),
                cut(each.code() + " (" + unit + wanted + ")"));
    }

    private static AnomalyReport together(AnomalyReport one, AnomalyReport other) {
        return new AnomalyReport(
                one.kind(),
                one.source(),
                one.count() + other.count(),
                one.first().compareTo(other.first()) <= 0 ? one.first() : other.first(),
                one.last().compareTo(other.last()) >= 0 ? one.last() : other.last(),
                cut(one.example() + ", " + other.example()));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_EXAMPLE
                ? text
                : text.substring(0, LONGEST_EXAMPLE - 1) + "…";
    }
}
