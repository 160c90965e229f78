// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.patient;

import org.tsunagu.telemetry.axis.AxisTime;

/// How fast a learned risk changes.
///
/// @param perHour risk per hour; 0.05 is five percentage points up
/// @param since the time of the risk it is compared with
public record RiskChange(double perHour, AxisTime since) {}
