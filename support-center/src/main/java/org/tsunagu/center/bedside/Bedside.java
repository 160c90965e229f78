// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.bedside;

import java.util.List;
import org.tsunagu.center.patient.SeverityView;
import org.tsunagu.center.ward.BedView;
import org.tsunagu.center.ward.WardState;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.telemetry.axis.AxisTime;

/// A bed with what is known of whoever lies there.
///
/// @param results of each code the newest
record Bedside(BedView view, SeverityView severity, List<StoredResult> results) {
    Bedside {
        results = List.copyOf(results);
    }

    /// On the event loop that writes the ward.
    static Bedside of(BedView view, WardState ward, AxisTime now) {
        return new Bedside(view, ward.severity(view.bed(), now), ward.results(view.bed()));
    }
}
