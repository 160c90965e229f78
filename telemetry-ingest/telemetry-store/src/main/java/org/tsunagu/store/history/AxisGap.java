// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.history;

import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.signal.GapReason;

/// A stretch of the axis without data, and why.
public record AxisGap(AxisTime from, AxisTime to, GapReason reason) {}
