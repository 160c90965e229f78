// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.published;

/// How old a value may be to count for a published score; older, the item is missing. The age is
/// shown with every item. None of the papers says it but SOFA (the worst of 24 hours), so these are
/// ours: what a ward charts at least hourly counts an hour, temperature and laboratory as long as
/// they are shown as present (4 and 24 hours), what is looked at once a shift 12 hours.
final class MaxAge {
    private static final int HOUR = 60;

    private MaxAge() {}

    static int minutes(Item item) {
        return switch (item) {
            case RESPIRATION, OXYGEN_SATURATION, SYSTOLIC, MEAN_PRESSURE, PULSE -> HOUR;
            case TEMPERATURE -> 4 * HOUR;
            case GCS,
                    CONSCIOUSNESS,
                    SUPPLEMENTAL_OXYGEN,
                    VENTILATED,
                    DOPAMINE,
                    DOBUTAMINE,
                    ADRENALINE,
                    NORADRENALINE ->
                    12 * HOUR;
            case WHITE_CELLS, PACO2, OXYGENATION, PLATELETS, BILIRUBIN, CREATININE, URINE_OF_DAY ->
                    24 * HOUR;
        };
    }
}
