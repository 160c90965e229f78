// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.signal;

/// Why a numeric has no value. Wire names are the lower-case names with hyphens.
public enum AbsentReason {
    /// The device sent its sentinel (-999, 8388607, …) or an empty value.
    NOT_MEASURED,
    /// Sensor or lead is off.
    SENSOR_OFF,
    /// The device says the measurement cannot be made now (OBX-11 `X`).
    CANNOT_MEASURE,
    /// What was sent could not be a value of this kind; the anomaly list has it.
    UNUSABLE;

    public String wireName() {
        return WireNames.of(this);
    }

    public static AbsentReason ofWireName(String name) {
        return WireNames.parse(AbsentReason.class, name, UNUSABLE);
    }
}
