// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

/// The timestamps of one RTP stream against the wall clock of its sender: a straight line through
/// the pairs of the last while, timestamps unwrapped. The stream's clock may run wrong by 0.1 %;
/// where it jumps against the wall clock, the past is dropped. Memory is fixed.
final class TimestampLine {
    /// A larger deviation is a step of the sender's clock.
    static final long SMALLEST_STEP_MICROS = 100_000;

    private static final int PAIRS = 64;
    private static final long CLOSEST_MICROS = 500_000;
    private static final long SPAN_FOR_A_SLOPE_MICROS = 10_000_000;
    private static final double MOST_DRIFT = 1e-3;
    private static final double UNKNOWN_DRIFT = 250e-6;
    private static final double KNOWN_DRIFT = 20e-6;

    private final double microsPerTick;
    private final long[] ticks = new long[PAIRS];
    private final long[] micros = new long[PAIRS];
    private int size;
    private int oldest;
    private long lastTicks;
    private double slope;
    private double middleTicks;
    private double middleMicros;
    private double residual;
    private boolean sloped;

    TimestampLine(int clockRate) {
        microsPerTick = 1e6 / clockRate;
        slope = microsPerTick;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /// Takes a pair.
    ///
    /// @return false where it contradicts the ones before: they are dropped
    boolean add(long rtpTimestamp, long senderMicros) {
        if (size == 0) {
            lastTicks = rtpTimestamp;
            put(rtpTimestamp, senderMicros);
            return true;
        }
        long at = unwrap(rtpTimestamp);
        double away = Math.abs(senderMicros - micros(at));
        double allowed = SMALLEST_STEP_MICROS + MOST_DRIFT * Math.abs(beyond(at));
        boolean steady = away <= allowed;
        if (!steady) {
            size = 0;
            sloped = false;
        }
        long since = steady ? senderMicros - newestMicros() : CLOSEST_MICROS;
        if (since >= CLOSEST_MICROS) {
            lastTicks = at;
            put(at, senderMicros);
        }
        return steady;
    }

    /// The timestamp next to the last one taken that has these 32 bits.
    private long unwrap(long rtpTimestamp) {
        return lastTicks + (int) (rtpTimestamp - lastTicks);
    }

    private long newestMicros() {
        return micros[(oldest + size - 1) % PAIRS];
    }

    private void put(long at, long senderMicros) {
        if (size == PAIRS) {
            oldest = (oldest + 1) % PAIRS;
            size--;
        }
        int slot = (oldest + size++) % PAIRS;
        ticks[slot] = at;
        micros[slot] = senderMicros;
        fit();
    }

    private void fit() {
        long firstTicks = ticks[oldest];
        long firstMicros = micros[oldest];
        double sumTicks = 0;
        double sumMicros = 0;
        for (int i = 0; i < size; i++) {
            sumTicks += ticks[(oldest + i) % PAIRS] - firstTicks;
            sumMicros += micros[(oldest + i) % PAIRS] - firstMicros;
        }
        middleTicks = firstTicks + sumTicks / size;
        middleMicros = firstMicros + sumMicros / size;
        fitSlope();
        residual = 0;
        for (int i = 0; i < size; i++) {
            int slot = (oldest + i) % PAIRS;
            residual = Math.max(residual, Math.abs(micros[slot] - micros(ticks[slot])));
        }
    }

    private void fitSlope() {
        double squares = 0;
        double products = 0;
        for (int i = 0; i < size; i++) {
            double x = ticks[(oldest + i) % PAIRS] - middleTicks;
            squares += x * x;
            products += x * (micros[(oldest + i) % PAIRS] - middleMicros);
        }
        sloped = newestMicros() - micros[oldest] >= SPAN_FOR_A_SLOPE_MICROS && squares > 0;
        double fitted = sloped ? products / squares : microsPerTick;
        double most = microsPerTick * MOST_DRIFT;
        slope = Math.clamp(fitted, microsPerTick - most, microsPerTick + most);
    }

    /// What the sender's wall clock showed at a timestamp.
    long senderMicros(long rtpTimestamp) {
        return Math.round(micros(unwrap(rtpTimestamp)));
    }

    private double micros(long at) {
        return middleMicros + slope * (at - middleTicks);
    }

    /// How far [#senderMicros] may be wrong there.
    long errorMicros(long rtpTimestamp) {
        double drift = sloped ? KNOWN_DRIFT : UNKNOWN_DRIFT;
        double far = Math.abs(beyond(unwrap(rtpTimestamp)));
        return (long) Math.ceil(residual + drift * far);
    }

    /// How far a timestamp lies outside what was taken, in microseconds; negative: before.
    long beyondMicros(long rtpTimestamp) {
        return Math.round(beyond(unwrap(rtpTimestamp)));
    }

    private double beyond(long at) {
        long first = ticks[oldest];
        long last = ticks[(oldest + size - 1) % PAIRS];
        return at > last ? (at - last) * slope : at < first ? (at - first) * slope : 0;
    }
}
