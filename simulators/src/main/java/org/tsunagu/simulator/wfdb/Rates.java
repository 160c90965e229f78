// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.tsunagu.telemetry.axis.SampleRate;

/// Frame rates as headers write them. A short decimal means itself (62.4725 is 24989/400); a long
/// one is a fraction somebody printed (0.0166666666667 is 1/60).
final class Rates {
    /// From this many digits behind the point a number is taken as a printed fraction.
    private static final int PRINTED_FRACTION_DIGITS = 7;

    private static final int LONGEST = 40;

    private Rates() {}

    static SampleRate parse(String text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("frame rate of " + text.length() + " characters");
        }
        BigDecimal value = new BigDecimal(text);
        if (Math.abs(value.scale()) > LONGEST || value.signum() <= 0) {
            throw new IllegalArgumentException("frame rate " + text);
        }
        return value.stripTrailingZeros().scale() < PRINTED_FRACTION_DIGITS
                ? SampleRate.parse(text)
                : simplest(value);
    }

    /// The simplest fraction that prints as `value`: the first convergent of its continued fraction
    /// within half a unit of the last digit.
    private static SampleRate simplest(BigDecimal value) {
        BigDecimal half = BigDecimal.valueOf(5, value.scale() + 1);
        BigInteger a = value.unscaledValue();
        BigInteger b = BigInteger.TEN.pow(value.scale());
        BigInteger lastP = BigInteger.ZERO;
        BigInteger lastQ = BigInteger.ONE;
        BigInteger p = BigInteger.ONE;
        BigInteger q = BigInteger.ZERO;
        boolean close = false;
        while (b.signum() != 0 && !close) {
            BigInteger[] step = a.divideAndRemainder(b);
            BigInteger nextP = step[0].multiply(p).add(lastP);
            BigInteger nextQ = step[0].multiply(q).add(lastQ);
            lastP = p;
            lastQ = q;
            p = nextP;
            q = nextQ;
            a = b;
            b = step[1];
            BigDecimal scale = new BigDecimal(q);
            BigDecimal error = new BigDecimal(p).subtract(value.multiply(scale)).abs();
            close = p.signum() > 0 && error.compareTo(half.multiply(scale)) <= 0;
        }
        return new SampleRate(p.longValueExact(), q.longValueExact());
    }
}
