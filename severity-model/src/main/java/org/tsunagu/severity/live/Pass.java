// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.util.Arrays;
import org.tsunagu.severity.code.Input;
import org.tsunagu.severity.feature.EncounterFeatures;
import org.tsunagu.severity.feature.Taken;
import org.tsunagu.severity.published.Findings;
import org.tsunagu.severity.published.NewestFindings;
import org.tsunagu.severity.stay.Descriptors;
import org.tsunagu.severity.stay.Observation;
import org.tsunagu.severity.stay.Variable;

/// One walk through an encounter's facts in their order, from admission on. What it says at a
/// minute is what `severity score` says of the same stay at that minute, bit for bit: the same
/// features, fed in the same order.
final class Pass {
    /// So long a heart rate by ECG, once heard, keeps a pulse rate out; likewise the others.
    static final int STAND_IN_AFTER_MINUTES = 60;

    private static final int NEVER = -STAND_IN_AFTER_MINUTES - 1;

    private final EncounterFeatures features;
    private final NewestFindings newest = new NewestFindings();
    private final int[] lastFirsthand = new int[Variable.values().length];
    private int minute = -1;

    Pass(Descriptors descriptors) {
        features = new EncounterFeatures(descriptors);
        Arrays.fill(lastFirsthand, NEVER);
    }

    /// @param fact not before the last one by [Fact#ORDER]
    void take(Fact fact) {
        minute = fact.minute();
        switch (fact.input()) {
            case Input.Series(Variable variable) -> take(variable, fact);
            case Input.Asked(var item) ->
                    newest.take(item, fact.minute(), fact.value(), fact.source());
            case Input.Height() -> {
                // A descriptor, given at the start.
            }
        }
    }

    @SuppressWarnings("EnumOrdinal") // One place for each variable.
    private void take(Variable variable, Fact fact) {
        int last = lastFirsthand[variable.ordinal()];
        if (fact.standIn()) {
            if (fact.minute() - last < STAND_IN_AFTER_MINUTES) {
                return;
            }
        } else {
            lastFirsthand[variable.ordinal()] = fact.minute();
        }
        Taken taken = features.add(new Observation(fact.minute(), variable, fact.value()));
        if (taken == Taken.LATE) {
            throw new IllegalStateException("facts out of order: " + fact);
        }
        newest.take(variable, fact.minute(), fact.value(), fact.source());
    }

    EncounterFeatures features() {
        return features;
    }

    Findings findings(int at) {
        return newest.at(at);
    }

    /// The minute of the newest fact, -1 before the first.
    int minute() {
        return minute;
    }
}
