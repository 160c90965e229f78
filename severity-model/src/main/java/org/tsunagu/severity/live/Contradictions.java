// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.util.TreeSet;

/// When a device said that it is attached to somebody else than who lies there. Each holds as long
/// as the tile shows the conflict. Bound: [#MOST] minutes, the oldest go first.
final class Contradictions {
    static final int HOLDS_MINUTES = 10;
    static final int MOST = 5_000;

    private final TreeSet<Integer> minutes = new TreeSet<>();

    /// @return whether the minute is new
    boolean add(int minute) {
        if (minutes.size() >= MOST) {
            minutes.pollFirst();
        }
        return minutes.add(minute);
    }

    boolean holdAt(int minute) {
        Integer last = minutes.floor(minute);
        return last != null && minute - last < HOLDS_MINUTES;
    }
}
