// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.published;

import static org.tsunagu.severity.published.Ladder.above;
import static org.tsunagu.severity.published.Ladder.upTo;

import java.util.List;

/// Subbe CP, Kruger M, Rutherford P, Gemmel L. Validation of a modified Early Warning Score in
/// medical admissions. QJM 2001;94:521-526, table 1: the variant with temperature and without
/// urine, oxygen saturation or relative blood pressure, which later hospitals added. The paper's
/// table leaves its ends open ("<70" beside "71-80", "111-129" beside ">130"): a systolic pressure
/// of 70 or 200, a heart rate of 40 or 130 and a temperature of 38.5 count with the worse band, as
/// in Postgrad Med J's table and most that came after; a respiratory rate of 30 too. Five and more
/// went with death and admission to intensive care.
public final class Mews {
    private static final Ladder SYSTOLIC =
            Ladder.of(1, upTo(70, 3), upTo(80, 2), upTo(100, 1), upTo(199, 0), above(2));
    private static final Ladder PULSE =
            Ladder.of(
                    1,
                    upTo(40, 2),
                    upTo(50, 1),
                    upTo(100, 0),
                    upTo(110, 1),
                    upTo(129, 2),
                    above(3));
    private static final Ladder RESPIRATION =
            Ladder.of(1, upTo(8, 2), upTo(14, 0), upTo(20, 1), upTo(29, 2), above(3));
    private static final Ladder TEMPERATURE =
            Ladder.of(0.1, upTo(34.9, 2), upTo(38.4, 0), above(2));
    /// Alert (and new confusion, which the score does not know), voice, pain, unresponsive.
    private static final Ladder AVPU = Ladder.of(1, upTo(1, 0), upTo(2, 1), upTo(3, 2), above(3));

    private Mews() {}

    /// Needs systolic pressure, pulse, respiration, temperature, consciousness (or GCS).
    public static Total score(Findings findings) {
        return new Total(
                "MEWS",
                List.of(
                        SYSTOLIC.judge("Systolic blood pressure", Item.SYSTOLIC, findings),
                        PULSE.judge("Heart rate", Item.PULSE, findings),
                        RESPIRATION.judge("Respiratory rate", Item.RESPIRATION, findings),
                        TEMPERATURE.judge("Temperature", Item.TEMPERATURE, findings),
                        Consciousness.judge("AVPU", AVPU, findings)));
    }
}
