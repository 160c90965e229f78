// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.tsunagu.simulator.wfdb.WfdbSignal;
import org.tsunagu.telemetry.signal.Reading;

/// Numerics of a record: the stored integer as the decimal number it was.
final class Decimals {
    private static final int MOST = 3;

    private Decimals() {}

    /// 875 at 10 steps per unit is 87.5, with one decimal.
    static Reading.Value reading(int sample, WfdbSignal signal) {
        int decimals = decimals(signal.gain());
        BigDecimal steps = BigDecimal.valueOf((long) sample - signal.baseline());
        BigDecimal value =
                steps.divide(new BigDecimal(signal.gain()), MathContext.DECIMAL64)
                        .setScale(decimals, RoundingMode.HALF_EVEN);
        return new Reading.Value(value.doubleValue(), decimals);
    }

    /// How many decimals one step needs, at most three.
    private static int decimals(double gain) {
        int decimals = 0;
        double steps = 1;
        while (decimals < MOST && steps < Math.abs(gain)) {
            steps *= 10;
            decimals++;
        }
        return decimals;
    }
}
