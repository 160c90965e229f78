// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.axis;

import java.util.Arrays;

/// The line under a cloud of points that lies closest to them: the edge of their lower convex hull
/// above the middle of their times (Moon, Skelly, Towsley, INFOCOM 1999).
///
/// @param slopePpm how fast the offset grows, 0 while it cannot be told
/// @param slopeErrorPpm how far the true slope may be from it
/// @param noiseMicros median distance of the points from the line
record EnvelopeLine(double slopePpm, double slopeErrorPpm, double noiseMicros) {
    static final EnvelopeLine UNKNOWN = new EnvelopeLine(0, ClockModel.MOST_DRIFT_PPM, 0);

    private static final double PPM = 1e-6;

    /// A slope is used once it is known this well.
    private static final double USABLE_ERROR_PPM = 100;

    /// Temperature may move a crystal by so much within the window.
    private static final double WANDER_PPM = 5;

    /// The slope's error in units of noise over span.
    private static final double NOISE_FACTOR = 4;

    private static final int FEWEST_POINTS = 3;
    private static final int FEWEST_FOR_A_SLOPE = 20;

    /// @param at times, strictly rising
    /// @param resolutionMicros step in which the values are known: a rounding that beats slowly
    ///     with the interval looks like a drift
    static EnvelopeLine under(long[] at, double[] values, long resolutionMicros) {
        int count = at.length;
        if (count < FEWEST_POINTS) {
            return UNKNOWN;
        }
        int[] hull = new int[count];
        int size = 0;
        for (int i = 0; i < count; i++) {
            while (size >= 2 && !turnsUp(at, values, hull[size - 2], hull[size - 1], i)) {
                size--;
            }
            hull[size++] = i;
        }
        double middle = Arrays.stream(at).mapToDouble(t -> t - at[0]).average().orElse(0);
        int right = 1;
        while (right < size - 1 && at[hull[right]] - at[0] < middle) {
            right++;
        }
        int left = hull[right - 1];
        double slope = slope(at, values, left, hull[right]);
        double[] above = new double[count];
        for (int i = 0; i < count; i++) {
            above[i] = values[i] - values[left] - slope * (at[i] - at[left]);
        }
        Arrays.sort(above);
        double noise = Math.max(0, above[count / 2]);
        double blur = NOISE_FACTOR * noise + 2.0 * resolutionMicros;
        double error = WANDER_PPM + blur / (at[count - 1] - at[0]) / PPM;
        boolean usable =
                count >= FEWEST_FOR_A_SLOPE
                        && error <= USABLE_ERROR_PPM
                        && Math.abs(slope) <= ClockModel.MOST_DRIFT_PPM * PPM;
        return usable
                ? new EnvelopeLine(slope / PPM, error, noise)
                : new EnvelopeLine(0, ClockModel.MOST_DRIFT_PPM, noise);
    }

    boolean isSlopeKnown() {
        return slopeErrorPpm <= USABLE_ERROR_PPM;
    }

    private static boolean turnsUp(long[] at, double[] values, int a, int b, int c) {
        return slope(at, values, a, b) < slope(at, values, a, c);
    }

    private static double slope(long[] at, double[] values, int from, int to) {
        return (values[to] - values[from]) / (at[to] - at[from]);
    }
}
