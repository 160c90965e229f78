// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.tsunagu.severity.published.Findings;
import org.tsunagu.severity.published.Item;
import org.tsunagu.severity.published.Measured;
import org.tsunagu.severity.published.Mews;
import org.tsunagu.severity.published.News2;
import org.tsunagu.severity.published.Part;
import org.tsunagu.severity.published.Qsofa;
import org.tsunagu.severity.published.ShockIndex;
import org.tsunagu.severity.published.Sirs;
import org.tsunagu.severity.published.Sofa;
import org.tsunagu.severity.published.Total;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.record.SeverityReport.Basis;
import org.tsunagu.telemetry.record.SeverityReport.ScoreReport;

/// The published scores of one minute in the journal's words. NEWS2 is judged on saturation scale
/// 1: scale 2 is for whom a competent person prescribed it, and no feed says so yet.
final class PublishedScores {
    private static final long MINUTE_MICROS = 60_000_000;
    private static final String SHOCK_INDEX = "Shock index";

    private final Findings findings;
    private final AxisTime asOf;
    private final Total news2;

    PublishedScores(Findings findings, AxisTime asOf) {
        this.findings = findings;
        this.asOf = asOf;
        news2 = News2.score(findings, News2.SaturationScale.SCALE_1);
    }

    Total news2() {
        return news2;
    }

    /// NEWS2 first, it leads where the learned model is not validated.
    List<ScoreReport> reports() {
        List<ScoreReport> reports = new ArrayList<>();
        for (Total total :
                List.of(
                        news2,
                        Mews.score(findings),
                        Qsofa.score(findings),
                        Sirs.score(findings),
                        Sofa.score(findings))) {
            reports.add(
                    new ScoreReport(
                            total.score(),
                            total.points(),
                            total.completeness(),
                            total.parts().stream().map(this::item).toList()));
        }
        reports.add(shockIndex());
        return reports;
    }

    private SeverityReport.Item item(Part part) {
        List<Basis> basis =
                part.from().entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(known -> basis(known.getKey(), known.getValue()))
                        .toList();
        Integer points = part.points().isPresent() ? part.points().getAsInt() : null;
        return new SeverityReport.Item(part.name(), points, basis);
    }

    private Basis basis(Item item, Measured measured) {
        return new Basis(
                item.name(),
                measured.value(),
                item.unit(),
                asOf.plusMicros(-measured.ageMinutes() * MINUTE_MICROS),
                measured.source());
    }

    /// A ratio, not points: its value is the first basis of its one item, and it has no points.
    private ScoreReport shockIndex() {
        OptionalDouble index = ShockIndex.of(findings);
        List<Basis> basis = new ArrayList<>();
        if (index.isPresent()) {
            basis.add(new Basis("SHOCK_INDEX", index.getAsDouble(), "1", asOf, SHOCK_INDEX));
            for (Item item : List.of(Item.PULSE, Item.SYSTOLIC)) {
                findings.of(item).ifPresent(measured -> basis.add(basis(item, measured)));
            }
        }
        return new ScoreReport(
                SHOCK_INDEX,
                0,
                index.isPresent() ? 1 : 0,
                List.of(new SeverityReport.Item(SHOCK_INDEX, null, basis)));
    }
}
