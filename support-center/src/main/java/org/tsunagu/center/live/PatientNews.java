// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import org.tsunagu.telemetry.ward.BedId;

/// One thing about the patient of a bed that a page may get; only the newest of it ever waits.
record PatientNews(Kind kind, BedId bed) {
    enum Kind {
        /// Whole, for the bed's page.
        SEVERITY,
        /// Short, for boards.
        BOARD_SEVERITY,
        RESULTS
    }

    static PatientNews severity(BedId bed) {
        return new PatientNews(Kind.SEVERITY, bed);
    }

    static PatientNews boardSeverity(BedId bed) {
        return new PatientNews(Kind.BOARD_SEVERITY, bed);
    }

    static PatientNews results(BedId bed) {
        return new PatientNews(Kind.RESULTS, bed);
    }
}
