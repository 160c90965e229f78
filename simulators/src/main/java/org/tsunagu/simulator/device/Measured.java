// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.device;

import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Reading;

/// One numeric as the device has it.
///
/// @param unit UCUM
/// @param cycleMicros interval or cycle of this measurement, 0 when it has none
public record Measured(
        MetricCode code, DeviceTime at, Reading reading, String unit, long cycleMicros) {}
