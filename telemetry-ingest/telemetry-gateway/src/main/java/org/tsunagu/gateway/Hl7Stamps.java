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

    private Hl7Stamps() {}

    /// By the clock model where MSH-7 is there. Without it the sender's clock cannot be told from
    /// back-fill: the newest value is dated at its arrival, and the uncertainty reaches back to
    /// what the message says.
    static ClockStamp of(PcdReport report, Source source, ArrivalTime arrivedAt) {
        Hl7Time sentAt = report.sentAt();
        if (sentAt != null) {
            return source.observe(sentAt.time(), arrivedAt, sentAt.resolutionMicros());
        }
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
