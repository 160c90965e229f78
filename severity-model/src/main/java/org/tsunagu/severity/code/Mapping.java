// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.code;

import java.util.List;

/// What a code with its unit means to the scores, or why it means nothing.
public sealed interface Mapping {

    /// It feeds an input.
    ///
    /// @param standIn feeds it only while nothing better does: a pulse rate for the heart rate
    record Mapped(Input input, Conversion conversion, boolean standIn) implements Mapping {

        /// The value in the input's own unit, not yet judged.
        ///
        /// @param value finite
        public double convert(double value) {
            return conversion.apply(value, input);
        }
    }

    /// No table and no site file names the code.
    record UnknownCode() implements Mapping {}

    /// The code is known, the unit is missing or not one it may have: what is meant cannot be told.
    ///
    /// @param accepted units it may have, UCUM
    record UnknownUnit(Input input, List<String> accepted) implements Mapping {
        public UnknownUnit {
            accepted = List.copyOf(accepted);
        }
    }
}
