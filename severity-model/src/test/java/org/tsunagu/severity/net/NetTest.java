// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NetTest {
    private static final double[] HUNDRED =
            IntStream.rangeClosed(0, 100).asDoubleStream().toArray();

    private static double[] encoded(QuantileEncoding encoding, double value) {
        double[] out = new double[QuantileEncoding.INPUTS];
        encoding.write(value, out, 0);
        return out;
    }

    @Test
    void twoLayersAreAsByHand() {
        DenseNet net =
                DenseNet.of(
                        List.of(new double[][] {{1, -1}, {2, 1}}, new double[][] {{3}, {5}}),
                        List.of(new double[] {0.5, 0}, new double[] {-1}));
        // Units: max(0, 0.5 + 1*2 + 2*1) = 4.5 and max(0, -2 + 1) = 0.
        assertThat(net.rawScore(new double[] {2, 1})).isEqualTo(3 * 4.5 - 1);
        // Units: max(0, 0.5 - 1) = 0 and max(0, 1) = 1.
        assertThat(net.rawScore(new double[] {-1, 0})).isEqualTo(5 - 1.0);
    }

    @Test
    void layersThatDoNotFitAreRefused() {
        assertThatThrownBy(
                        () ->
                                DenseNet.of(
                                        List.<double[][]>of(new double[][] {{1, 2}}),
                                        List.of(new double[2])))
                .hasMessageContaining("2 outputs");
        assertThatThrownBy(
                        () ->
                                DenseNet.of(
                                        List.of(new double[][] {{1, 2}}, new double[][] {{1}}),
                                        List.of(new double[2], new double[1])))
                .hasMessageContaining("layer 1");
        assertThatThrownBy(
                        () ->
                                DenseNet.of(
                                        List.<double[][]>of(new double[][] {{Double.NaN}}),
                                        List.of(new double[1])))
                .hasMessageContaining("NaN");
    }

    @Test
    void ranksAreBoundedHoweverWildTheValue() {
        QuantileEncoding encoding = QuantileEncoding.of(HUNDRED, 10);
        assertThat(encoded(encoding, 1e300)).isEqualTo(encoded(encoding, 100));
        assertThat(encoded(encoding, Double.NEGATIVE_INFINITY)).isEqualTo(encoded(encoding, 0));
        assertThat(encoded(encoding, 75)[0]).isCloseTo(0.25 * 3.4, within(1e-12));
        assertThat(encoded(encoding, 73)[0]).isCloseTo(0.23 * 3.4, within(1e-12));
    }

    @Test
    void absentIsTheMiddleAndSaidToBeAbsent() {
        QuantileEncoding encoding = QuantileEncoding.of(HUNDRED, 10);
        assertThat(encoded(encoding, Double.NaN)).containsExactly(0, 0, 0.5);
        assertThat(encoded(encoding, 50)).containsExactly(0, -0.85, -0.5);
    }

    @Test
    void aFeatureThatNeverVariesOrWasNeverSeenSaysNothing() {
        QuantileEncoding constant = QuantileEncoding.of(new double[] {7, 7, Double.NaN}, 10);
        QuantileEncoding unseen = QuantileEncoding.of(new double[] {Double.NaN}, 10);
        assertThat(encoded(constant, 7)).isEqualTo(encoded(constant, 9));
        assertThat(encoded(unseen, 7)).isEqualTo(encoded(unseen, 9));
    }
}
