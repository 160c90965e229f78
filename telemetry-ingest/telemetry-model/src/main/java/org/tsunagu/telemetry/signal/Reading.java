// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.signal;

/// What a numeric says: a value, or that there is none and why. A missing SpO2 is not 0.
public sealed interface Reading {
    /// A measured value.
    ///
    /// @param value the number
    /// @param decimals decimals the device sent; no screen shows more
    record Value(double value, int decimals) implements Reading {
        public Value {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("a value is a finite number, not " + value);
            }
            if (decimals < 0 || decimals > 9) {
                throw new IllegalArgumentException("decimals " + decimals + " not in 0..9");
            }
        }
    }

    /// No value.
    record Absent(AbsentReason reason) implements Reading {}
}
