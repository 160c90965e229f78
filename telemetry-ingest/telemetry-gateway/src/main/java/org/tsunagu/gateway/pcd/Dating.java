// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.pcd;

import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.hl7.Hl7Time;
import org.tsunagu.telemetry.axis.DeviceTime;

/// When the values of one OBR were measured (IHE DEC; SDPi R8037, R8038): OBR-7 is the start of the
/// reporting interval, OBR-8 its end. A value is dated at the end; the interval is what the date
/// can be wrong by.
///
/// @param at when, on the sender's clock
/// @param intervalMicros the reporting interval, 0 when the message does not tell it
/// @param uncertaintyMicros by how much a value can be older than `at`
record Dating(DeviceTime at, long intervalMicros, long uncertaintyMicros) {
    /// What a reporting interval is taken for when nothing tells it.
    static final long ASSUMED_INTERVAL_MICROS = 60_000_000L;

    /// The longest interval that may be read from MSH-7 minus OBR-7; what lies farther back is
    /// back-fill.
    static final long LONGEST_UNSTATED_INTERVAL_MICROS = 300_000_000L;

    /// Observations dated later than so much after sending are dated wrongly.
    static final long MOST_AHEAD_MICROS = 60_000_000L;

    private static final long LONGEST_INTERVAL_MICROS = 86_400_000_000L;

    /// @param start OBR-7
    /// @param end OBR-8
    /// @param sent MSH-7
    /// @param otherwise the arrival, when the message has no time at all
    static Dating of(
            @Nullable Hl7Time start,
            @Nullable Hl7Time end,
            @Nullable Hl7Time sent,
            DeviceTime otherwise) {
        if (end != null && !isAhead(end, sent)) {
            long interval = start == null ? 0 : micros(end) - micros(start);
            return interval > 0 && interval <= LONGEST_INTERVAL_MICROS
                    ? new Dating(end.time(), interval, interval + end.resolutionMicros())
                    : new Dating(end.time(), 0, ASSUMED_INTERVAL_MICROS + end.resolutionMicros());
        }
        if (sent != null && (start == null || isAhead(start, sent))) {
            return new Dating(sent.time(), 0, ASSUMED_INTERVAL_MICROS);
        }
        if (start == null) {
            return new Dating(otherwise, 0, ASSUMED_INTERVAL_MICROS);
        }
        if (sent != null) {
            long interval = Math.max(0, micros(sent) - micros(start));
            if (interval <= LONGEST_UNSTATED_INTERVAL_MICROS) {
                return new Dating(
                        sent.time(), interval, interval > 0 ? interval : ASSUMED_INTERVAL_MICROS);
            }
        }
        return new Dating(
                start.time(), 0, LONGEST_UNSTATED_INTERVAL_MICROS + start.resolutionMicros());
    }

    static boolean isAhead(Hl7Time time, @Nullable Hl7Time sent) {
        return sent != null && micros(time) - micros(sent) > MOST_AHEAD_MICROS;
    }

    private static long micros(Hl7Time time) {
        return time.time().micros();
    }
}
