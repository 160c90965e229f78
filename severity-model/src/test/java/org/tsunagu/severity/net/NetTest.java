// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetTest {
    private static final double[] HUNDRED =
            IntStream.rangeClosed(0, 100).asDoubleStream().toArray();

    private static double[] encoded(QuantileEncoding encoding, double value) {
        double[] out = new double[2];
        encoding.write(value, out, 0);
        return out;
    }

    private static QuantileEncoding hundred() {
        return Objects.requireNonNull(QuantileEncoding.of(HUNDRED, 10, 2));
    }

    private static DenseNet small() {
        return DenseNet.of(
                List.of(new float[][] {{1, -1}, {2, 1}}, new float[][] {{3}, {5}}),
                List.of(new float[] {0.5f, 0}, new float[] {-1}));
    }

    @Test
    void twoLayersAreAsByHand() {
        // Units: max(0, 0.5 + 1*2 + 2*1) = 4.5 and max(0, -2 + 1) = 0.
        assertThat(small().rawScore(new double[] {2, 1})).isEqualTo(3 * 4.5 - 1);
        // Units: max(0, 0.5 - 1) = 0 and max(0, 1) = 1.
        assertThat(small().rawScore(new double[] {-1, 0})).isEqualTo(5 - 1.0);
    }

    @Test
    void aNetComesBackFromItsBytesToTheBit() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        small().write(new DataOutputStream(bytes));
        DenseNet back =
                DenseNet.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        double[] input = {0.1, -0.7};
        assertThat(back.rawScore(input)).isEqualTo(small().rawScore(input));
    }

    @Test
    void layersThatDoNotFitAreRefused() {
        assertThatThrownBy(
                        () ->
                                DenseNet.of(
                                        List.<float[][]>of(new float[][] {{1, 2}}),
                                        List.of(new float[2])))
                .hasMessageContaining("one output");
        assertThatThrownBy(
                        () ->
                                DenseNet.of(
                                        List.of(new float[][] {{1, 2}}, new float[][] {{1}}),
                                        List.of(new float[2], new float[1])))
                .hasMessageContaining("layer 1");
        assertThatThrownBy(
                        () ->
                                DenseNet.of(
                                        List.<float[][]>of(new float[][] {{Float.NaN}}),
                                        List.of(new float[1])))
                .hasMessageContaining("NaN");
    }

    @Test
    void ranksAreBoundedHoweverWildTheValue() {
        assertThat(encoded(hundred(), 1e300)).isEqualTo(encoded(hundred(), 100));
        assertThat(encoded(hundred(), Double.NEGATIVE_INFINITY)).isEqualTo(encoded(hundred(), 0));
        assertThat(encoded(hundred(), 75)[0]).isCloseTo(0.25 * 3.4, within(1e-12));
        assertThat(encoded(hundred(), 73)[0]).isCloseTo(0.23 * 3.4, within(1e-12));
    }

    @Test
    void absentIsTheMiddle() {
        assertThat(encoded(hundred(), Double.NaN)).containsExactly(0, 0);
        assertThat(encoded(hundred(), 50)).containsExactly(0, -0.85);
    }

    @Test
    void aFeatureThatNeverVariesOrWasHardlySeenIsNoInput() {
        assertThat(QuantileEncoding.of(new double[] {7, 7, Double.NaN}, 10, 2)).isNull();
        assertThat(QuantileEncoding.of(new double[] {7, 8, Double.NaN}, 10, 3)).isNull();
    }

    @Test
    void inputsSayWhetherASeriesIsAbsentAndComeBackFromTheirBytes() throws IOException {
        NetInputs.Learner learner = new NetInputs.Learner();
        learner.feature(3, HUNDRED, 2, true);
        learner.feature(0, new double[] {1, 1}, 2, false);
        learner.feature(1, HUNDRED, 2, false);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        learner.learned().write(new DataOutputStream(bytes));
        NetInputs inputs =
                NetInputs.read(
                        new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), 4);
        double[] out = new double[inputs.length()];
        inputs.write(new double[] {9, 50, 9, Double.NaN}, out);
        assertThat(out).containsExactly(0, 0, 0.5, 0, -0.85);
    }
}
