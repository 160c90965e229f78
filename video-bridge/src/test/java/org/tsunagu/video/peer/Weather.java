// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.peer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/// What a path does to datagrams: of a hundred so many are lost, so many come twice, so many come
/// after up to three later ones. By a seed, so that it can be had again.
public final class Weather {
    private static final int LONGEST_WAY = 3;

    private final Random random;
    private final int lost;
    private final int twice;
    private final int late;
    private final Deque<Held> held = new ArrayDeque<>();
    private long lostSoFar;

    private static final class Held {
        private final byte[] datagram;
        private int waits;

        Held(byte[] datagram, int waits) {
            this.datagram = datagram;
            this.waits = waits;
        }
    }

    public Weather(long seed, int lost, int twice, int late) {
        this.random = new Random(seed);
        this.lost = lost;
        this.twice = twice;
        this.late = late;
    }

    public static Weather fine() {
        return new Weather(0, 0, 0, 0);
    }

    /// What comes out when that goes in.
    public synchronized List<byte[]> pass(byte[] datagram) {
        List<byte[]> out = new ArrayList<>();
        int luck = random.nextInt(100);
        if (luck < lost) {
            lostSoFar++;
        } else if (luck < lost + late) {
            held.add(new Held(datagram, 1 + random.nextInt(LONGEST_WAY)));
            return out;
        } else {
            out.add(datagram);
            if (luck < lost + late + twice) {
                out.add(datagram.clone());
            }
        }
        held.removeIf(
                waiting -> {
                    boolean now = --waiting.waits <= 0;
                    if (now) {
                        out.add(waiting.datagram);
                    }
                    return now;
                });
        return out;
    }

    /// How many were lost.
    public synchronized long lost() {
        return lostSoFar;
    }
}
