// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.GapReason;
import org.tsunagu.telemetry.signal.MetricCode;

/// A gap that a source declared.
///
/// @param code the channel, null for every channel of the source
public record GapRow(
        SourceId source, @Nullable MetricCode code, AxisTime from, AxisTime to, GapReason reason) {}
