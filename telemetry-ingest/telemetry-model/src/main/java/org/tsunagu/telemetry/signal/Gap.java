// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.signal;

import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.DeviceTime;

/// A stretch without data, and why.
///
/// @param code the channel, or null for every channel of the source
/// @param from first missing moment, on the device's clock
/// @param to first moment with data again
public record Gap(@Nullable MetricCode code, DeviceTime from, DeviceTime to, GapReason reason) {
    public Gap {
        if (to.compareTo(from) < 0) {
            throw new IllegalArgumentException("a gap ends after it begins");
        }
    }
}
