// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

import org.tsunagu.simulator.wfdb.WfdbRecord;
import org.tsunagu.telemetry.axis.SampleRate;

/// How a record is cut into frames. Part of the recording's identity: the same numbers must mean
/// the same frames.
///
/// @param frameMicros length of a frame
/// @param keepAlive whether seconds without data still get a frame, so that the bed's supervision
///     does not count as lost
/// @param longestGapMicros a gap is reported at the latest when it is this long
record FramePlan(long frameMicros, boolean keepAlive, long longestGapMicros) {
    /// How often a live bed is heard of at least.
    static final long KEEP_ALIVE_MICROS = 1_000_000;

    private static final long LIVE_FRAME_MICROS = 100_000;
    private static final long BACK_FILL_FRAME_MICROS = 1_000_000;
    private static final long SHORT_RECORD_MICROS = 3_600_000_000L;
    private static final long LIVE_GAP_MICROS = 10_000_000;

    /// Short waveform records are cut alike live and as back-fill, so that one may complete the
    /// other.
    static FramePlan of(WfdbRecord record, boolean live) {
        SampleRate rate = record.frameRate();
        boolean waveforms = Channel.of(record.signals(), rate).stream().anyMatch(c -> !c.numeric());
        boolean fine = live || (waveforms && rate.microsOf(record.frames()) <= SHORT_RECORD_MICROS);
        return fine
                ? new FramePlan(LIVE_FRAME_MICROS, true, LIVE_GAP_MICROS)
                : new FramePlan(BACK_FILL_FRAME_MICROS, false, SHORT_RECORD_MICROS);
    }
}
