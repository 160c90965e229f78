// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.axis;

import java.util.ArrayDeque;

/// The fastest messages of a window and the bounds of the offset that follow from them. Times are
/// microseconds; values are `arrival - sent` relative to the model's base. One minimum is kept per
/// bin, so memory is bounded; per message the work is constant, per bin linear.
final class Envelope {
    private static final double PPM = 1e-6;

    private final ClockModel.Limits limits;
    private final ArrayDeque<Bin> bins = new ArrayDeque<>();
    private EnvelopeLine line = EnvelopeLine.UNKNOWN;
    private double waitingRoundTrip = Double.POSITIVE_INFINITY;
    private double fastestRoundTrip = Double.POSITIVE_INFINITY;
    private double growth;
    private Bin fastest;

    /// The fastest message of one stretch of time.
    private static final class Bin {
        final long start;
        long at;
        double value;
        double roundTrip;

        Bin(long start, double value, double roundTrip) {
            this.start = start;
            this.at = start;
            this.value = value;
            this.roundTrip = roundTrip;
        }
    }

    Envelope(ClockModel.Limits limits) {
        this.limits = limits;
        this.fastest = new Bin(0, 0, Double.POSITIVE_INFINITY);
    }

    void add(long now, double value) {
        expire(now);
        Bin open = bins.peekLast();
        if (open == null || now >= open.start + limits.binMicros()) {
            bins.addLast(new Bin(now, value, waitingRoundTrip));
            waitingRoundTrip = Double.POSITIVE_INFINITY;
            while (bins.size() > limits.bins()) {
                bins.removeFirst();
            }
            refit();
        } else if (value - growth * now < key(open)) {
            open.at = now;
            open.value = value;
            if (key(open) < key(fastest)) {
                fastest = open;
            }
        }
    }

    void addRoundTrip(double micros) {
        Bin open = bins.peekLast();
        if (open == null) {
            waitingRoundTrip = Math.min(waitingRoundTrip, micros);
        } else {
            open.roundTrip = Math.min(open.roundTrip, micros);
            fastestRoundTrip = Math.min(fastestRoundTrip, micros);
        }
    }

    /// Drops what is older than the window.
    void expire(long now) {
        long oldest = now - limits.binMicros() * limits.bins();
        boolean gone = false;
        while (!bins.isEmpty() && bins.getFirst().start < oldest) {
            bins.removeFirst();
            gone = true;
        }
        if (gone) {
            refit();
        }
    }

    void clear() {
        bins.clear();
        refit();
    }

    boolean isEmpty() {
        return bins.isEmpty();
    }

    int size() {
        return bins.size();
    }

    EnvelopeLine line() {
        return line;
    }

    /// The highest the offset can be now: no message travels back in time.
    double highest(long now) {
        return key(fastest) + growth * now;
    }

    /// The lowest the offset can be now, if the fastest message was no slower than [#wayMicros()].
    double lowest(long now) {
        double forgotten = 2 * line.slopeErrorPpm() * PPM * (now - fastest.at);
        return highest(now) - forgotten - wayMicros() - marginMicros();
    }

    /// How much slower than the fastest possible the fastest message of the window may have been:
    /// twice the typical distance of a bin's minimum from the envelope, more while bins are few.
    double marginMicros() {
        return line.noiseMicros() * (2 + 2.0 * ClockModel.START_UP_BINS / Math.max(1, bins.size()));
    }

    private double wayMicros() {
        double assumed = limits.assumedWayMicros();
        double way =
                bins.size() < ClockModel.START_UP_BINS
                        ? 2 * assumed
                        : Math.min(fastestRoundTrip, assumed);
        return way + limits.resolutionMicros();
    }

    private void refit() {
        long[] at = bins.stream().mapToLong(bin -> bin.at).toArray();
        double[] values = bins.stream().mapToDouble(bin -> bin.value).toArray();
        line = EnvelopeLine.under(at, values);
        growth = (line.slopePpm() + line.slopeErrorPpm()) * PPM;
        fastestRoundTrip = Double.POSITIVE_INFINITY;
        Bin best = null;
        for (Bin bin : bins) {
            fastestRoundTrip = Math.min(fastestRoundTrip, bin.roundTrip);
            if (best == null || key(bin) < key(best)) {
                best = bin;
            }
        }
        if (best != null) {
            fastest = best;
        }
    }

    private double key(Bin bin) {
        return bin.value - growth * bin.at;
    }
}
