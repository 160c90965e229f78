// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.ward;

import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.Alert;

/// The last report of an alert of one bed.
///
/// @param since when the condition began
/// @param at when the last report was made
public record OpenAlert(Alert alert, AxisTime since, AxisTime at, SourceId source) {
    /// Whether the device has said that it is over (PCD-04: phase end or reset, or inactive and
    /// not latched).
    public boolean ended() {
        return switch (alert.phase()) {
            case END, RESET -> true;
            case TPOINT, START, CONTINUE, UPDATE, ESCALATE, DE_ESCALATE, PRESENT ->
                    alert.state() == Alert.State.INACTIVE;
        };
    }
}
