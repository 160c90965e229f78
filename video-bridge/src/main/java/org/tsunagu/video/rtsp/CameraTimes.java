// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import java.time.Duration;

/// How long is waited for what.
///
/// @param answer for a connection, and for each answer
/// @param silence without a picture; then the camera is left and asked anew
/// @param firstPause before a camera is asked again; doubled each time, a quarter more or less by
///     chance, so that a hundred cameras behind one switch do not come back in one second
/// @param longestPause beyond which it is not doubled
/// @param refusedPause after a wrong password or a stream nobody could show: cameras lock accounts
///     that are tried too often, and somebody has to change something first
/// @param steady so long a stream must have run for the pauses to begin anew
public record CameraTimes(
        Duration answer,
        Duration silence,
        Duration firstPause,
        Duration longestPause,
        Duration refusedPause,
        Duration steady) {
    /// What a running platform uses.
    public static CameraTimes standard() {
        return new CameraTimes(
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10));
    }
}
