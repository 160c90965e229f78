// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.feature;

import java.util.Locale;
import org.tsunagu.severity.stay.Variable;

/// Series computed from the charted ones while they stream. The order is part of the feature
/// vector.
@SuppressWarnings("EnumOrdinal") // Places in the vector, as above.
enum Series {
    /// The arterial line's systolic pressure; the cuff's only while no line has spoken for an hour.
    BEST_SYSTOLIC,
    BEST_MEAN,
    BEST_DIASTOLIC,
    /// Heart rate by systolic pressure (Allgöwer 1967), per mmHg and minute.
    SHOCK_INDEX,
    /// Best systolic less best diastolic, mmHg.
    PULSE_PRESSURE,
    /// PaO2 by the newest oxygen fraction, mmHg.
    OXYGENATION,
    /// Urea nitrogen by creatinine, both mg/dL.
    UREA_TO_CREATININE;

    private static final int CHARTED = Variable.values().length;

    /// Charted and derived series together.
    static final int TOTAL = CHARTED + values().length;

    int index() {
        return CHARTED + ordinal();
    }

    static String nameOf(int index) {
        return index < CHARTED
                ? Variable.values()[index].challengeName()
                : values()[index - CHARTED].name().toLowerCase(Locale.ROOT);
    }
}
