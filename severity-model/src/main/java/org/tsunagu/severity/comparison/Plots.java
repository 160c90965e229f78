// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.comparison;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tsunagu.severity.evaluate.Calibration;
import org.tsunagu.severity.evaluate.Confusion;
import org.tsunagu.severity.evaluate.Scored;

/// The comparison's curves as SVG: AUROC per hour with its interval, reliability, decision curve.
public final class Plots {
    private static final String[] COLOURS = {
        "#0b6e99", "#d1495b", "#66a182", "#edae49", "#775b97", "#8d6e63", "#607d8b", "#222222",
        "#c2b280", "#9ccc65"
    };

    private Plots() {}

    /// Writes `PREFIX-auroc.svg`, `PREFIX-reliability.svg` and `PREFIX-decisions.svg`.
    public static void write(Path folder, String prefix, Cohort cohort, List<Figures> figures)
            throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(prefix + "-auroc.svg"), auroc(cohort, figures));
        Files.writeString(folder.resolve(prefix + "-reliability.svg"), reliability(cohort));
        Files.writeString(folder.resolve(prefix + "-decisions.svg"), decisions(cohort));
    }

    private static String auroc(Cohort cohort, List<Figures> figures) {
        int first = cohort.hours().getFirst();
        int last = Math.max(first + 1, cohort.hours().getLast());
        LineChart chart =
                new LineChart("AUROC by hour of the stay", "hour of the stay", "AUROC")
                        .horizontal(first, last, 6)
                        .vertical(0.5, 1, 0.1);
        int colour = 0;
        for (Contender contender : cohort.contenders()) {
            List<Figures> own =
                    figures.stream().filter(row -> row.name().equals(contender.name())).toList();
            if (own.isEmpty()) {
                continue;
            }
            List<LineChart.Point> points = new ArrayList<>();
            for (Figures row : own) {
                points.add(
                        new LineChart.Point(
                                row.hour(),
                                row.auroc().value(),
                                row.auroc().low(),
                                row.auroc().high()));
            }
            chart.line(contender.name(), COLOURS[colour++ % COLOURS.length], points);
        }
        return chart.svg();
    }

    /// Deaths that happened over risks that were said, in ten groups of the same size, per hour.
    private static String reliability(Cohort cohort) {
        LineChart chart =
                new LineChart("Reliability, ten groups of the same size", "mean risk", "died")
                        .horizontal(0, 0.8, 0.2)
                        .vertical(0, 0.8, 0.2)
                        .diagonal();
        int colour = 0;
        for (int hour : cohort.hours()) {
            List<LineChart.Point> points = new ArrayList<>();
            for (Calibration.Group group : Calibration.groups(cohort.ours().at(hour))) {
                points.add(LineChart.Point.of(group.meanRisk(), group.died()));
            }
            chart.line(hour + " h", COLOURS[colour++ % COLOURS.length], points);
        }
        return chart.svg();
    }

    private static String decisions(Cohort cohort) {
        int hour = cohort.hours().getLast();
        Scored ours = cohort.ours().at(hour);
        double prevalence = ours.deaths() / (double) ours.size();
        List<LineChart.Point> model = new ArrayList<>();
        List<LineChart.Point> all = new ArrayList<>();
        for (double threshold : Report.DECISIONS) {
            double gain = Confusion.at(ours, threshold).netBenefit(threshold);
            double ofAll = prevalence - (1 - prevalence) * threshold / (1 - threshold);
            model.add(LineChart.Point.of(threshold, gain));
            all.add(LineChart.Point.of(threshold, Math.max(ofAll, -0.02)));
        }
        return new LineChart(
                        "Decision curve at " + hour + " h",
                        "act from a risk of",
                        "net benefit per stay")
                .horizontal(0, 0.4, 0.1)
                .vertical(-0.02, 0.14, 0.02)
                .line("Tsunagu", COLOURS[0], model)
                .line("act on all", COLOURS[1], all)
                .svg();
    }
}
