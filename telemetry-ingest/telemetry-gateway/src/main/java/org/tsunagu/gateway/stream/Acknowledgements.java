// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.stream;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/// Which frames of one connection came and which of them are settled; gives the highest number up
/// to which everything that came is. Bound: the window, kept by the session.
final class Acknowledgements {
    private final TreeMap<Long, Boolean> settledBySequence = new TreeMap<>();
    private long upTo;

    void came(long sequence) {
        settledBySequence.put(sequence, false);
    }

    void settled(long sequence) {
        settledBySequence.computeIfPresent(sequence, (_, _) -> true);
    }

    /// Whether it came and is not acknowledged.
    boolean isOpen(long sequence) {
        return settledBySequence.containsKey(sequence);
    }

    int open() {
        return settledBySequence.size();
    }

    /// Takes what can be acknowledged now.
    ///
    /// @return the number to acknowledge, 0 when there is nothing to say
    long advance() {
        boolean advanced = false;
        for (Iterator<Map.Entry<Long, Boolean>> each = settledBySequence.entrySet().iterator();
                each.hasNext(); ) {
            Map.Entry<Long, Boolean> frame = each.next();
            if (!frame.getValue()) {
                break;
            }
            upTo = Math.max(upTo, frame.getKey());
            each.remove();
            advanced = true;
        }
        return advanced ? upTo : 0;
    }
}
