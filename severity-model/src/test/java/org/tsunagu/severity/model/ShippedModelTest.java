// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.severity.feature.EncounterFeatures;
import org.tsunagu.severity.risk.Assessment;
import org.tsunagu.severity.stay.Descriptors;
import org.tsunagu.severity.stay.Observation;
import org.tsunagu.severity.stay.StaySource;
import org.tsunagu.severity.stay.Variable;
import org.tsunagu.severity.train.SyntheticStays;

/// What is in the repository is what was published.
class ShippedModelTest {
    private static final List<Integer> HOURS = List.of(0, 6, 24, 48, 200);

    @TempDir Path folder;

    /// One frozen model: whoever changes features or weights changes the model's version, and this
    /// file.
    @Test
    void theSameStaysGiveTheSameBitsAsWhenItWasShipped() throws IOException {
        SyntheticStays.write(folder, 12, 2026);
        List<String> rows = new ArrayList<>(List.of(ScoreSheet.HEADER));
        for (SeverityModel model : List.of(ModelFile.shipped(), ModelFile.distilled())) {
            ScoreSheet sheet = new ScoreSheet(model, HOURS);
            new StaySource(folder.resolve("stays"))
                    .forEach(read -> rows.addAll(sheet.rows(read.stay())));
        }
        assertThat(rows).isEqualTo(golden());
    }

    private static List<String> golden() throws IOException {
        try (InputStream in = ShippedModelTest.class.getResourceAsStream("/golden-scores.csv")) {
            assertThat(in).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private static Assessment of(Observation... observations) {
        EncounterFeatures features = new EncounterFeatures(Descriptors.NOTHING_KNOWN);
        List.of(observations).forEach(features::add);
        return ModelFile.shipped().assess(features, 1_440);
    }

    @Test
    void sickerIsRiskierAndWorseKnownIsWiderOrEqual() {
        Assessment nothing = of();
        Assessment well =
                of(
                        new Observation(1_300, Variable.GCS, 15),
                        new Observation(1_300, Variable.LACTATE, 0.9),
                        new Observation(1_300, Variable.BUN, 12));
        Assessment sick =
                of(
                        new Observation(1_300, Variable.GCS, 3),
                        new Observation(1_300, Variable.LACTATE, 9),
                        new Observation(1_300, Variable.BUN, 90));
        assertThat(well.risk()).isLessThan(sick.risk());
        assertThat(sick.reasons())
                .extracting(reason -> reason.subject())
                .contains("GCS", "Lactate");
        assertThat(sick.reasons().getFirst().logOdds()).isPositive();
        assertThat(nothing.completeness()).isZero();
        assertThat(nothing.risk()).isStrictlyBetween(0.0, 1.0);
    }

    @Test
    void outsideTheValidatedHoursAndWithoutLaboratoryItSaysSo() {
        EncounterFeatures features = new EncounterFeatures(Descriptors.NOTHING_KNOWN);
        SeverityModel model = ModelFile.shipped();
        features.add(new Observation(10, Variable.GCS, 15));
        assertThat(model.assess(features, 360).inRange()).isFalse();
        features.add(new Observation(20, Variable.SODIUM, 140));
        assertThat(model.assess(features, 359).inRange()).isFalse();
        assertThat(model.assess(features, 360).inRange()).isTrue();
        assertThat(model.assess(features, 2_880).inRange()).isTrue();
        assertThat(model.assess(features, 2_881).inRange()).isFalse();
    }

    @Test
    void aDamagedFileIsRefused() {
        byte[] bytes = ModelFile.write(ModelFile.distilled().parts());
        byte[] cut = Arrays.copyOf(bytes, bytes.length / 2);
        assertThatThrownBy(() -> ModelFile.read(cut)).isInstanceOf(IllegalArgumentException.class);
        bytes[bytes.length / 3] ^= 1;
        assertThatThrownBy(() -> ModelFile.read(bytes)).hasMessageContaining("checksum");
    }

    @Test
    void theWayWithoutReasonsGivesTheSameBits() {
        EncounterFeatures features = new EncounterFeatures(Descriptors.NOTHING_KNOWN);
        features.add(new Observation(10, Variable.LACTATE, 4));
        SeverityModel model = ModelFile.shipped();
        assertThat(model.risk(features, 600)).isEqualTo(model.assess(features, 600).risk());
        assertThat(model.another().risk(features, 600)).isEqualTo(model.risk(features, 600));
    }
}
