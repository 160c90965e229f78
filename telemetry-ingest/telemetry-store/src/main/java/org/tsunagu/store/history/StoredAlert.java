// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.history;

import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.ward.BedId;

/// The last report of an alert.
public record StoredAlert(BedId bed, Alert alert, AxisTime since, AxisTime at, SourceId source) {}
