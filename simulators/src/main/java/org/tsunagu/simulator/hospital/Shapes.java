// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.hospital;

/// The shapes of one heart beat, as sums of Gaussian bumps: for the ECG after McSharry, Clifford,
/// Tarassenko and Smith (IEEE Trans Biomed Eng 2003;50:289), for the pulse a systolic bump and a
/// dicrotic one on an exponential run-off.
final class Shapes {
    private Shapes() {}

    /// An ECG lead in millivolts.
    ///
    /// @param sinceBeat seconds after the R peak
    /// @param interval seconds from this R peak to the next
    static double ecg(double sinceBeat, double interval, boolean precordial) {
        double untilNext = interval - sinceBeat;
        // The T wave comes later when the heart is slow (Bazett), all else is fixed to the R peak.
        double tWaveAt = 0.3 * Math.sqrt(interval);
        double r = precordial ? 0.55 : 1.1;
        double s = precordial ? -0.7 : -0.22;
        return r * bump(sinceBeat, 0, 0.011)
                + r * bump(untilNext, 0, 0.011)
                - 0.1 * bump(untilNext, 0.028, 0.009)
                + s * bump(sinceBeat, 0.03, 0.011)
                + (precordial ? 0.38 : 0.28) * bump(sinceBeat, tWaveAt, 0.055)
                + 0.12 * bump(untilNext, 0.16, 0.025);
    }

    /// An arterial pulse, 0 at its foot and about 1 at its peak.
    ///
    /// @param phase of the beat, 0 to 1
    static double pulse(double phase) {
        double rise = phase < 0.03 ? phase / 0.03 : 1;
        return rise
                * (0.62 * bump(phase, 0.17, 0.085)
                        + 0.1 * bump(phase, 0.46, 0.04)
                        + 0.5 * Math.exp(-3.2 * phase) * (1 - phase));
    }

    private static double bump(double at, double center, double width) {
        double z = (at - center) / width;
        return Math.abs(z) > 5 ? 0 : Math.exp(-z * z / 2);
    }
}
