// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.mllp;

import java.time.Duration;
import java.util.List;
import org.tsunagu.gateway.site.AddressRange;

/// How HL7 v2 over MLLP is served.
///
/// @param bind address to listen on
/// @param port 0 takes any free one
/// @param idleTimeout a connection over which nothing came for so long is closed
/// @param largestMessageBytes of one message; a larger one is refused and its connection closed
/// @param mostUnanswered messages of one connection on their way to the journal; then it is not
///     read
/// @param plainFrom addresses other than loopback that may speak without TLS
public record MllpConfig(
        String bind,
        int port,
        Duration idleTimeout,
        int largestMessageBytes,
        int mostUnanswered,
        List<AddressRange> plainFrom) {
    public static final Duration USUAL_IDLE_TIMEOUT = Duration.ofMinutes(10);
    public static final int USUAL_LARGEST_MESSAGE_BYTES = 1 << 20;
    public static final int USUAL_MOST_UNANSWERED = 32;

    public MllpConfig {
        if (largestMessageBytes < 1_024
                || mostUnanswered < 1
                || idleTimeout.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("1 KiB, 1 message and 1 s are the least");
        }
        plainFrom = List.copyOf(plainFrom);
    }

    /// On loopback, with the usual limits.
    public static MllpConfig loopback(int port) {
        return new MllpConfig(
                "127.0.0.1",
                port,
                USUAL_IDLE_TIMEOUT,
                USUAL_LARGEST_MESSAGE_BYTES,
                USUAL_MOST_UNANSWERED,
                List.of());
    }

    boolean maySpeak(String address) {
        return AddressRange.isLoopback(address)
                || plainFrom.stream().anyMatch(range -> range.contains(address));
    }
}
