// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.mentoring;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.record.Stroke;
import org.tsunagu.video.bridge.FrameTime;
import org.tsunagu.video.bridge.SourceState;

/// A source of a room as its people see it.
///
/// @param by the connection that publishes it, null for an encoder
/// @param trailer whether its frames carry the frame trailer
/// @param bridge kind of the bridge that carries it
record Picture(
        SourceState state, String label, @Nullable String by, boolean trailer, String bridge) {
    /// The best way by which its frames are named now.
    Stroke.Naming naming() {
        if (trailer) {
            return Stroke.Naming.TRAILER;
        }
        List<FrameTime.Method> ways = state.frameTimes();
        if (ways.contains(FrameTime.Method.ABS_CAPTURE_TIME)) {
            return Stroke.Naming.ABS_CAPTURE_TIME;
        }
        return ways.isEmpty() ? Stroke.Naming.NONE : Stroke.Naming.SENDER_REPORT;
    }

    static Stroke.Naming naming(FrameTime.Method method) {
        return switch (method) {
            case ABS_CAPTURE_TIME -> Stroke.Naming.ABS_CAPTURE_TIME;
            case SENDER_REPORT -> Stroke.Naming.SENDER_REPORT;
        };
    }
}
