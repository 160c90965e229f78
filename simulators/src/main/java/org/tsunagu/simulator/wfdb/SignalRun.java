// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import org.tsunagu.telemetry.signal.Samples;

/// The samples of one signal within a [Chunk], as stored; see [WfdbSignal#isMissing(int)].
///
/// @param signal how to read them in this segment
/// @param samples frames × samples per frame
public record SignalRun(WfdbSignal signal, Samples samples) {}
