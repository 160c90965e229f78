// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.bridge;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;

/// A source that somebody publishes.
///
/// @param publication grows with each new publisher of the source
/// @param kinds what is sent
/// @param videoCodec as SDP names it (`VP8`, `H264`), null without video or before it is known
/// @param since when the phase began
/// @param frameTimes ways by which its frames' capture times reach the axis; empty: none so far
public record SourceState(
        SourceId source,
        long publication,
        EndpointId publisher,
        Phase phase,
        Set<MediaKind> kinds,
        @Nullable String videoCodec,
        AxisTime since,
        List<FrameTime.Method> frameTimes) {
    public SourceState {
        kinds = Set.copyOf(kinds);
        frameTimes = List.copyOf(frameTimes);
    }

    /// Whether anything comes.
    public enum Phase {
        /// Announced, nothing came yet.
        CONNECTING,
        /// Packets come.
        LIVE,
        /// Nothing comes although the publisher has not gone.
        SILENT;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
