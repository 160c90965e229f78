// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import org.tsunagu.severity.code.Input;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.ward.BedId;

/// One numeric of a device in a bed.
///
/// @param atMicros on the axis
/// @param arrivedMicros when its frame came
/// @param place within its frame
/// @param value in the input's own unit, not yet judged
record DeviceValue(
        BedId bed,
        Input input,
        boolean standIn,
        long atMicros,
        long arrivedMicros,
        EventId frame,
        int place,
        double value,
        String source) {}
