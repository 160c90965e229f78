// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.axis;

import java.math.BigDecimal;
import java.math.BigInteger;

/// A rational sample rate: 62.4725 Hz is 24989/400, exactly. Always in lowest terms.
///
/// @param numerator samples
/// @param denominator per so many seconds
public record SampleRate(long numerator, long denominator) {
    private static final long LARGEST_TERM = 1_000_000_000L;

    /// More than any rate needs; keeps an exponent from outside from costing time.
    private static final int MOST_DIGITS = 40;

    private static final long MICROS_PER_SECOND = 1_000_000L;

    public SampleRate {
        if (numerator <= 0
                || denominator <= 0
                || numerator > LARGEST_TERM
                || denominator > LARGEST_TERM) {
            throw new IllegalArgumentException(
                    "sample rate " + numerator + "/" + denominator + " out of 1..1e9");
        }
        long divisor = greatestCommonDivisor(numerator, denominator);
        numerator /= divisor;
        denominator /= divisor;
    }

    public static SampleRate hertz(long hertz) {
        return new SampleRate(hertz, 1);
    }

    /// Reads a decimal such as `62.4725` exactly.
    ///
    /// @throws IllegalArgumentException when it is no positive decimal in range
    public static SampleRate parse(String decimal) {
        BigDecimal value = new BigDecimal(decimal);
        if (Math.abs((long) value.scale()) > MOST_DIGITS || value.precision() > MOST_DIGITS) {
            throw new IllegalArgumentException("sample rate " + decimal + " out of range");
        }
        value = value.stripTrailingZeros();
        BigInteger scale = BigInteger.TEN.pow(Math.max(value.scale(), 0));
        BigInteger unscaled = value.multiply(new BigDecimal(scale)).toBigIntegerExact();
        BigInteger divisor = unscaled.gcd(scale);
        if (divisor.signum() == 0) {
            throw new IllegalArgumentException("sample rate " + decimal + " is not positive");
        }
        try {
            return new SampleRate(
                    unscaled.divide(divisor).longValueExact(),
                    scale.divide(divisor).longValueExact());
        } catch (ArithmeticException tooLarge) {
            throw new IllegalArgumentException("sample rate " + decimal + " out of range");
        }
    }

    public SampleRate times(long factor) {
        return new SampleRate(Math.multiplyExact(numerator, factor), denominator);
    }

    /// The time that `samples` samples take, rounded to the nearest microsecond. Exact for any
    /// count up to 2^63 µs.
    public long microsOf(long samples) {
        long scale = MICROS_PER_SECOND * denominator;
        long whole = Math.multiplyExact(samples / numerator, scale);
        long rest = samples % numerator;
        long product = rest * scale;
        if (Math.multiplyHigh(rest, scale) == 0
                && product >= 0
                && product <= Long.MAX_VALUE - numerator) {
            // every rate of a real device; the general way below costs ten times as much
            return whole + (product + numerator / 2) / numerator;
        }
        return whole
                + BigInteger.valueOf(rest)
                        .multiply(BigInteger.valueOf(scale))
                        .add(BigInteger.valueOf(numerator / 2))
                        .divide(BigInteger.valueOf(numerator))
                        .longValueExact();
    }

    private static long greatestCommonDivisor(long one, long other) {
        long a = one;
        long b = other;
        while (b != 0) {
            long rest = a % b;
            a = b;
            b = rest;
        }
        return a;
    }

    /// How many whole sample periods start within `micros`, rounded to the nearest sample.
    public long samplesIn(long micros) {
        return Math.round(micros * (double) numerator / ((double) denominator * MICROS_PER_SECOND));
    }

    public double toHertz() {
        return (double) numerator / denominator;
    }

    /// One sample period in microseconds, not rounded.
    public double periodMicros() {
        return (double) MICROS_PER_SECOND * denominator / numerator;
    }
}
