// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import java.util.List;
import org.tsunagu.gateway.site.AddressRange;

/// How the device stream is served.
///
/// @param bind address to listen on
/// @param port 0 takes any free one
/// @param windowFrames how many frames of one connection may be unacknowledged
/// @param largestMessageBytes of one message
/// @param plainFrom addresses other than loopback that may speak without TLS
public record StreamConfig(
        String bind,
        int port,
        int windowFrames,
        int largestMessageBytes,
        List<AddressRange> plainFrom) {
    public static final int USUAL_WINDOW_FRAMES = 64;
    public static final int USUAL_LARGEST_MESSAGE_BYTES = 1 << 20;

    public StreamConfig {
        if (windowFrames < 1 || largestMessageBytes < 1_024) {
            throw new IllegalArgumentException("a window of 1 frame and 1 KiB are the least");
        }
        plainFrom = List.copyOf(plainFrom);
    }

    /// On loopback, with the usual limits.
    public static StreamConfig loopback(int port) {
        return new StreamConfig(
                "127.0.0.1", port, USUAL_WINDOW_FRAMES, USUAL_LARGEST_MESSAGE_BYTES, List.of());
    }

    boolean maySpeak(String address) {
        return AddressRange.isLoopback(address)
                || plainFrom.stream().anyMatch(range -> range.contains(address));
    }
}
