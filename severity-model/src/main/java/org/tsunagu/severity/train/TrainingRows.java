// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.tsunagu.severity.feature.EncounterFeatures;
import org.tsunagu.severity.feature.FeatureLayout;
import org.tsunagu.severity.stay.Observation;
import org.tsunagu.severity.stay.Outcome;
import org.tsunagu.severity.stay.Outcomes;
import org.tsunagu.severity.stay.Stay;
import org.tsunagu.severity.stay.StayId;
import org.tsunagu.severity.stay.StaySource;
import org.tsunagu.severity.stay.UnreadableStays;

/// Features of every stay at several cut times: five fixed hours, at which it is calibrated and
/// judged, and three drawn ones, so that the model can be asked at any. Immutable but for the
/// matrix, which nobody may write to.
public final class TrainingRows {
    /// Hours of the stay at which every stay has a row.
    public static final List<Integer> FIXED_HOURS = List.of(6, 12, 24, 36, 48);

    private static final int DRAWN_CUTS = 3;
    private static final int FIRST_DRAWN_MINUTE = 120;
    private static final int LAST_DRAWN_MINUTE = 2_880;
    private static final int PER_STAY = FIXED_HOURS.size() + DRAWN_CUTS;
    private static final int LENGTH = FeatureLayout.LENGTH;

    private final List<Outcome> stays;
    private final float[] matrix;
    private final int[] minutes;

    private TrainingRows(List<Outcome> stays, float[] matrix, int[] minutes) {
        this.stays = List.copyOf(stays);
        this.matrix = matrix;
        this.minutes = minutes;
    }

    /// Reads stays and outcomes; stays without an outcome are left out.
    ///
    /// @param seed of the drawn cuts; each stay's depend on its own id too, never on its neighbours
    /// @throws UnreadableStays when a file cannot be read, or no stay has an outcome
    public static TrainingRows read(List<Path> data, List<Path> outcomeFiles, long seed) {
        Map<StayId, Outcome> outcomes = Outcomes.read(outcomeFiles);
        List<Outcome> stays = new ArrayList<>();
        List<float[]> blocks = new ArrayList<>();
        List<int[]> cuts = new ArrayList<>();
        for (Path path : data) {
            new StaySource(path)
                    .forEach(
                            read -> {
                                Outcome outcome = outcomes.get(read.stay().id());
                                if (outcome != null) {
                                    int[] minutes = cutsOf(read.stay().id(), seed);
                                    stays.add(outcome);
                                    cuts.add(minutes);
                                    blocks.add(block(read.stay(), minutes));
                                }
                            });
        }
        if (stays.isEmpty()) {
            throw new UnreadableStays("None of the stays in " + data + " has an outcome");
        }
        float[] matrix = new float[Math.multiplyExact(stays.size() * PER_STAY, LENGTH)];
        int[] minutes = new int[stays.size() * PER_STAY];
        for (int i = 0; i < stays.size(); i++) {
            System.arraycopy(blocks.get(i), 0, matrix, i * PER_STAY * LENGTH, PER_STAY * LENGTH);
            System.arraycopy(cuts.get(i), 0, minutes, i * PER_STAY, PER_STAY);
            blocks.set(i, new float[0]);
        }
        return new TrainingRows(stays, matrix, minutes);
    }

    /// Fixed hours first, then the drawn minutes.
    private static int[] cutsOf(StayId stay, long seed) {
        SplittableRandom random = new SplittableRandom(seed * 31 + stay.value().hashCode());
        int[] minutes = new int[PER_STAY];
        for (int i = 0; i < PER_STAY; i++) {
            minutes[i] =
                    i < FIXED_HOURS.size()
                            ? FIXED_HOURS.get(i) * 60
                            : random.nextInt(FIRST_DRAWN_MINUTE, LAST_DRAWN_MINUTE);
        }
        return minutes;
    }

    private static float[] block(Stay stay, int[] minutes) {
        float[] block = new float[PER_STAY * LENGTH];
        double[] vector = new double[LENGTH];
        EncounterFeatures features = new EncounterFeatures(stay.descriptors());
        List<Observation> observations = stay.observations();
        int next = 0;
        int[] byTime =
                IntStream.range(0, PER_STAY)
                        .boxed()
                        .sorted((a, b) -> Integer.compare(minutes[a], minutes[b]))
                        .mapToInt(Integer::intValue)
                        .toArray();
        for (int cut : byTime) {
            while (next < observations.size() && observations.get(next).minute() <= minutes[cut]) {
                features.add(observations.get(next++));
            }
            features.write(vector, minutes[cut]);
            for (int i = 0; i < LENGTH; i++) {
                block[cut * LENGTH + i] = (float) vector[i];
            }
        }
        return block;
    }

    public List<Outcome> stays() {
        return stays;
    }

    /// All rows of the stays at these places, stay by stay.
    int[] rowsOf(int[] stayPlaces) {
        return Arrays.stream(stayPlaces)
                .flatMap(stay -> IntStream.range(stay * PER_STAY, (stay + 1) * PER_STAY))
                .toArray();
    }

    int rows() {
        return minutes.length;
    }

    /// The row of a stay at the h-th of [#FIXED_HOURS].
    static int fixedRow(int stay, int h) {
        return stay * PER_STAY + h;
    }

    boolean died(int row) {
        return stays.get(row / PER_STAY).diedInHospital();
    }

    double value(int row, int feature) {
        return matrix[row * LENGTH + feature];
    }

    void copyRow(int row, float[] to, int at) {
        System.arraycopy(matrix, row * LENGTH, to, at, LENGTH);
    }

    void copyRow(int row, double[] to) {
        for (int i = 0; i < LENGTH; i++) {
            to[i] = matrix[row * LENGTH + i];
        }
    }
}
