// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.load;

/// What a load sender did so far, over all connections, in frames.
///
/// @param due how many frames the pace asked for
/// @param sent handed to the network for the first time
/// @param acknowledged in the journal
/// @param refused not usable
/// @param overflowed not taken because the gateway was too slow
/// @param waiting sent or still to be sent, not yet acknowledged
/// @param latestMicros how late the latest frame was handed to its stream; a sender that cannot
///     keep its own pace measures itself
public record LoadCounts(
        long due,
        long sent,
        long acknowledged,
        long refused,
        long overflowed,
        long waiting,
        long latestMicros) {
    static final LoadCounts NOTHING = new LoadCounts(0, 0, 0, 0, 0, 0, 0);

    LoadCounts plus(LoadCounts other) {
        return new LoadCounts(
                due + other.due,
                sent + other.sent,
                acknowledged + other.acknowledged,
                refused + other.refused,
                overflowed + other.overflowed,
                waiting + other.waiting,
                Math.max(latestMicros, other.latestMicros));
    }
}
