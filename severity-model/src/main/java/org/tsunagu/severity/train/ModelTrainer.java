// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntToDoubleFunction;
import org.tsunagu.severity.evaluate.LogisticLine;
import org.tsunagu.severity.evaluate.Scored;
import org.tsunagu.severity.evaluate.ThresholdChoice;
import org.tsunagu.severity.feature.FeatureLayout;
import org.tsunagu.severity.model.Calibrator;
import org.tsunagu.severity.model.Member;
import org.tsunagu.severity.model.ModelParts;
import org.tsunagu.severity.net.DenseNet;
import org.tsunagu.severity.net.NetInputs;
import org.tsunagu.severity.tree.BoostedTrees;

/// Trains one model from some of the stays: the stays are put into groups, each member learns from
/// all groups but one, and what it then says of the group it never saw calibrates the model and
/// chooses its threshold. No figure of the model comes from a stay that taught it.
public final class ModelTrainer {
    /// Neighbouring places over which Event 1 is averaged when the threshold is chosen.
    private static final int STRETCH = 101;

    /// Features with fewer known rows do not enter the nets.
    private static final int LEAST_KNOWN_ROWS = 200;

    private static final int SIDE_BY_SIDE = 2;

    /// Enough to know how far members differ.
    private static final int STAYS_FOR_SPREAD = 1_000;

    /// How far the distilled net follows the ensemble rather than what happened.
    private static final double FOLLOWS = 0.7;

    private final TrainingRows rows;
    private final Recipe recipe;
    private final Progress progress;

    public ModelTrainer(TrainingRows rows, Recipe recipe, Progress progress) {
        this.rows = rows;
        this.recipe = recipe;
        this.progress = progress;
    }

    /// Steps of one [#train] as [Progress] counts them.
    public static int steps(Recipe recipe) {
        return recipe.groups() * (recipe.treeRounds() + recipe.netEpochs() * Progress.PER_EPOCH)
                + recipe.distilledEpochs() * Progress.PER_EPOCH;
    }

    /// @param stays places of the stays to learn from
    /// @return the model, and one net that learned from it
    public Trained train(int[] stays, String name, long seed) {
        Folds folds = Folds.of(rows, stays, recipe.groups(), seed);
        NetInputs inputs = inputs(rows.rowsOf(stays));
        NetTrainer nets = new NetTrainer(rows, inputs, recipe);
        List<Member> members = members(folds, nets, seed);
        double[] unseen = new double[rows.rows()];
        for (int group = 0; group < folds.groups(); group++) {
            int[] neverSeen = rows.rowsOf(folds.in(group));
            new RowScores(rows, inputs).of(members.get(group), neverSeen, unseen);
        }
        List<EnsembleCalibration> calibrations = calibrations(stays, members, inputs, unseen);
        Calibrator calibrator = calibrator(calibrations);
        ModelParts model =
                parts(
                        name,
                        inputs,
                        members,
                        calibrator,
                        threshold(stays, row -> calibrations.getLast().risk(unseen[row])));
        return new Trained(model, distilled(name, stays, nets, inputs, unseen, calibrations, seed));
    }

