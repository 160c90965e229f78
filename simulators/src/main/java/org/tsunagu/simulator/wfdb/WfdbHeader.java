// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.SampleRate;

/// What a header file says. Either `segments` or `signals` is empty.
///
/// @param name record name
/// @param signalCount number of signals of the record
/// @param frameRate frames per second, exactly as meant: 0.0166666666667 is 1/60
/// @param counterHertz counter frequency, the frame rate where none is given
/// @param frames length, [#UNKNOWN_LENGTH] where none is given
/// @param baseTime time of day of the first sample in an unstated zone, where given
/// @param baseDate its date, where given
public record WfdbHeader(
        String name,
        int signalCount,
        SampleRate frameRate,
        double counterHertz,
        long frames,
        @Nullable LocalTime baseTime,
        @Nullable LocalDate baseDate,
        List<WfdbSignal> signals,
        List<WfdbSegment> segments) {
    /// The length is what the signal files hold.
    public static final long UNKNOWN_LENGTH = -1;

    public WfdbHeader {
        signals = List.copyOf(signals);
        segments = List.copyOf(segments);
    }

    /// Whether the samples lie in other records.
    public boolean isMultiSegment() {
        return !segments.isEmpty();
    }

    /// Whether the first segment is a layout: it names every signal, and each segment then has some
    /// of them.
    public boolean hasLayout() {
        return isMultiSegment() && segments.getFirst().frames() == 0;
    }
}
