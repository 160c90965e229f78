// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.mllp;

import java.time.Duration;

/// How a monitor sends.
///
/// @param attempts how often a message is sent before it is given up; a GE B40 tries three times
/// @param acknowledgeWithin how long each attempt waits for its answer
/// @param betweenAttempts how long it waits before the next one
/// @param bufferMessages how many messages may wait
public record MllpOptions(
        String host,
        int port,
        int attempts,
        Duration acknowledgeWithin,
        Duration betweenAttempts,
        int bufferMessages) {
    public MllpOptions {
        if (attempts < 1 || bufferMessages < 1 || port < 1 || port > 65_535) {
            throw new IllegalArgumentException("attempts, buffer and port are positive");
        }
    }

    /// Three attempts of five seconds each, a second apart.
    public static MllpOptions of(String host, int port) {
        return new MllpOptions(host, port, 3, Duration.ofSeconds(5), Duration.ofSeconds(1), 256);
    }
}
