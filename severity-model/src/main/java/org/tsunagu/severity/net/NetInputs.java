// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.net;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// How the feature vector enters a net: each feature that training knew well becomes its rank among
/// the training rows and its distance from the middle, and those that stand for a whole series also
/// say whether they are absent. Immutable.
public final class NetInputs {
    /// Between 2 knots of a feature lies this share of the training rows: 1/64.
    private static final int PIECES = 64;

    private static final int MOST_INPUTS = 100_000;
    private static final int MOST_KNOTS = 1_000;

    private final List<Encoded> features;
    private final int length;

    private NetInputs(List<Encoded> features) {
        this.features = List.copyOf(features);
        length = features.stream().mapToInt(Encoded::width).sum();
    }

    /// @param feature place in the feature vector
    /// @param saysAbsent whether absence is an input of its own
    private record Encoded(int feature, QuantileEncoding encoding, boolean saysAbsent) {
        int width() {
            return saysAbsent ? 3 : 2;
        }
    }

    /// Learns the encoding from training rows.
    public static final class Learner {
        private final List<Encoded> learned = new ArrayList<>();

        /// @param values of the training rows, NaN where absent; not kept
        /// @param leastKnown a feature with fewer values, or always the same one, is left out
        public void feature(int feature, double[] values, int leastKnown, boolean saysAbsent) {
            QuantileEncoding encoding = QuantileEncoding.of(values, PIECES, leastKnown);
            if (encoding != null) {
                learned.add(new Encoded(feature, encoding, saysAbsent));
            }
        }

        public NetInputs learned() {
            return new NetInputs(learned);
        }
    }

    /// Numbers that a net takes.
    public int length() {
        return length;
    }

    /// @param out of [#length]
    public void write(double[] vector, double[] out) {
        int at = 0;
        for (Encoded each : features) {
            double value = vector[each.feature];
            each.encoding.write(value, out, at);
            if (each.saysAbsent) {
                out[at + 2] = Double.isNaN(value) ? 0.5 : -0.5;
            }
            at += each.width();
        }
    }

    public void write(DataOutputStream out) throws IOException {
        out.writeInt(features.size());
        for (Encoded each : features) {
            out.writeShort(each.feature);
            out.writeBoolean(each.saysAbsent);
            each.encoding.write(out);
        }
    }

    /// @throws IOException when the bytes break off or cannot be right
    public static NetInputs read(DataInputStream in, int vectorLength) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_INPUTS) {
            throw new IOException(count + " encoded features");
        }
        List<Encoded> features = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int feature = in.readUnsignedShort();
            if (feature >= vectorLength) {
                throw new IOException("feature " + feature + " of " + vectorLength);
            }
            boolean saysAbsent = in.readBoolean();
            features.add(new Encoded(feature, QuantileEncoding.read(in, MOST_KNOTS), saysAbsent));
        }
        return new NetInputs(features);
    }
}
