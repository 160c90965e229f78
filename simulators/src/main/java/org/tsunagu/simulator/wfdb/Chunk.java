// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import java.util.List;

/// A stretch of a record that lies within one segment.
///
/// @param firstFrame counted over the whole record
/// @param frames at least one
/// @param runs the signals that were recorded
/// @param notRecorded the signals of the record that this segment does not have
public record Chunk(
        long firstFrame, int frames, List<SignalRun> runs, List<WfdbSignal> notRecorded) {
    public Chunk {
        runs = List.copyOf(runs);
        notRecorded = List.copyOf(notRecorded);
    }
}
