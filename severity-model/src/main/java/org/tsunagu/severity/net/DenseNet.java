// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.net;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Dense layers with rectified units between and one output on the log odds scale. Sums run over
/// the inputs from first to last in double precision, never fused or reordered: the same bits on
/// every machine. Immutable.
public final class DenseNet {
    private static final int MOST_LAYERS = 16;

    private final List<DenseLayer> layers;

    private DenseNet(List<DenseLayer> layers) {
        this.layers = List.copyOf(layers);
    }

    /// @param weights per layer [input][unit], as training holds them in single precision
    /// @param biases per layer [unit]; the last layer has one unit
    /// @throws IllegalArgumentException when the layers do not fit each other or hold a number that
    ///     is none
    public static DenseNet of(List<float[][]> weights, List<float[]> biases) {
        List<DenseLayer> layers = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            layers.add(DenseLayer.of(weights.get(i), biases.get(i)));
        }
        return fitted(layers);
    }

    private static DenseNet fitted(List<DenseLayer> layers) {
        for (int i = 1; i < layers.size(); i++) {
            if (layers.get(i).inputs() != layers.get(i - 1).units()) {
                throw new IllegalArgumentException(
                        "layer " + i + " takes " + layers.get(i).inputs() + " inputs");
            }
        }
        if (layers.isEmpty() || layers.getLast().units() != 1) {
            throw new IllegalArgumentException("a net has one output");
        }
        return new DenseNet(layers);
    }

    public int inputs() {
        return layers.getFirst().inputs();
    }

    /// Log odds.
    public double rawScore(double[] inputs) {
        if (inputs.length != inputs()) {
            throw new IllegalArgumentException(inputs.length + " inputs for a net of " + inputs());
        }
        double[] values = inputs;
        for (DenseLayer layer : layers) {
            values = layer.forward(values, layer != layers.getLast());
        }
        return values[0];
    }

    public void write(DataOutputStream out) throws IOException {
        out.writeByte(layers.size());
        for (DenseLayer layer : layers) {
            layer.write(out);
        }
    }

    /// @throws IOException when the bytes break off
    /// @throws IllegalArgumentException when they are no net
    public static DenseNet read(DataInputStream in) throws IOException {
        int count = in.readUnsignedByte();
        if (count > MOST_LAYERS) {
            throw new IllegalArgumentException(count + " layers");
        }
        List<DenseLayer> layers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            layers.add(DenseLayer.read(in));
        }
        return fitted(layers);
    }
}
