// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.net;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/// One layer: weights [input][unit], row by row. Weights are single precision, as trained; sums are
/// double.
final class DenseLayer {
    private static final int MOST_WEIGHTS = 10_000_000;

    private final int inputs;
    private final int units;
    private final float[] weights;
    private final double[] biases;

    private DenseLayer(int inputs, int units, float[] weights, double[] biases) {
        for (float weight : weights) {
            if (!Float.isFinite(weight)) {
                throw new IllegalArgumentException("weight " + weight);
            }
        }
        for (double bias : biases) {
            if (!Double.isFinite(bias)) {
                throw new IllegalArgumentException("bias " + bias);
            }
        }
        this.inputs = inputs;
        this.units = units;
        this.weights = weights;
        this.biases = biases;
    }

    static DenseLayer of(float[][] weights, float[] biases) {
        int units = biases.length;
        float[] flat = new float[weights.length * units];
        for (int input = 0; input < weights.length; input++) {
            if (weights[input].length != units) {
                throw new IllegalArgumentException(
                        weights[input].length + " weights for " + units + " units");
            }
            for (int unit = 0; unit < units; unit++) {
                flat[input * units + unit] = weights[input][unit];
            }
        }
        double[] wide = new double[units];
        for (int unit = 0; unit < units; unit++) {
            wide[unit] = biases[unit];
        }
        return new DenseLayer(weights.length, units, flat, wide);
    }

    int inputs() {
        return inputs;
    }

    int units() {
        return units;
    }

    double[] forward(double[] values, boolean rectified) {
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

    void write(DataOutputStream out) throws IOException {
        out.writeInt(inputs);
        out.writeInt(units);
        for (float weight : weights) {
            out.writeFloat(weight);
        }
        for (double bias : biases) {
            out.writeFloat((float) bias);
        }
    }

    static DenseLayer read(DataInputStream in) throws IOException {
        int inputs = in.readInt();
        int units = in.readInt();
        if (inputs < 1 || units < 1 || (long) inputs * units > MOST_WEIGHTS) {
            throw new IllegalArgumentException(inputs + " inputs to " + units + " units");
        }
        float[] weights = new float[inputs * units];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = in.readFloat();
        }
        double[] biases = new double[units];
        for (int i = 0; i < units; i++) {
            biases[i] = in.readFloat();
        }
        return new DenseLayer(inputs, units, weights, biases);
    }
}
