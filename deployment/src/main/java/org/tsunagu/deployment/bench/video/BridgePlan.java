// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench.video;

import java.util.List;

/// How long and how much is measured of each bridge.
///
/// @param rounds how often every bridge has its turn; what was measured of it is added up
/// @param windowSeconds of each stretch that counts
/// @param warmUpSeconds played before the first that counts, for the compilers of both sides
/// @param settleSeconds played after each change before it counts
/// @param viewers numbers of viewers, growing
/// @param mostStreams viewers at which the search for the limit ends
/// @param streamStep viewers added at a time
/// @param frameSeconds of 1080p60 that are counted frame by frame
record BridgePlan(
        int rounds,
        int windowSeconds,
        int warmUpSeconds,
        int settleSeconds,
        List<Integer> viewers,
        int mostStreams,
        int streamStep,
        int frameSeconds) {
    private static final int ROUNDS = 3;
    private static final int SHORTEST_FOR_ROUNDS = 15;
    private static final int MOST_STREAMS = 60;

    BridgePlan {
        viewers = List.copyOf(viewers);
    }

    /// What is published.
    ///
    /// @param seconds measured of each figure
    static BridgePlan whole(int seconds) {
        int rounds = seconds < SHORTEST_FOR_ROUNDS ? 1 : ROUNDS;
        return new BridgePlan(
                rounds,
                Math.max(1, seconds / rounds),
                20,
                4,
                List.of(1, 4, 8, 16),
                MOST_STREAMS,
                4,
                seconds);
    }

    /// A few seconds, so that a test can run it.
    static BridgePlan quick() {
        return new BridgePlan(1, 1, 1, 1, List.of(1, 2), 4, 2, 1);
    }
}
