// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.schedule.PolySchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.tsunagu.severity.feature.FeatureLayout;
import org.tsunagu.severity.net.DenseNet;
import org.tsunagu.severity.net.NetInputs;

/// Nets by Deeplearning4j: one hidden layer over the encoded features, with drop-out on both, which
/// is the drop-out of sensors too. One thread (`OMP_NUM_THREADS=1`), so that a seed gives the same
/// bits.
final class NetTrainer {
    private static final int BATCH = 256;

    /// What Deeplearning4j calls drop-out is the share that is kept.
    private static final double KEEP_INPUT = 0.7;

    private static final double KEEP_HIDDEN = 0.5;

    private final TrainingRows rows;
    private final NetInputs inputs;
    private final Recipe recipe;

    NetTrainer(TrainingRows rows, NetInputs inputs, Recipe recipe) {
        this.rows = rows;
        this.inputs = inputs;
        this.recipe = recipe;
    }

    /// @param target of a row: 0 to 1
    /// @param progress told after each pass over the rows
    MultiLayerNetwork train(
            int[] rowPlaces, IntToDoubleFunction target, int epochs, long seed, Runnable progress) {
        int batches = Math.max(1, rowPlaces.length / BATCH);
        MultiLayerNetwork net = new MultiLayerNetwork(layout(seed, epochs * batches));
        net.init();
        double base = Arrays.stream(rowPlaces).mapToDouble(target).average().orElse(0.5);
        net.getLayer(1).getParam("b").assign(StrictMath.log(base / (1 - base)));
        Random random = new Random(seed);
        int[] order = rowPlaces.clone();
        for (int epoch = 0; epoch < epochs; epoch++) {
            shuffle(order, random);
            for (int batch = 0; batch < batches; batch++) {
                int from = batch * BATCH;
                int[] chosen =
                        Arrays.copyOfRange(order, from, Math.min(order.length, from + BATCH));
                try (INDArray x = encoded(chosen);
                        INDArray y = targets(chosen, target)) {
                    net.fit(x, y);
                }
            }
            progress.run();
        }
        return net;
    }

    private MultiLayerConfiguration layout(long seed, int steps) {
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .dataType(DataType.FLOAT)
                .updater(
                        new Adam(
                                new PolySchedule(
                                        ScheduleType.ITERATION, recipe.netRate(), 1, steps)))
                .weightDecay(recipe.netDecay(), true)
                .weightInit(WeightInit.LECUN_NORMAL)
                .list()
                .layer(
                        new DenseLayer.Builder()
                                .nIn(inputs.length())
                                .nOut(recipe.hiddenUnits())
                                .activation(Activation.RELU)
                                .dropOut(KEEP_INPUT)
                                .build())
                .layer(
                        new OutputLayer.Builder(new LossBinaryXENT())
                                .nIn(recipe.hiddenUnits())
                                .nOut(1)
                                .activation(Activation.SIGMOID)
                                .dropOut(KEEP_HIDDEN)
                                .build())
                .build();
    }

    /// Rows as Deeplearning4j takes them, [row][input].
    INDArray encoded(int[] rowPlaces) {
        double[] vector = new double[FeatureLayout.LENGTH];
        double[] encoded = new double[inputs.length()];
        float[] flat = new float[rowPlaces.length * encoded.length];
        for (int i = 0; i < rowPlaces.length; i++) {
            rows.copyRow(rowPlaces[i], vector);
            inputs.write(vector, encoded);
            for (int j = 0; j < encoded.length; j++) {
                flat[i * encoded.length + j] = (float) encoded[j];
            }
        }
        return Nd4j.create(flat, new long[] {rowPlaces.length, encoded.length}, 'c');
    }

    private static INDArray targets(int[] rowPlaces, IntToDoubleFunction target) {
        float[] flat = new float[rowPlaces.length];
        for (int i = 0; i < flat.length; i++) {
            flat[i] = (float) target.applyAsDouble(rowPlaces[i]);
        }
        return Nd4j.create(flat, new long[] {flat.length, 1}, 'c');
    }

    /// The trained weights for the plain forward pass.
    static DenseNet plain(MultiLayerNetwork net) {
        List<float[][]> weights = new ArrayList<>();
        List<float[]> biases = new ArrayList<>();
        for (int i = 0; i < net.getnLayers(); i++) {
            weights.add(net.getLayer(i).getParam("W").toFloatMatrix());
            biases.add(net.getLayer(i).getParam("b").toFloatVector());
        }
        return DenseNet.of(weights, biases);
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int kept = order[i];
            order[i] = order[j];
            order[j] = kept;
        }
    }
}
