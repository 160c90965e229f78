// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.severity;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tsunagu.severity.comparison.Cohort;
import org.tsunagu.severity.comparison.Models;
import org.tsunagu.severity.comparison.PublishedAtHours;
import org.tsunagu.severity.model.SeverityModel;
import org.tsunagu.severity.stay.Outcome;
import org.tsunagu.severity.stay.Outcomes;
import org.tsunagu.severity.stay.Stay;
import org.tsunagu.severity.stay.StayId;
import org.tsunagu.severity.stay.StaySource;
import org.tsunagu.severity.train.Folds;
import org.tsunagu.severity.train.LightGbmLibrary;
import org.tsunagu.severity.train.ModelTrainer;
import org.tsunagu.severity.train.Progress;
import org.tsunagu.severity.train.Recipe;
import org.tsunagu.severity.train.TrainingRows;

/// The stays that are judged, and the ways to find models for them.
final class JudgedStays {
    private static final int OUTER_GROUPS = 5;
    private static final int SAY_EVERY = 1_000;

    private final List<Path> data;
    private final List<Path> outcomeFiles;
    private final List<Integer> hours;
    private final PrintWriter told;

    JudgedStays(List<Path> data, List<Path> outcomeFiles, List<Integer> hours, PrintWriter told) {
        this.data = List.copyOf(data);
        this.outcomeFiles = List.copyOf(outcomeFiles);
        this.hours = List.copyOf(hours);
        this.told = told;
    }

    /// All stays judged by the same models.
    Cohort by(Models models) {
        Map<StayId, Outcome> outcomes = Outcomes.read(outcomeFiles);
        Cohort cohort = new Cohort(hours, PublishedAtHours.all());
        for (Path path : data) {
            new StaySource(path).forEach(read -> judge(cohort, read.stay(), outcomes, models));
        }
        if (cohort.stays() == 0) {
            throw new SeverityFailed("None of the stays in " + data + " has an outcome.", null);
        }
        return cohort;
    }

    /// Each fifth of the stays judged by a model that learned from the others alone, calibration
    /// and threshold included.
    Cohort nested(long seed) {
        LightGbmLibrary.load();
        Map<StayId, Outcome> outcomes = Outcomes.read(outcomeFiles);
        TrainingRows rows = TrainingRows.read(data, outcomeFiles, seed);
        Map<StayId, Stay> stays = new HashMap<>();
        for (Path path : data) {
            new StaySource(path).forEach(read -> stays.put(read.stay().id(), read.stay()));
        }
        ModelTrainer trainer = new ModelTrainer(rows, Recipe.STANDARD, progress(OUTER_GROUPS));
        Folds folds = Folds.of(rows, Folds.all(rows), OUTER_GROUPS, seed + OUTER_GROUPS);
        Cohort cohort = new Cohort(hours, PublishedAtHours.all());
        for (int group = 0; group < OUTER_GROUPS; group++) {
            Models models = models(trainer.train(folds.without(group), "nested", seed));
            for (int place : folds.in(group)) {
                Stay stay = stays.get(rows.stays().get(place).id());
                if (stay != null) {
                    judge(cohort, stay, outcomes, models);
                }
            }
        }
        return cohort;
    }

    /// Models that learned from other stays.
    Models learned(List<Path> from, List<Path> fromOutcomes, long seed) {
        LightGbmLibrary.load();
        TrainingRows rows = TrainingRows.read(from, fromOutcomes, seed);
        var trainer = new ModelTrainer(rows, Recipe.STANDARD, progress(1));
        return models(trainer.train(Folds.all(rows), "learned", seed));
    }

    private static Models models(ModelTrainer.Trained trained) {
        return new Models(
                new SeverityModel(trained.model()), new SeverityModel(trained.distilled()));
    }

    private Progress progress(int trainings) {
        return new Progress(
                InstantSource.system(), this::say, trainings * ModelTrainer.steps(Recipe.STANDARD));
    }

    private void judge(Cohort cohort, Stay stay, Map<StayId, Outcome> outcomes, Models models) {
        Outcome outcome = outcomes.get(stay.id());
        if (outcome != null) {
            cohort.add(stay, outcome, models);
            if (cohort.stays() % SAY_EVERY == 0) {
                say("scored     " + cohort.stays() + " stays");
            }
        }
    }

    private void say(String line) {
        told.println(line);
        told.flush();
    }
}
