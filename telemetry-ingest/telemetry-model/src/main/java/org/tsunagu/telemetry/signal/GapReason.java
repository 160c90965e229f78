// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.signal;

/// Why data is missing. Wire names are the lower-case names with hyphens.
public enum GapReason {
    /// Sensor or lead was off.
    SENSOR_OFF,
    /// The device marked these samples as not measured (its sentinel).
    NOT_MEASURED,
    /// The recording itself has no data here (a missing segment).
    NOT_RECORDED,
    /// Frames of this sequence never arrived.
    FRAMES_LOST,
    /// The source was not connected.
    LINK_LOST,
    /// We refused input (disk full, journal away).
    REFUSED,
    /// Nobody said why.
    UNKNOWN;

    public String wireName() {
        return WireNames.of(this);
    }

    public static GapReason ofWireName(String name) {
        return WireNames.parse(GapReason.class, name, UNKNOWN);
    }
}
