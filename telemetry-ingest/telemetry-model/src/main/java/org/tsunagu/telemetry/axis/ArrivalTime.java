// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.axis;

/// When the last byte of a message arrived, on the clock of whoever received it ([ArrivalClock]).
///
/// @param micros microseconds since 1970-01-01 UTC
public record ArrivalTime(long micros) implements Comparable<ArrivalTime> {
    @Override
    public int compareTo(ArrivalTime other) {
        return Long.compare(micros, other.micros);
    }
}
