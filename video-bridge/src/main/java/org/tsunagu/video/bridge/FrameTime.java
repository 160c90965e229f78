// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.bridge;

import java.util.Locale;
import org.tsunagu.telemetry.axis.AxisTime;

/// When a frame was captured.
///
/// @param capturedAt on the common axis
/// @param uncertaintyMicros half width that covers the true error; the sender's own delay between
///     light and time stamp cannot be seen and is not in it
/// @param method how it is known
public record FrameTime(AxisTime capturedAt, long uncertaintyMicros, Method method) {
    /// How the time of a frame is known.
    public enum Method {
        /// The RTP header extension abs-capture-time.
        ABS_CAPTURE_TIME,
        /// RTCP sender reports (RFC 3550, section 6.4.1).
        SENDER_REPORT;

        /// Hyphenated, as messages carry it.
        public String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
