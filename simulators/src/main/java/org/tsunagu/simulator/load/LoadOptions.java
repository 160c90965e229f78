// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.load;

import java.net.URI;
import java.time.Duration;

/// How much load, and where to.
///
/// @param beds 1 to 5,000, named `load:B0001` …
/// @param connections device streams they share, one source each
/// @param url `ws://host:port`
/// @param seed of the sample values
/// @param ramp over how long the connections begin one after the other: hospitals do not connect in
///     one millisecond to a platform that has just been started
public record LoadOptions(
        int beds, int connections, URI url, String token, long seed, Duration ramp) {
    private static final int MOST_BEDS = 5_000;

    public LoadOptions {
        if (ramp.isNegative()) {
            throw new IllegalArgumentException("a ramp of " + ramp);
        }
        if (beds < 1 || beds > MOST_BEDS || connections < 1 || connections > beds) {
            throw new IllegalArgumentException(
                    "1 to " + MOST_BEDS + " beds over at most as many connections");
        }
    }
}
