// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media;

/// What a publisher did so far.
///
/// @param frames sent
/// @param packets sent for the first time
/// @param payloadBytes of them
/// @param repeated packets sent again because somebody asked
/// @param keyFrameRequests heard
/// @param latestMicros how late the latest frame was sent; who cannot keep the clip's pace measures
///     itself
public record PublisherFigures(
        long frames,
        long packets,
        long payloadBytes,
        long repeated,
        long keyFrameRequests,
        long latestMicros) {}
