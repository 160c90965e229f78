// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.model;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.tsunagu.severity.evaluate.LogisticLine;

/// Calibration per hour of the stay (Platt 1999): a line over the log odds for each of some hours,
/// between them interpolated, outside them the nearest. What the same log odds mean changes while
/// more becomes known.
public record Calibrator(List<Knot> knots) {
    private static final int MOST_KNOTS = 1_000;

    /// One hour's line.
    public record Knot(double hour, LogisticLine line) {}

    /// @throws IllegalArgumentException without knots, with unordered ones, or a line that falls
    public Calibrator {
        knots = List.copyOf(knots);
        for (int i = 0; i < knots.size(); i++) {
            LogisticLine line = knots.get(i).line();
            boolean ordered = i == 0 || knots.get(i).hour() > knots.get(i - 1).hour();
            if (!ordered || !(line.slope() > 0) || !Double.isFinite(line.intercept())) {
                throw new IllegalArgumentException("calibration " + knots.get(i));
            }
        }
        if (knots.isEmpty()) {
            throw new IllegalArgumentException("no calibration");
        }
    }

    /// The line that holds at an hour of the stay.
    public LogisticLine at(double hour) {
        int above = 0;
        while (above < knots.size() && knots.get(above).hour() < hour) {
            above++;
        }
        if (above == 0) {
            return knots.getFirst().line();
        }
        if (above == knots.size()) {
            return knots.getLast().line();
        }
        Knot low = knots.get(above - 1);
        Knot high = knots.get(above);
        double share = (hour - low.hour()) / (high.hour() - low.hour());
        return new LogisticLine(
                between(low.line().intercept(), high.line().intercept(), share),
                between(low.line().slope(), high.line().slope(), share));
    }

    private static double between(double low, double high, double share) {
        return low + share * (high - low);
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(knots.size());
        for (Knot knot : knots) {
            out.writeDouble(knot.hour);
            out.writeDouble(knot.line.intercept());
            out.writeDouble(knot.line.slope());
        }
    }

    static Calibrator read(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 1 || count > MOST_KNOTS) {
            throw new IOException(count + " hours of calibration");
        }
        List<Knot> knots = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double hour = in.readDouble();
            double intercept = in.readDouble();
            knots.add(new Knot(hour, new LogisticLine(intercept, in.readDouble())));
        }
        return new Calibrator(knots);
    }
}
