// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.tsunagu.store.history.AxisGap;
import org.tsunagu.store.intake.GapRow;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.signal.GapReason;

/// Why data is missing: what the source declared, else lost supervision, else nobody knows.
///
/// @param declared gaps the source told of
/// @param links changes of supervision, oldest first
record Holes(List<GapRow> declared, List<LinkReport> links) {
    Holes {
        declared = List.copyOf(declared);
        links = links.stream().sorted(Comparator.comparing(LinkReport::since)).toList();
    }

    AxisGap explain(AxisTime from, AxisTime to) {
        GapReason reason = GapReason.UNKNOWN;
        long most = 0;
        for (GapRow gap : declared) {
            long overlap = overlap(from, to, gap.from().micros(), gap.to().micros());
            if (overlap > most) {
                most = overlap;
                reason = gap.reason();
            }
        }
        if (most == 0 && isUnsupervised(from, to)) {
            reason = GapReason.LINK_LOST;
        }
        return new AxisGap(from, to, reason);
    }

    private boolean isUnsupervised(AxisTime from, AxisTime to) {
        for (int i = 0; i < links.size(); i++) {
            LinkReport lost = links.get(i);
            if (!lost.supervised()) {
                long end = Long.MAX_VALUE;
                for (LinkReport next : links.subList(i + 1, links.size())) {
                    if (next.source().equals(lost.source()) && next.supervised()) {
                        end = next.since().micros();
                        break;
                    }
                }
                if (overlap(from, to, lost.since().micros(), end) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Declared gaps within `[from, to)`, clipped, that no found hole tells of already.
    List<AxisGap> declaredBeside(List<AxisGap> found, AxisTime from, AxisTime to) {
        List<AxisGap> rest = new ArrayList<>();
        for (GapRow gap : declared) {
            long begin = Math.max(from.micros(), gap.from().micros());
            long end = Math.min(to.micros(), gap.to().micros());
            boolean isTold =
                    found.stream()
                            .anyMatch(hole -> overlap(hole.from(), hole.to(), begin, end) > 0);
            if (begin < end && !isTold) {
                rest.add(new AxisGap(new AxisTime(begin), new AxisTime(end), gap.reason()));
            }
        }
        return rest;
    }

    private static long overlap(AxisTime from, AxisTime to, long begin, long end) {
        return Math.min(to.micros(), end) - Math.max(from.micros(), begin);
    }
}
