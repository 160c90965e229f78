// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.PersonId;

/// One bed, one device frame, all its channels. Kafka's cost follows requests, not records, so
/// nothing is split.
///
/// @param id what makes it one event
/// @param bed where the device stands
/// @param kind how the source speaks
/// @param sentAt the device's clock when it sent, null where the protocol has none
/// @param arrivedAt the gateway's clock when it came
/// @param clock the clock model of that moment; readers use it for every time in the frame
/// @param claimedPerson whom the device says it is attached to, null when it says nothing
public record BedFrame(
        EventId id,
        BedId bed,
        SourceKind kind,
        @Nullable DeviceTime sentAt,
        ArrivalTime arrivedAt,
        ClockStamp clock,
        @Nullable PersonId claimedPerson,
        List<Numeric> numerics,
        List<SampleArray> waveforms,
        List<Alert> alerts,
        List<Gap> gaps)
        implements JournalRecord {
    public BedFrame {
        numerics = List.copyOf(numerics);
        waveforms = List.copyOf(waveforms);
        alerts = List.copyOf(alerts);
        gaps = List.copyOf(gaps);
    }

    public AxisTime axis(DeviceTime time) {
        return clock.toAxis(time);
    }

    @Override
    public String partitionKey() {
        return bed.value();
    }
}
