// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.peer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// What a viewer misses of a stream, as a browser keeps it: asked for again and again for a while.
final class Missing {
    private static final long AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(900);

    private final Map<Integer, long[]> gaps = new TreeMap<>();
    private int highest = -1;

    synchronized void got(int sequence, long nowNanos) {
        if (highest < 0) {
            highest = sequence;
            return;
        }
        int ahead = (short) (sequence - highest);
        if (ahead <= 0) {
            gaps.remove(sequence);
            return;
        }
        for (int gap = (highest + 1) & 0xffff; gap != sequence; gap = (gap + 1) & 0xffff) {
            gaps.put(gap, new long[] {nowNanos, 0});
        }
        highest = sequence;
    }

    /// What to ask for now.
    synchronized List<Integer> due(long nowNanos) {
        gaps.values().removeIf(times -> nowNanos - times[0] > LONGEST_NANOS);
        List<Integer> due = new ArrayList<>();
        gaps.forEach(
                (sequence, times) -> {
                    if (times[1] == 0 || nowNanos - times[1] > AGAIN_NANOS) {
                        times[1] = nowNanos;
                        due.add(sequence);
                    }
                });
        return due;
    }
}
