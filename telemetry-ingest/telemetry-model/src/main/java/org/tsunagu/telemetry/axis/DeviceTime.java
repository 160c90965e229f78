// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.axis;

/// A reading of a device's own clock, as wrong as that clock is (24 minutes on average, PA Patient
/// Safety Authority 2012;9(4):143). Never shown to a person without a [ClockStamp].
///
/// @param micros microseconds since 1970-01-01 as the device believes them
public record DeviceTime(long micros) implements Comparable<DeviceTime> {
    public DeviceTime plusMicros(long delta) {
        return new DeviceTime(micros + delta);
    }

    @Override
    public int compareTo(DeviceTime other) {
        return Long.compare(micros, other.micros);
    }
}
