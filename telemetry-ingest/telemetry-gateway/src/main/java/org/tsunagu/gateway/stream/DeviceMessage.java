// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.SampleArray;

/// What a device says (`docs/protocols/device-stream.md`, version 1).
public sealed interface DeviceMessage {
    /// Type 1: who speaks, and in which run.
    ///
    /// @param sentAt device clock at sending, null when it was left out
    /// @param software name and version, null when it was left out
    record Hello(
            String source,
            long sessionEpoch,
            @Nullable DeviceTime sentAt,
            @Nullable String software)
            implements DeviceMessage {}

    /// Type 3: one bed, one stretch of time, all its channels.
    ///
    /// @param sentAt device clock at sending, null when it was left out
    /// @param bed as written; not yet an id
    /// @param person the patient id the device is told, or null
    record Frame(
            long sequence,
            @Nullable DeviceTime sentAt,
            String bed,
            @Nullable String person,
            List<Numeric> numerics,
            List<SampleArray> waveforms,
            List<Alert> alerts,
            List<Gap> gaps)
            implements DeviceMessage {
        public Frame {
            numerics = List.copyOf(numerics);
            waveforms = List.copyOf(waveforms);
            alerts = List.copyOf(alerts);
            gaps = List.copyOf(gaps);
        }

        boolean isEmpty() {
            return numerics.isEmpty() && waveforms.isEmpty() && alerts.isEmpty() && gaps.isEmpty();
        }
    }

    /// Type 6: the answer to a probe.
    record Echo(long number, @Nullable DeviceTime sentAt) implements DeviceMessage {}

    /// A type of a later version: ignored and counted.
    record Unknown(long type) implements DeviceMessage {}
}
