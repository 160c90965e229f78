// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.published;

import static org.tsunagu.severity.published.Ladder.above;
import static org.tsunagu.severity.published.Ladder.below;
import static org.tsunagu.severity.published.Ladder.upTo;

import java.util.List;

/// Singer M, Deutschman CS, Seymour CW, et al. The Third International Consensus Definitions for
/// Sepsis and Septic Shock (Sepsis-3). JAMA 2016;315:801-810, box 4. Two or more points: positive.
/// "Altered mentation" is a GCS below 15, as Seymour et al. simplified it (JAMA 2016;315:762-774);
/// the model they derived had 13 or less.
public final class Qsofa {
    private static final Ladder RESPIRATION = Ladder.of(1, below(22, 0), above(1));
    private static final Ladder SYSTOLIC = Ladder.of(1, upTo(100, 1), above(0));
    private static final Ladder MENTATION = Ladder.of(1, upTo(0, 0), above(1));

    private Qsofa() {}

    /// Needs respiration, systolic pressure, GCS (or consciousness).
    public static Total score(Findings findings) {
        return new Total(
                "qSOFA",
                List.of(
                        RESPIRATION.judge("Respiratory rate", Item.RESPIRATION, findings),
                        SYSTOLIC.judge("Systolic blood pressure", Item.SYSTOLIC, findings),
                        Consciousness.judge("Altered mentation", MENTATION, findings)));
    }
}
