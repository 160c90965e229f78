// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.severity.evaluate.Bootstrap;
import org.tsunagu.severity.evaluate.Scored;
import org.tsunagu.severity.model.ScoreSheet;
import org.tsunagu.severity.model.SeverityModel;
import org.tsunagu.severity.stay.Outcome;
import org.tsunagu.severity.stay.Outcomes;
import org.tsunagu.severity.stay.StayId;
import org.tsunagu.severity.stay.StaySource;
import org.tsunagu.severity.train.Folds;
import org.tsunagu.severity.train.ModelTrainer;
import org.tsunagu.severity.train.Progress;
import org.tsunagu.severity.train.Recipe;
import org.tsunagu.severity.train.SyntheticStays;
import org.tsunagu.severity.train.Teachers;
import org.tsunagu.severity.train.TrainingRows;

class ReportTest {
    private static final List<Integer> HOURS = List.of(12, 48);

    @TempDir static Path folder;
    private static Models models;
    private static Cohort cohort;

    @BeforeAll
    static void judgeStaysNobodyLearnedFrom() throws IOException {
        Teachers.assumeThere();
        Path taught = folder.resolve("taught");
        Path judged = folder.resolve("judged");
        SyntheticStays.write(taught, 400, 5);
        SyntheticStays.write(judged, 300, 6);
        TrainingRows rows =
                TrainingRows.read(
                        List.of(taught.resolve("stays")),
                        List.of(taught.resolve("Outcomes.txt")),
                        1);
        Progress silent =
                new Progress(InstantSource.system(), _ -> {}, ModelTrainer.steps(Recipe.QUICK));
        ModelTrainer.Trained trained =
                new ModelTrainer(rows, Recipe.QUICK, silent).train(Folds.all(rows), "test", 1);
        models =
                new Models(
                        new SeverityModel(trained.model()), new SeverityModel(trained.distilled()));
        cohort = new Cohort(HOURS, PublishedAtHours.all());
        Map<StayId, Outcome> outcomes = Outcomes.read(List.of(judged.resolve("Outcomes.txt")));
        new StaySource(judged.resolve("stays"))
                .forEach(
                        read -> {
                            Outcome outcome = outcomes.get(read.stay().id());
                            if (outcome != null) {
                                cohort.add(read.stay(), outcome, models);
                            }
                        });
    }

    @Test
    void everyScoreIsJudgedOnTheStaysOfWhichItSaidSomething() {
        List<Figures> figures = new Report(cohort, new Bootstrap(20, 1), 1).figures();
        assertThat(figures)
                .extracting(Figures::name)
                .contains("Tsunagu", "distilled net", "SAPS-I, recorded", "MEWS, now");
        for (Figures row : figures) {
            assertThat(row.stays()).as(row.name()).isEqualTo(300);
            assertThat(row.auroc().value()).isBetween(row.auroc().low(), row.auroc().high());
        }
        // Recorded scores are of the first day: nothing is known of them at 12 h; SOFA is -1 in
        // all.
        assertThat(figures)
                .filteredOn(row -> row.name().contains("recorded"))
                .extracting(Figures::hour)
                .containsExactly(48);
    }

    @Test
    void ourRisksBeatARecordedScoreThatKnowsLess() {
        List<Figures> figures = new Report(cohort, new Bootstrap(2, 1), 1).figures();
        assertThat(auroc(figures, "Tsunagu")).isGreaterThan(0.75);
        assertThat(auroc(figures, "Tsunagu")).isGreaterThan(auroc(figures, "MEWS, now"));
    }

    private static double auroc(List<Figures> figures, String name) {
        return figures.stream()
                .filter(row -> row.name().equals(name) && row.hour() == 48)
                .findFirst()
                .orElseThrow()
                .auroc()
                .value();
    }

    @Test
    void tablesAndCurvesHoldNoNumberThatIsNone() throws IOException {
        Report report = new Report(cohort, new Bootstrap(20, 1), 1);
        List<Figures> figures = report.figures();
        String text = String.join("\n", report.lines(figures));
        assertThat(text)
                .contains("300 stays", "**Subgroups at 48 h**", "unit medical", "top 100")
                .doesNotContain("NaN", "Infinity");
        Plots.write(folder.resolve("plots"), "test", cohort, figures);
        for (String name : List.of("auroc", "reliability", "decisions")) {
            assertThat(Files.readString(folder.resolve("plots/test-" + name + ".svg")))
                    .startsWith("<svg")
                    .endsWith("</svg>\n")
                    .doesNotContain("NaN", "Infinity");
        }
    }

    @Test
    void theWatchCountsTurnsNotHours() {
        Watch watch = new Watch();
        boolean[] positive = {false, true, true, false, true};
        boolean before = false;
        for (int i = 0; i < positive.length; i++) {
            watch.hour(Watch.FIRST_HOUR + i, before, positive[i], true);
            before = positive[i];
        }
        watch.endOfStay(true);
        watch.hour(Watch.FIRST_HOUR, false, false, true);
        watch.endOfStay(true);
        assertThat(watch.alarmsPerBedDay()).isCloseTo(2 * 24.0 / 6, within(1e-12));
        assertThat(watch.alarmsPerAlarmedStay()).isEqualTo(2);
        assertThat(watch.deathsAlarmed()).isEqualTo(0.5);
        assertThat(watch.alarmPrecision()).isEqualTo(1);
        assertThat(watch.turnsBackPerBedDay()).isCloseTo(24.0 / 6, within(1e-12));
    }

    @Test
    void topCaptureOfAPerfectScoreIsWhatFitsIn() {
        double[] risks = new double[3_000];
        boolean[] died = new boolean[3_000];
        for (int i = 0; i < 300; i++) {
            risks[i] = 1;
            died[i] = true;
        }
        double share = Figures.topCapture(Scored.of(risks, died), 50, 1_000, 3);
        assertThat(share).isCloseTo(0.5, within(0.02));
    }

    @Test
    void theSheetHasARowForEveryHourAskedInTheOrderAsked() {
        ScoreSheet sheet = new ScoreSheet(models.ensemble(), List.of(48, 6, 6));
        new StaySource(folder.resolve("judged/stays/900001.txt"))
                .forEach(
                        read -> {
                            List<String> rows = sheet.rows(read.stay());
                            assertThat(rows).hasSize(3);
                            assertThat(rows.get(0)).startsWith("900001,48,0.");
                            assertThat(rows.get(1))
                                    .startsWith("900001,6,0.")
                                    .isEqualTo(rows.get(2));
                        });
    }
}
