// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.published;

import static org.tsunagu.severity.published.Ladder.above;
import static org.tsunagu.severity.published.Ladder.below;
import static org.tsunagu.severity.published.Ladder.upTo;

import java.util.List;

/// Bone RC, Balk RA, Cerra FB, et al. Definitions for sepsis and organ failure and guidelines for
/// the use of innovative therapies in sepsis. Chest 1992;101:1644-1655. Two or more points:
/// positive. More than 10 % immature forms also make the point of the white cells; no feed carries
/// them, so they are not asked for.
public final class Sirs {
    private static final Ladder TEMPERATURE =
            Ladder.of(0.01, below(36, 1), upTo(38.0, 0), above(1));
    private static final Ladder PULSE = Ladder.of(1, upTo(90, 0), above(1));
    private static final Ladder RESPIRATION = Ladder.of(1, upTo(20, 0), above(1));
    private static final Ladder PACO2 = Ladder.of(1, below(32, 1), above(0));
    private static final Ladder WHITE_CELLS = Ladder.of(0.01, below(4, 1), upTo(12.0, 0), above(1));

    private Sirs() {}

    /// Needs temperature, pulse, respiration or PaCO2, white cells.
    public static Total score(Findings findings) {
        return new Total(
                "SIRS",
                List.of(
                        TEMPERATURE.judge("Temperature", Item.TEMPERATURE, findings),
                        PULSE.judge("Heart rate", Item.PULSE, findings),
                        breathing(findings),
                        WHITE_CELLS.judge("White blood cell count", Item.WHITE_CELLS, findings)));
    }

    /// Either alone makes the point; a slow rate alone says nothing about PaCO2 but is what the
    /// ward has.
    private static Part breathing(Findings findings) {
        String name = "Respiratory rate or PaCO2";
        Part rate = RESPIRATION.judge(name, Item.RESPIRATION, findings);
        Part gas = PACO2.judge(name, Item.PACO2, findings);
        return gas.points().orElse(-1) > rate.points().orElse(-1) ? gas : rate;
    }
}
