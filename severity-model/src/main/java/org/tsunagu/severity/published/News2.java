// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.published;

import static org.tsunagu.severity.published.Ladder.above;
import static org.tsunagu.severity.published.Ladder.upTo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Royal College of Physicians. National Early Warning Score (NEWS) 2: Standardising the assessment
/// of acute-illness severity in the NHS. London: RCP, 2017 (chart 1; chart 4 for the answer to it).
/// For people of 16 years and more, not in pregnancy.
public final class News2 {
    private static final Ladder RESPIRATION =
            Ladder.of(1, upTo(8, 3), upTo(11, 1), upTo(20, 0), upTo(24, 2), above(3));
    private static final Ladder SATURATION_SCALE_1 =
            Ladder.of(1, upTo(91, 3), upTo(93, 2), upTo(95, 1), above(0));
    private static final Ladder SATURATION_SCALE_2_ON_AIR =
            Ladder.of(1, upTo(83, 3), upTo(85, 2), upTo(87, 1), above(0));
    private static final Ladder SATURATION_SCALE_2_ON_OXYGEN =
            Ladder.of(
                    1,
                    upTo(83, 3),
                    upTo(85, 2),
                    upTo(87, 1),
                    upTo(92, 0),
                    upTo(94, 1),
                    upTo(96, 2),
                    above(3));
    private static final Ladder OXYGEN = Ladder.of(1, upTo(0, 0), above(2));
    private static final Ladder SYSTOLIC =
            Ladder.of(1, upTo(90, 3), upTo(100, 2), upTo(110, 1), upTo(219, 0), above(3));
    private static final Ladder PULSE =
            Ladder.of(
                    1, upTo(40, 3), upTo(50, 1), upTo(90, 0), upTo(110, 1), upTo(130, 2), above(3));
    private static final Ladder CONSCIOUSNESS = Ladder.of(1, upTo(0, 0), above(3));
    private static final Ladder TEMPERATURE =
            Ladder.of(0.1, upTo(35.0, 3), upTo(36.0, 1), upTo(38.0, 0), upTo(39.0, 1), above(2));

    /// On scale 2 a saturation up to this means the same with and without oxygen.
    private static final double SCALE_2_PARTS_ABOVE = 92;

    /// Which saturations are wanted: 96 % and more, or 88-92 % in hypercapnic respiratory failure,
    /// prescribed by a competent person.
    public enum SaturationScale {
        SCALE_1,
        SCALE_2
    }

    private News2() {}

    /// Needs respiration, saturation, oxygen or air, systolic pressure, pulse, consciousness (or
    /// GCS), temperature.
    public static Total score(Findings findings, SaturationScale scale) {
        return new Total(
                "NEWS2",
                List.of(
                        RESPIRATION.judge("Respiration rate", Item.RESPIRATION, findings),
                        saturation(findings, scale),
                        OXYGEN.judge("Air or oxygen", Item.SUPPLEMENTAL_OXYGEN, findings),
                        SYSTOLIC.judge("Systolic blood pressure", Item.SYSTOLIC, findings),
                        PULSE.judge("Pulse", Item.PULSE, findings),
                        Consciousness.judge("Consciousness", CONSCIOUSNESS, findings),
                        TEMPERATURE.judge("Temperature", Item.TEMPERATURE, findings)));
    }

    /// When a clinician is to review at the latest: 7 and more within 30 minutes, 5 and more or a
    /// single 3 within an hour; else nothing is due by this score. Chart 4 itself says "emergency"
    /// and "urgent" assessment with continuous and hourly observation; the minutes are those that
    /// hospitals work with (Royal College journals, table 1 at
    /// rcpjournals.org/highwire/markup/14242).
    public static Optional<Duration> reviewWithin(Total total) {
        if (total.points() >= 7) {
            return Optional.of(Duration.ofMinutes(30));
        }
        boolean urgent = total.points() >= 5 || total.highestPart() >= 3;
        return urgent ? Optional.of(Duration.ofHours(1)) : Optional.empty();
    }

    private static Part saturation(Findings findings, SaturationScale scale) {
        String name = "SpO2";
        if (scale == SaturationScale.SCALE_1) {
            return SATURATION_SCALE_1.judge(name, Item.OXYGEN_SATURATION, findings);
        }
        Optional<Measured> saturation = findings.of(Item.OXYGEN_SATURATION);
        Optional<Measured> oxygen = findings.of(Item.SUPPLEMENTAL_OXYGEN);
        if (saturation.isEmpty()) {
            return Part.missing(name);
        }
        double value = saturation.get().value();
        if (oxygen.isEmpty()) {
            return Math.round(value) <= SCALE_2_PARTS_ABOVE
                    ? SATURATION_SCALE_2_ON_AIR.judge(name, Item.OXYGEN_SATURATION, findings)
                    : Part.missing(name);
        }
        Ladder ladder =
                oxygen.get().value() > 0 ? SATURATION_SCALE_2_ON_OXYGEN : SATURATION_SCALE_2_ON_AIR;
        return new Part(
                name,
                OptionalInt.of(ladder.points(value)),
                Map.of(
                        Item.OXYGEN_SATURATION,
                        saturation.get(),
                        Item.SUPPLEMENTAL_OXYGEN,
                        oxygen.get()));
    }
}
