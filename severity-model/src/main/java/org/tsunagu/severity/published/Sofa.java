// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.published;

import static org.tsunagu.severity.published.Ladder.above;
import static org.tsunagu.severity.published.Ladder.below;
import static org.tsunagu.severity.published.Ladder.upTo;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Vincent JL, Moreno R, Takala J, et al. The SOFA (Sepsis-related Organ Failure Assessment) score
/// to describe organ dysfunction/failure. Intensive Care Med 1996;22:707-710, table 3;
/// reprinted as table 1 of Singer et al. 2016. A bilirubin of exactly 12.0 and a creatinine of
/// exactly 5.0 mg/dL, between the paper's "6.0-11.9" and ">12.0", count with the worse band. The
/// paper counts catecholamines given for at least an hour; that is left to who tells of them.
public final class Sofa {
    private static final Ladder OXYGENATION_SUPPORTED =
            Ladder.of(1, below(100, 4), below(200, 3), below(300, 2), below(400, 1), above(0));
    private static final Ladder OXYGENATION_UNSUPPORTED =
            Ladder.of(1, below(300, 2), below(400, 1), above(0));
    private static final Ladder PLATELETS =
            Ladder.of(1, below(20, 4), below(50, 3), below(100, 2), below(150, 1), above(0));
    private static final Ladder BILIRUBIN =
            Ladder.of(0.1, upTo(1.1, 0), upTo(1.9, 1), upTo(5.9, 2), upTo(11.9, 3), above(4));
    private static final Ladder MEAN_PRESSURE = Ladder.of(1, below(70, 1), above(0));
    private static final Ladder DOPAMINE =
            Ladder.of(0.01, upTo(0, 0), upTo(5, 2), upTo(15, 3), above(4));
    private static final Ladder DOBUTAMINE = Ladder.of(0.01, upTo(0, 0), above(2));
    private static final Ladder ADRENALINES = Ladder.of(0.001, upTo(0, 0), upTo(0.1, 3), above(4));
    private static final Ladder GCS =
            Ladder.of(1, upTo(5, 4), upTo(9, 3), upTo(12, 2), upTo(14, 1), above(0));
    private static final Ladder CREATININE =
            Ladder.of(0.1, upTo(1.1, 0), upTo(1.9, 1), upTo(3.4, 2), upTo(4.9, 3), above(4));
    private static final Ladder URINE = Ladder.of(1, below(200, 4), below(500, 3), above(0));

    private static final Map<Item, Ladder> CIRCULATION =
            Map.of(
                    Item.MEAN_PRESSURE, MEAN_PRESSURE,
                    Item.DOPAMINE, DOPAMINE,
                    Item.DOBUTAMINE, DOBUTAMINE,
                    Item.ADRENALINE, ADRENALINES,
                    Item.NORADRENALINE, ADRENALINES);
    private static final Map<Item, Ladder> KIDNEYS =
            Map.of(Item.CREATININE, CREATININE, Item.URINE_OF_DAY, URINE);

    private Sofa() {}

    /// Six organs with what is known of each: the heart from mean pressure where no infusion is
    /// told, the kidneys from creatinine or the day's urine, whichever is worse.
    public static Total score(Findings findings) {
        return new Total(
                "SOFA",
                List.of(
                        respiration(findings),
                        PLATELETS.judge("Coagulation", Item.PLATELETS, findings),
                        BILIRUBIN.judge("Liver", Item.BILIRUBIN, findings),
                        worst("Cardiovascular", CIRCULATION, findings),
                        GCS.judge("Central nervous system", Item.GCS, findings),
                        worst("Renal", KIDNEYS, findings)));
    }

    /// Below 200 mmHg counts 3 or 4 only with respiratory support; while support is not known, the
    /// part says 2, which is the least it can be.
    private static Part respiration(Findings findings) {
        String name = "Respiration";
        Optional<Measured> oxygenation = findings.of(Item.OXYGENATION);
        if (oxygenation.isEmpty()) {
            return Part.missing(name);
        }
        Map<Item, Measured> from = new EnumMap<>(Item.class);
        from.put(Item.OXYGENATION, oxygenation.get());
        findings.of(Item.VENTILATED).ifPresent(support -> from.put(Item.VENTILATED, support));
        boolean supported = findings.of(Item.VENTILATED).map(m -> m.value() > 0).orElse(false);
        Ladder ladder = supported ? OXYGENATION_SUPPORTED : OXYGENATION_UNSUPPORTED;
        return new Part(name, OptionalInt.of(ladder.points(oxygenation.get().value())), from);
    }

    private static Part worst(String name, Map<Item, Ladder> ladders, Findings findings) {
        Map<Item, Measured> from = new EnumMap<>(Item.class);
        OptionalInt worst = OptionalInt.empty();
        for (Map.Entry<Item, Ladder> row : ladders.entrySet()) {
            Optional<Measured> measured = findings.of(row.getKey());
            if (measured.isPresent()) {
                from.put(row.getKey(), measured.get());
                int points = row.getValue().points(measured.get().value());
                worst = OptionalInt.of(Math.max(worst.orElse(0), points));
            }
        }
        return new Part(name, worst, from);
    }
}