    /// Members are trained side by side, each on one thread: faster than one after the other on
    /// several, and the same bits however many cores there are.
    private List<Member> members(Folds folds, NetTrainer nets, long seed) {
        TreeTrainer trees = new TreeTrainer(rows, recipe);
        try (ExecutorService pool = Executors.newFixedThreadPool(SIDE_BY_SIDE)) {
            List<Future<Member>> training = new ArrayList<>();
            for (int group = 0; group < folds.groups(); group++) {
                int[] learnFrom = rows.rowsOf(folds.without(group));
                long memberSeed = seed + 1 + group;
                training.add(pool.submit(() -> member(learnFrom, trees, nets, memberSeed)));
            }
            List<Member> members = new ArrayList<>();
            for (Future<Member> each : training) {
                members.add(each.get());
            }
            return members;
        } catch (ExecutionException failed) {
            throw new TrainingFailed("A member could not be trained: " + failed.getCause(), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new TrainingFailed("Training was stopped", stopped);
        }
    }

    private Member member(int[] learnFrom, TreeTrainer trees, NetTrainer nets, long seed) {
        BoostedTrees forest = trees.train(learnFrom, seed, progress::step);
        DenseNet net =
                NetTrainer.plain(
                        nets.train(
                                learnFrom,
                                row -> rows.died(row) ? 1 : 0,
                                recipe.netEpochs(),
                                seed,
                                progress::epoch));
        return new Member(forest, net, recipe.netShare());
    }

    /// @param distilled calibrated to say what the ensemble says
    public record Trained(ModelParts model, ModelParts distilled) {}

    private ModelParts parts(
            String name,
            NetInputs inputs,
            List<Member> members,
            Calibrator calibrator,
            double threshold) {
        return new ModelParts(
                name,
                FeatureLayout.featureNames(),
                inputs,
                members,
                calibrator,
                threshold,
                TrainingRows.FIXED_HOURS.getFirst(),
                TrainingRows.FIXED_HOURS.getLast());
    }

    private NetInputs inputs(int[] learnFrom) {
        NetInputs.Learner learner = new NetInputs.Learner();
        double[] values = new double[learnFrom.length];
        for (int feature = 0; feature < FeatureLayout.LENGTH; feature++) {
            for (int i = 0; i < learnFrom.length; i++) {
                values[i] = rows.value(learnFrom[i], feature);
            }
            int least = Math.min(LEAST_KNOWN_ROWS, learnFrom.length / 10);
            learner.feature(feature, values, least, FeatureLayout.standsForSeries(feature));
        }
        return learner.learned();
    }

    /// One for each of the fixed hours.
    private List<EnsembleCalibration> calibrations(
            int[] stays, List<Member> members, NetInputs inputs, double[] unseen) {
        List<EnsembleCalibration> calibrations = new ArrayList<>();
        RowScores scores = new RowScores(rows, inputs);
        for (int h = 0; h < TrainingRows.FIXED_HOURS.size(); h++) {
            double[] said = new double[stays.length];
            boolean[] died = new boolean[stays.length];
            int[] asked = new int[Math.min(STAYS_FOR_SPREAD, stays.length)];
            for (int i = 0; i < stays.length; i++) {
                int row = TrainingRows.fixedRow(stays[i], h);
                said[i] = unseen[row];
                died[i] = rows.died(row);
            }
            for (int i = 0; i < asked.length; i++) {
                asked[i] = TrainingRows.fixedRow(stays[i * (stays.length / asked.length)], h);
            }
            double spread = scores.spread(members, asked);
            calibrations.add(EnsembleCalibration.of(said, died, spread, members.size()));
        }
        return calibrations;
    }

    private static Calibrator calibrator(List<EnsembleCalibration> calibrations) {
        List<Calibrator.Knot> knots = new ArrayList<>();
        for (int h = 0; h < calibrations.size(); h++) {
            knots.add(
                    new Calibrator.Knot(
                            TrainingRows.FIXED_HOURS.get(h), calibrations.get(h).line()));
        }
        return new Calibrator(knots);
    }

    /// @param risk of a row at the last of the fixed hours
    private double threshold(int[] stays, IntToDoubleFunction risk) {
        Scored scored = scored(stays, TrainingRows.FIXED_HOURS.size() - 1, risk);
        return ThresholdChoice.forEvent1(scored, Math.min(STRETCH, stays.length / 10 * 2 + 1));
    }

    private Scored scored(int[] stays, int h, IntToDoubleFunction risk) {
        double[] risks = new double[stays.length];
        boolean[] died = new boolean[stays.length];
        for (int i = 0; i < stays.length; i++) {
            int row = TrainingRows.fixedRow(stays[i], h);
            risks[i] = risk.applyAsDouble(row);
            died[i] = rows.died(row);
        }
        return Scored.of(risks, died);
    }

    /// One net over all stays, learning from what the members said of stays they did not see.
    private ModelParts distilled(
            String name,
            int[] stays,
            NetTrainer nets,
            NetInputs inputs,
            double[] unseen,
            List<EnsembleCalibration> teacher,
            long seed) {
        int[] learnFrom = rows.rowsOf(stays);
        IntToDoubleFunction target =
                row ->
                        FOLLOWS * LogisticLine.sigmoid(unseen[row])
                                + (1 - FOLLOWS) * (rows.died(row) ? 1 : 0);
        DenseNet net =
                NetTrainer.plain(
                        nets.train(
                                learnFrom,
                                target,
                                recipe.distilledEpochs(),
                                seed,
                                progress::epoch));
        Member member = new Member(BoostedTrees.none(FeatureLayout.featureNames()), net, 1);
        double[] own = new double[rows.rows()];
        new RowScores(rows, inputs).of(member, learnFrom, own);
        List<Calibrator.Knot> knots = new ArrayList<>();
        for (int h = 0; h < TrainingRows.FIXED_HOURS.size(); h++) {
            double hour = TrainingRows.FIXED_HOURS.get(h);
            knots.add(new Calibrator.Knot(hour, follow(stays, h, own, unseen, teacher.get(h))));
        }
        Calibrator calibrator = new Calibrator(knots);
        LogisticLine last = knots.getLast().line();
        return parts(
                name + " distilled",
                inputs,
                List.of(member),
                calibrator,
                threshold(stays, row -> last.apply(LogisticLine.sigmoid(own[row]))));
    }

    /// The line on which the net says what the calibrated ensemble says: what happened to these
    /// stays is not asked, for the net has learned from it.
    private static LogisticLine follow(
            int[] stays, int h, double[] own, double[] unseen, EnsembleCalibration ensemble) {
        double[] logOdds = new double[stays.length];
        double[] said = new double[stays.length];
        for (int i = 0; i < stays.length; i++) {
            int row = TrainingRows.fixedRow(stays[i], h);
            logOdds[i] = own[row];
            said[i] = ensemble.risk(unseen[row]);
        }
        return LogisticLine.fit(logOdds, said);
    }
}
