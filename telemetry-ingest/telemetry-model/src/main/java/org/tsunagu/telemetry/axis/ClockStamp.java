// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.axis;

/// The clock model of one source at one moment: `axis = device + offset`, true within ±
/// uncertainty.
///
/// @param offsetMicros what must be added to the device's time
/// @param uncertaintyMicros half width that must cover the true error; never negative
public record ClockStamp(long offsetMicros, long uncertaintyMicros) {
    public ClockStamp {
        if (uncertaintyMicros < 0) {
            throw new IllegalArgumentException("uncertaintyMicros " + uncertaintyMicros + " < 0");
        }
    }

    public AxisTime toAxis(DeviceTime time) {
        return new AxisTime(time.micros() + offsetMicros);
    }

    public DeviceTime toDevice(AxisTime time) {
        return new DeviceTime(time.micros() - offsetMicros);
    }
}
