// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import org.jspecify.annotations.Nullable;
import org.tsunagu.gateway.hl7.Hl7Time;
import org.tsunagu.gateway.pcd.BedObservations;
import org.tsunagu.gateway.pcd.PcdReport;
import org.tsunagu.gateway.source.Source;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.signal.Numeric;

/// The clock stamp of an HL7 message.
final class Hl7Stamps {
    /// What a message without MSH-7 may have taken on its way.
    private static final long ASSUMED_WAY_MICROS = 250_000L;

    /// What the clock of a laboratory that never says when it sends may be wrong by; monitors were
    /// met 24 minutes wrong on average (see `DeviceTime`).
    private static final long UNKNOWN_CLOCK_MICROS = 3_600_000_000L;

    private Hl7Stamps() {}

    /// By the clock model, where MSH-7 is there.
    static @Nullable ClockStamp of(@Nullable Hl7Time sentAt, Source source, ArrivalTime arrivedAt) {
        return sentAt == null
                ? null
                : source.observe(sentAt.time(), arrivedAt, sentAt.resolutionMicros());
    }

    /// Of results without MSH-7: the clock known from earlier messages, else civil time.
    static ClockStamp ofUnsentResults(Source source) {
        ClockStamp known = source.stamp();
        return known == null ? new ClockStamp(0, UNKNOWN_CLOCK_MICROS) : known;
    }

    /// Of device values without MSH-7. The sender's clock cannot be told from back-fill: the newest
    /// value is dated at its arrival, and the uncertainty reaches back to what the message says.
    static ClockStamp ofUnsent(PcdReport report, Source source, ArrivalTime arrivedAt) {
        ClockStamp known = source.stamp();
        if (known != null) {
            return known;
        }
        long newest = Long.MIN_VALUE;
        for (BedObservations bed : report.beds()) {
            for (Numeric numeric : bed.numerics()) {
                newest = Math.max(newest, numeric.measuredAt().micros());
            }
        }
        long offset = newest == Long.MIN_VALUE ? 0 : arrivedAt.micros() - newest;
        return new ClockStamp(offset, Math.abs(offset) + ASSUMED_WAY_MICROS);
    }

    /// The same clock, less sure by the interval of the values.
    static ClockStamp widened(@Nullable ClockStamp stamp, long micros) {
        return stamp == null
                ? new ClockStamp(0, ASSUMED_WAY_MICROS + micros)
                : new ClockStamp(stamp.offsetMicros(), stamp.uncertaintyMicros() + micros);
    }
}
