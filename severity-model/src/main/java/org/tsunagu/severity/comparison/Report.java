// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.tsunagu.severity.evaluate.Bootstrap;
import org.tsunagu.severity.evaluate.Confusion;
import org.tsunagu.severity.evaluate.Interval;
import org.tsunagu.severity.evaluate.Scored;

/// The comparison as Markdown tables, which also read well in a terminal.
public final class Report {
    /// Threshold probabilities of the decision curve.
    static final double[] DECISIONS = {0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4};

    private static final int BEDS = 1_000;
    private static final int[] TOP = {20, 50, 100};
    private static final int FEWEST_DEATHS = 10;

    private final Cohort cohort;
    private final Bootstrap bootstrap;
    private final long seed;
    private final List<String> lines = new ArrayList<>();

    /// @param seed of the wards drawn for top-k capture
    public Report(Cohort cohort, Bootstrap bootstrap, long seed) {
        this.cohort = cohort;
        this.bootstrap = bootstrap;
        this.seed = seed;
    }

    /// All figures with intervals, by contender and hour.
    public List<Figures> figures() {
        List<Figures> all = new ArrayList<>();
        for (Contender contender : cohort.contenders()) {
            for (int hour : contender.hours()) {
                Figures figures = Figures.of(contender, hour, bootstrap);
                if (figures != null) {
                    all.add(figures);
                }
            }
        }
        return all;
    }

    /// @param figures of [#figures()]
    public List<String> lines(List<Figures> figures) {
        lines.clear();
        lines.add(
                cohort.stays()
                        + " stays, "
                        + cohort.deaths()
                        + " deaths; 95 % intervals by bootstrap");
        ranks(figures);
        calibration(figures);
        decisions();
        ward();
        subgroups();
        return List.copyOf(lines);
    }

    private void ranks(List<Figures> figures) {
        head("Discrimination", "score", "hour", "stays", "AUROC", "AUPRC");
        for (Figures row : figures) {
            row(row.name(), row.hour(), row.stays(), of(row.auroc(), 4), of(row.auprc(), 4));
        }
    }

    private void calibration(List<Figures> figures) {
        head(
                "Decisions and calibration",
                "score",
                "hour",
                "Event 1",
                "Event 2",
                "Brier",
                "slope",
                "intercept");
        for (Figures row : figures) {
            Figures.Calibrated said = row.calibrated();
            if (said != null) {
                row(
                        row.name(),
                        row.hour(),
                        of(said.event1(), 4),
                        of(said.event2(), 1),
                        of(said.brier(), 4),
                        of(said.slope(), 2),
                        of(said.intercept(), 2));
            }
        }
    }

    private void decisions() {
        int hour = cohort.hours().getLast();
        Scored ours = cohort.ours().at(hour);
        head(
                "Decision curve at "
                        + hour
                        + " h: true positives per 100 stays, false ones counted"
                        + " against them",
                "act from a risk of",
                "Tsunagu",
                "act on all");
        double prevalence = ours.deaths() / (double) ours.size();
        for (double threshold : DECISIONS) {
            double all = prevalence - (1 - prevalence) * threshold / (1 - threshold);
            row(
                    percent(threshold),
                    number(100 * Confusion.at(ours, threshold).netBenefit(threshold), 2),
                    number(100 * all, 2));
        }
    }

    private void ward() {
        int hour = cohort.hours().getLast();
        head(
                "Share of the deaths among the highest of " + BEDS + " beds at " + hour + " h",
                "score",
                "top 20",
                "top 50",
                "top 100");
        for (Contender contender : cohort.contenders()) {
            if (contender.hours().contains(hour)) {
                Scored scored = contender.at(hour);
                List<String> shares = new ArrayList<>();
                for (int k : TOP) {
                    shares.add(percent(Figures.topCapture(scored, k, BEDS, seed)));
                }
                row(contender.name(), shares.get(0), shares.get(1), shares.get(2));
            }
        }
        Watch watch = cohort.watch();
        head("A ward watched each hour from the 6th to the 48th", "figure", "value");
        row("times a bed turns positive, per bed and day", number(watch.alarmsPerBedDay(), 3));
        row("of these, stays that ended in death", percent(watch.alarmPrecision()));
        row("deaths that turned positive at least once", percent(watch.deathsAlarmed()));
        row("times positive per stay that was", number(watch.alarmsPerAlarmedStay(), 2));
        row("times a bed turns back, per bed and day", number(watch.turnsBackPerBedDay(), 3));
    }

    private void subgroups() {
        int hour = cohort.hours().getLast();
        head(
                "Subgroups at " + hour + " h",
                "group",
                "stays",
                "deaths",
                "AUROC",
                "deaths by expected");
        for (Contender group : cohort.subgroups().at(hour)) {
            Scored scored = group.at(hour);
            Figures figures =
                    scored.deaths() < FEWEST_DEATHS ? null : Figures.of(group, hour, bootstrap);
            row(
                    group.name(),
                    scored.size(),
                    scored.deaths(),
                    figures == null ? "too few" : of(figures.auroc(), 3),
                    number(Figures.observedToExpected(scored), 2));
        }
    }

    private void head(String title, String... columns) {
        lines.add("");
        lines.add("**" + title + "**");
        lines.add("");
        row((Object[]) columns);
        lines.add("|" + " --- |".repeat(columns.length));
    }

    private void row(Object... cells) {
        StringBuilder line = new StringBuilder("|");
        for (Object cell : cells) {
            line.append(' ').append(cell).append(" |");
        }
        lines.add(line.toString());
    }

    private static String of(Interval interval, int decimals) {
        return number(interval.value(), decimals)
                + " ("
                + number(interval.low(), decimals)
                + " to "
                + number(interval.high(), decimals)
                + ")";
    }

    private static String number(double value, int decimals) {
        return Double.isFinite(value)
                ? String.format(Locale.ROOT, "%." + decimals + "f", value)
                : "–";
    }

    private static String percent(double share) {
        return number(100 * share, 0) + " %";
    }
}
