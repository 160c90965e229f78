// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.tsunagu.severity.evaluate.Discrimination;
import org.tsunagu.severity.evaluate.LogisticLine;
import org.tsunagu.severity.evaluate.Scored;
import org.tsunagu.severity.feature.EncounterFeatures;
import org.tsunagu.severity.feature.FeatureLayout;
import org.tsunagu.severity.model.ModelFile;
import org.tsunagu.severity.model.SeverityModel;
import org.tsunagu.severity.net.DenseNet;
import org.tsunagu.severity.net.NetInputs;
import org.tsunagu.severity.risk.Assessment;
import org.tsunagu.severity.stay.Stay;
import org.tsunagu.severity.stay.StaySource;

class ModelTrainerTest {
    private static final int STAYS = 400;

    @TempDir static Path folder;
    private static TrainingRows rows;
    private static ModelTrainer.Trained trained;

    private static Progress silent() {
        return new Progress(InstantSource.system(), _ -> {}, ModelTrainer.steps(Recipe.QUICK));
    }

    private static ModelTrainer.Trained train(long seed) {
        return new ModelTrainer(rows, Recipe.QUICK, silent())
                .train(Folds.all(rows), "test 1", seed);
    }

    @BeforeAll
    static void trainOnce() throws IOException {
        Teachers.assumeThere();
        SyntheticStays.write(folder, STAYS, 5);
        rows =
                TrainingRows.read(
                        List.of(folder.resolve("stays")),
                        List.of(folder.resolve("Outcomes.txt")),
                        1);
        trained = train(1);
    }

    private static List<Stay> stays() {
        List<Stay> stays = new ArrayList<>();
        new StaySource(folder.resolve("stays")).forEach(read -> stays.add(read.stay()));
        return stays;
    }

    private static Assessment assess(SeverityModel model, Stay stay, int minute) {
        EncounterFeatures features = new EncounterFeatures(stay.descriptors());
        stay.observations().stream().filter(o -> o.minute() <= minute).forEach(features::add);
        return model.assess(features, minute);
    }

    @Test
    void theSameSeedGivesTheSameBitsAndAnotherDoesNot() {
        byte[] first = ModelFile.write(trained.model());
        assertThat(ModelFile.write(train(1).model())).isEqualTo(first);
        assertThat(ModelFile.write(train(2).model())).isNotEqualTo(first);
    }

    @Test
    void whatItLearnedPutsTheSickBeforeTheWell() {
        for (var parts : List.of(trained.model(), trained.distilled())) {
            SeverityModel model = new SeverityModel(parts);
            List<Stay> stays = stays();
            double[] risks =
                    stays.stream().mapToDouble(stay -> assess(model, stay, 2_880).risk()).toArray();
            boolean[] died = new boolean[STAYS];
            for (int i = 0; i < STAYS; i++) {
                died[i] = rows.stays().get(i).diedInHospital();
            }
            assertThat(Discrimination.auroc(Scored.of(risks, died)))
                    .as(parts.name())
                    .isGreaterThan(0.75);
        }
    }

    @Test
    void theModelComesBackFromItsBytesToTheBit() {
        SeverityModel model = new SeverityModel(trained.model());
        SeverityModel again = new SeverityModel(ModelFile.read(ModelFile.write(trained.model())));
        for (Stay stay : stays().subList(0, 20)) {
            Assessment said = assess(model, stay, 1_440);
            assertThat(assess(again, stay, 1_440)).isEqualTo(said);
            assertThat(said.low()).isLessThan(said.risk());
            assertThat(said.high()).isGreaterThan(said.risk());
        }
    }

    @Test
    void deeplearning4jSaysWhatThePlainPassSays() {
        int[] all = rows.rowsOf(Folds.all(rows));
        NetInputs inputs = trained.model().inputs();
        NetTrainer trainer = new NetTrainer(rows, inputs, Recipe.QUICK);
        MultiLayerNetwork oracle =
                trainer.train(all, row -> rows.died(row) ? 1 : 0, 2, 3, () -> {});
        DenseNet plain = NetTrainer.plain(oracle);
        int[] asked = Arrays.copyOf(all, 500);
        double[] vector = new double[FeatureLayout.LENGTH];
        double[] encoded = new double[inputs.length()];
        try (INDArray batch = trainer.encoded(asked)) {
            float[] said = oracle.output(batch).toFloatVector();
            for (int i = 0; i < asked.length; i++) {
                rows.copyRow(asked[i], vector);
                inputs.write(vector, encoded);
                double own = LogisticLine.sigmoid(plain.rawScore(encoded));
                assertThat(own).isCloseTo(said[i], within(1e-5));
            }
        }
    }

    @Test
    void groupsPartTheStaysAndTheirDeathsEvenly() {
        Folds folds = Folds.of(rows, Folds.all(rows), 4, 9);
        Set<Integer> seen = new HashSet<>();
        for (int group = 0; group < 4; group++) {
            int[] in = folds.in(group);
            Arrays.stream(in).forEach(stay -> assertThat(seen.add(stay)).isTrue());
            assertThat(in.length + folds.without(group).length).isEqualTo(STAYS);
            assertThat(in.length).isBetween(99, 101);
        }
        assertThat(seen).hasSize(STAYS);
    }

    @Test
    void reasonsNameWhatMovedTheRisk() {
        SeverityModel model = new SeverityModel(trained.model());
        Set<String> subjects = new HashSet<>();
        for (Stay stay : stays().subList(0, 50)) {
            assess(model, stay, 2_880).reasons().forEach(reason -> subjects.add(reason.subject()));
        }
        assertThat(subjects).contains("HR", "Lactate");
    }
}
