// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.util.Comparator;
import org.tsunagu.severity.code.Input;
import org.tsunagu.severity.stay.Variable;

/// One value of an encounter, placed on its own clock.
///
/// @param minute whole minutes since admission, rounded to nearest
/// @param input what it feeds
/// @param standIn fed only while nothing better is there
/// @param charted whether a laboratory or a person says it, not a device
/// @param value in the input's own unit, not yet judged
/// @param source who said it, as people read it
record Fact(
        int minute, Input input, boolean standIn, boolean charted, double value, String source) {
    private static final int AFTER_VARIABLES = Variable.values().length;

    /// By minute, then as the features want them, then what stands in, then what people and
    /// laboratories said; what is equal keeps its place. The order in which devices spoke cannot
    /// matter.
    static final Comparator<Fact> ORDER =
            Comparator.comparingInt(Fact::minute)
                    .thenComparingInt(fact -> rank(fact.input))
                    .thenComparing(Fact::standIn)
                    .thenComparing(Fact::charted);

    @SuppressWarnings("EnumOrdinal") // The order of Variable is the order of a stay.
    static int rank(Input input) {
        return switch (input) {
            case Input.Series(Variable variable) -> variable.ordinal();
            case Input.Asked(var item) -> AFTER_VARIABLES + item.ordinal();
            case Input.Height() -> Integer.MAX_VALUE;
        };
    }
}
