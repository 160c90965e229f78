// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.jitsi;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What is chosen for the Jitsi Videobridges.
///
/// @param bridges where their private HTTP ports are, `http://host:port`. Whoever reaches such a
///     port commands the bridge: it has no authentication and belongs on a closed network
/// @param mostEndpoints open at one time, over all bridges
/// @param answerWithin an offer nobody answers, or an answer that never connects, is given up
/// @param consentFor a peer of which a bridge hears nothing for so long has gone
/// @param silentAfter a publisher of which no media came for so long is silent; not below two
///     rounds
/// @param round how often bridges are asked what happened; they tell nothing by themselves
/// @param requestWithin a bridge that takes longer to answer is away
public record JitsiConfig(
        List<URI> bridges,
        int mostEndpoints,
        Duration answerWithin,
        Duration consentFor,
        Duration silentAfter,
        Duration round,
        Duration requestWithin) {
    public static final int MOST_ENDPOINTS = 512;
    public static final int MOST_BRIDGES = 16;
    private static final Set<String> SCHEMES = Set.of("http", "https");

    /// @throws IllegalArgumentException without bridges, or for an address that is no HTTP address
    public JitsiConfig {
        bridges = List.copyOf(bridges);
        if (bridges.isEmpty() || bridges.size() > MOST_BRIDGES) {
            throw new IllegalArgumentException(
                    "name 1 to " + MOST_BRIDGES + " Jitsi Videobridges, not " + bridges.size());
        }
        if (Set.copyOf(bridges).size() != bridges.size()) {
            throw new IllegalArgumentException("a Jitsi Videobridge is named twice");
        }
        bridges.forEach(JitsiConfig::check);
    }

    private static void check(URI bridge) {
        String scheme = bridge.getScheme();
        if (scheme == null
                || !SCHEMES.contains(scheme.toLowerCase(Locale.ROOT))
                || bridge.getHost() == null
                || bridge.getRawUserInfo() != null
                || bridge.getRawQuery() != null) {
            throw new IllegalArgumentException(
                    "a Jitsi Videobridge is named by http://host:port, not " + bridge);
        }
    }

    /// What a running platform uses.
    public static JitsiConfig at(List<URI> bridges) {
        return new JitsiConfig(
                bridges,
                MOST_ENDPOINTS,
                Duration.ofSeconds(20),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                Duration.ofSeconds(1),
                Duration.ofSeconds(4));
    }
}
