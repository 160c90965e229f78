// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

import org.tsunagu.simulator.device.BedContent;

/// A frame and when it is due.
///
/// @param dueMicros when its last sample is complete, after the start of the record
/// @param samples waveform samples in it
/// @param values numeric values in it
record PlannedFrame(BedContent content, long dueMicros, long samples, long values) {}
