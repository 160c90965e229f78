// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import java.util.List;
import org.tsunagu.telemetry.axis.ClockModel;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.Result;
import org.tsunagu.telemetry.signal.SampleArray;

/// What a clock's drift does to old data. A stamp is true for the moment of sending; the further
/// back a sample lies, the further the clock may have been elsewhere, by at most
/// [ClockModel#MOST_DRIFT_PPM] of its age.
final class BackFill {
    private static final double MOST_DRIFT = ClockModel.MOST_DRIFT_PPM / 1e6;

    private BackFill() {}

    /// The stamp with an uncertainty that covers the oldest of the given results.
    static ClockStamp widened(ClockStamp stamp, DeviceTime sentAt, List<Result> results) {
        long oldest = sentAt.micros();
        for (Result result : results) {
            oldest = Math.min(oldest, result.takenAt().micros());
        }
        return widened(stamp, sentAt.micros() - oldest);
    }

    /// The stamp with an uncertainty that covers the oldest of the given data.
    static ClockStamp widened(
            ClockStamp stamp,
            DeviceTime sentAt,
            List<Numeric> numerics,
            List<SampleArray> waveforms) {
        long oldest = sentAt.micros();
        for (Numeric numeric : numerics) {
            oldest = Math.min(oldest, numeric.measuredAt().micros());
        }
        for (SampleArray waveform : waveforms) {
            oldest = Math.min(oldest, waveform.firstSampleAt().micros());
        }
        return widened(stamp, sentAt.micros() - oldest);
    }

    private static ClockStamp widened(ClockStamp stamp, long ageMicros) {
        long more = (long) (ageMicros * MOST_DRIFT);
        return more == 0
                ? stamp
                : new ClockStamp(stamp.offsetMicros(), stamp.uncertaintyMicros() + more);
    }
}
