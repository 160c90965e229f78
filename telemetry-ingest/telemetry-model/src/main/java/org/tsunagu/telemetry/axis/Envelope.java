// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.axis;

import java.util.ArrayDeque;

/// The messages of a window as bounds of the offset: from above by the fastest ones, from below by
/// answered probes. Times are microseconds; values are `arrival - sent` relative to the model's
/// base. One upper and one lower bound are kept per bin, so memory is bounded; per message the work
/// is constant, per bin linear.
final class Envelope {
    private static final double PPM = 1e-6;

    private final ClockModel.Limits limits;
    private final ArrayDeque<Bin> bins = new ArrayDeque<>();
    private final ArrayDeque<Bound> recentLower = new ArrayDeque<>();
    private EnvelopeLine line = EnvelopeLine.UNKNOWN;
    private double fastestGrowth;
    private double slowestGrowth;
    private Bound upper = Bound.NONE_ABOVE;
    private Bound lower = Bound.NONE_BELOW;

    /// What the offset was at most or at least, and when.
    private record Bound(long at, double value) {
        static final Bound NONE_ABOVE = new Bound(0, Double.POSITIVE_INFINITY);
        static final Bound NONE_BELOW = new Bound(0, Double.NEGATIVE_INFINITY);

        /// What follows for time 0 when the offset grows at that rate.
        double key(double growth) {
            return value - growth * at;
        }
    }

    /// The tightest bounds of one stretch of time.
    private static final class Bin {
        final long start;
        Bound upper;
        Bound lower = Bound.NONE_BELOW;

        Bin(Bound upper) {
            this.start = upper.at;
            this.upper = upper;
        }
    }

    Envelope(ClockModel.Limits limits) {
        this.limits = limits;
        refit();
    }

    /// The offset is no more than this: no message travels back in time.
    void addUpper(long now, double value) {
        expire(now);
        Bin open = bins.peekLast();
        var bound = new Bound(now, value);
        if (open == null || now >= open.start + limits.binMicros()) {
            bins.addLast(new Bin(bound));
            while (bins.size() > limits.bins()) {
                bins.removeFirst();
            }
            refit();
        } else if (bound.key(fastestGrowth) < open.upper.key(fastestGrowth)) {
            open.upper = bound;
            if (bound.key(fastestGrowth) < upper.key(fastestGrowth)) {
                upper = bound;
            }
        }
    }

    /// The offset is no less than this: a message of that time took no longer than its round trip.
    void addLower(long now, double value) {
        Bin open = bins.peekLast();
        var bound = new Bound(now, value);
        recentLower.addLast(bound);
        if (recentLower.size() > ClockModel.RECENT_PROBES) {
            recentLower.removeFirst();
        }
        if (open != null && bound.key(slowestGrowth) > open.lower.key(slowestGrowth)) {
            open.lower = bound;
            if (bound.key(slowestGrowth) > lower.key(slowestGrowth)) {
                lower = bound;
            }
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
        recentLower.clear();
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

    /// The highest the offset can be now.
    double highest(long now) {
        return upper.key(fastestGrowth) + fastestGrowth * now;
    }

    /// The lowest the offset can be now: by an answered probe where there is one, else by what is
    /// assumed of the fastest way.
    double lowest(long now) {
        if (Double.isFinite(lower.value)) {
            double recent =
                    recentLower.stream()
                            .mapToDouble(bound -> bound.key(slowestGrowth))
                            .max()
                            .orElse(Double.NEGATIVE_INFINITY);
            return Math.min(recent, lower.key(slowestGrowth)) + slowestGrowth * now;
        }
        double forgotten = (fastestGrowth - slowestGrowth) * (now - upper.at);
        boolean starting = bins.size() < ClockModel.START_UP_BINS;
        double way = limits.assumedWayMicros() * (starting ? 2.0 : 1.0);
        return highest(now) - forgotten - way - limits.resolutionMicros() - margin();
    }

    /// How much slower than the fastest possible the fastest message of the window may have been:
    /// twice the typical distance of a bin's minimum from the envelope, more while bins are few.
    private double margin() {
        return line.noiseMicros() * (2 + 2.0 * ClockModel.START_UP_BINS / Math.max(1, bins.size()));
    }

    private void refit() {
        line =
                EnvelopeLine.under(
                        bins.stream().mapToLong(bin -> bin.upper.at).toArray(),
                        bins.stream().mapToDouble(bin -> bin.upper.value).toArray(),
                        limits.resolutionMicros());
        fastestGrowth = (line.slopePpm() + line.slopeErrorPpm()) * PPM;
        slowestGrowth = (line.slopePpm() - line.slopeErrorPpm()) * PPM;
        upper = Bound.NONE_ABOVE;
        lower = Bound.NONE_BELOW;
        for (Bin bin : bins) {
            if (bin.upper.key(fastestGrowth) < upper.key(fastestGrowth)) {
                upper = bin.upper;
            }
            if (bin.lower.key(slowestGrowth) > lower.key(slowestGrowth)) {
                lower = bin.lower;
            }
        }
    }
}
