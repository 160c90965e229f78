// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.embedded;

import java.time.Duration;
import java.util.List;

/// What is chosen for the embedded bridge.
///
/// @param bind address the UDP port is opened at
/// @param port 0 = any free one
/// @param advertised addresses peers are told to send to; empty: `bind`, or every address of this
///     machine when that is a wildcard
/// @param mostEndpoints open at one time
/// @param answerWithin an offer nobody answers, or an answer that never connects, is given up
/// @param consentFor a peer that stays silent so long no longer consents (RFC 7675: 30 s)
/// @param silentAfter a publisher of which no packet came for so long is silent
public record EmbeddedConfig(
        String bind,
        int port,
        List<String> advertised,
        int mostEndpoints,
        Duration answerWithin,
        Duration consentFor,
        Duration silentAfter) {
    public static final int DEFAULT_PORT = 10_000;
    public static final int MOST_ENDPOINTS = 512;

    public EmbeddedConfig {
        advertised = List.copyOf(advertised);
    }

    /// What a running platform uses.
    public static EmbeddedConfig at(String bind, int port) {
        return new EmbeddedConfig(
                bind,
                port,
                List.of(),
                MOST_ENDPOINTS,
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                Duration.ofSeconds(1));
    }

    /// The same with other addresses told to peers, as behind an address translation.
    public EmbeddedConfig advertising(List<String> addresses) {
        return new EmbeddedConfig(
                bind, port, addresses, mostEndpoints, answerWithin, consentFor, silentAfter);
    }
}
