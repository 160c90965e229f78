// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.Alert;

/// One report of an alert on the axis.
public record AlertRow(SourceId source, Alert alert, AxisTime since, AxisTime at) {}
