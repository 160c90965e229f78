// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.net;

import java.util.ArrayList;
import java.util.List;

/// Dense layers with rectified units between and one output on the log odds scale. Sums run over
/// the inputs from first to last in double precision, never fused or reordered: the same bits on
/// every machine. Immutable.
public final class DenseNet {
    private final List<Layer> layers;

    private DenseNet(List<Layer> layers) {
        this.layers = List.copyOf(layers);
    }

    /// @param weights per layer [input][unit]
    /// @param biases per layer [unit]; the last layer has one unit
    /// @throws IllegalArgumentException when the layers do not fit each other or hold a number that
    ///     is none
    public static DenseNet of(List<double[][]> weights, List<double[]> biases) {
        List<Layer> layers = new ArrayList<>();
        int inputs = weights.isEmpty() ? 0 : weights.getFirst().length;
        for (int i = 0; i < weights.size(); i++) {
            Layer layer = Layer.of(weights.get(i), biases.get(i));
            if (layer.inputs != inputs) {
                throw new IllegalArgumentException(
                        "layer " + i + " takes " + layer.inputs + " inputs, not " + inputs);
            }
            inputs = layer.units;
            layers.add(layer);
        }
        if (inputs != 1 || layers.isEmpty()) {
            throw new IllegalArgumentException("a net with " + inputs + " outputs");
        }
        return new DenseNet(layers);
    }

    public int inputs() {
        return layers.getFirst().inputs;
    }

    /// Log odds.
    public double rawScore(double[] inputs) {
        if (inputs.length != inputs()) {
            throw new IllegalArgumentException(inputs.length + " inputs for a net of " + inputs());
        }
        double[] values = inputs;
        for (int i = 0; i < layers.size(); i++) {
            values = layers.get(i).forward(values, i + 1 < layers.size());
        }
        return values[0];
    }

    private static final class Layer {
        private final int inputs;
        private final int units;
        private final double[] weights;
        private final double[] biases;

        private Layer(int inputs, int units, double[] weights, double[] biases) {
            this.inputs = inputs;
            this.units = units;
            this.weights = weights;
            this.biases = biases;
        }

        private static Layer of(double[][] weights, double[] biases) {
            double[] flat = new double[weights.length * biases.length];
            for (int input = 0; input < weights.length; input++) {
                if (weights[input].length != biases.length) {
                    throw new IllegalArgumentException(
                            weights[input].length + " weights for " + biases.length + " units");
                }
                System.arraycopy(weights[input], 0, flat, input * biases.length, biases.length);
            }
            for (double weight : flat) {
                if (!Double.isFinite(weight)) {
                    throw new IllegalArgumentException("weight " + weight);
                }
            }
            return new Layer(weights.length, biases.length, flat, biases.clone());
        }

        private double[] forward(double[] values, boolean rectified) {
            double[] sums = biases.clone();
            for (int input = 0; input < inputs; input++) {
                double value = values[input];
                if (value == 0) {
                    continue;
                }
                int row = input * units;
                for (int unit = 0; unit < units; unit++) {
                    sums[unit] += value * weights[row + unit];
                }
            }
            if (rectified) {
                for (int unit = 0; unit < units; unit++) {
                    sums[unit] = Math.max(0, sums[unit]);
                }
            }
            return sums;
        }
    }
}
