// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LossWatchTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private final LossWatch watch = new LossWatch();
    private final int[] asked = new int[64];

    @Test
    void aGapIsAskedForOnceReorderingWouldHaveClosedIt() {
        watch.onPacket(65_534, 0);
        watch.onPacket(1, 10 * MS);
        assertThat(watch.missing()).isEqualTo(2);
        assertThat(watch.due(10 * MS, asked)).isZero();
        assertThat(watch.due(15 * MS, asked)).isEqualTo(2);
        assertThat(asked[0]).isEqualTo(65_535);
        assertThat(asked[1]).isZero();
        assertThat(watch.due(16 * MS, asked)).isZero();
    }

    @Test
    void aPacketThatWasOvertakenIsNotAskedFor() {
        watch.onPacket(1, 0);
        watch.onPacket(3, MS);
        assertThat(watch.onPacket(2, 2 * MS)).isTrue();
        assertThat(watch.due(20 * MS, asked)).isZero();
        assertThat(watch.onPacket(2, 3 * MS)).isFalse();
        assertThat(watch.onPacket(3, 3 * MS)).isFalse();
    }

    @Test
    void itIsAskedForOnceInARoundTripUntilThereIsNoPoint() {
        watch.onRoundTrip(40 * MS);
        watch.onPacket(1, 0);
        watch.onPacket(3, 0);
        int requests = 0;
        for (long now = 0; now < 1_000 * MS; now += MS) {
            requests += watch.due(now, asked);
        }
        assertThat(requests).isEqualTo(LossWatch.MOST_REQUESTS);
        assertThat(watch.missing()).isZero();
        assertThat(watch.abandoned()).isEqualTo(1);
    }

    @Test
    void onALongWayTheAgeEndsIt() {
        watch.onRoundTrip(TimeUnit.SECONDS.toNanos(5));
        watch.onPacket(1, 0);
        watch.onPacket(3, 0);
        int requests = 0;
        for (long now = 0; now < 2_000 * MS; now += MS) {
            requests += watch.due(now, asked);
        }
        assertThat(requests).isEqualTo(2);
        assertThat(watch.abandoned()).isEqualTo(1);
    }

    @Test
    void aLongJumpIsAnotherStreamNotALoss() {
        watch.onPacket(1, 0);
        watch.onPacket(3, 0);
        watch.onPacket(5_000, 0);
        assertThat(watch.restarts()).isEqualTo(1);
        assertThat(watch.missing()).isZero();
        watch.onPacket(100, 0);
        assertThat(watch.restarts()).isEqualTo(2);
    }

    @Test
    void whatDoesNotFitIsAskedForNextTime() {
        watch.onPacket(0, 0);
        watch.onPacket(101, 0);
        assertThat(watch.due(10 * MS, asked)).isEqualTo(64);
        assertThat(asked[0]).isEqualTo(1);
        assertThat(watch.due(10 * MS, asked)).isEqualTo(36);
        assertThat(asked[0]).isEqualTo(65);
    }

    @Test
    void whoIsNeverAskedStaysBounded() {
        long now = 0;
        for (int i = 0; i < 200_000; i += 2) {
            watch.onPacket(i & 0xFFFF, now++);
        }
        assertThat(watch.missing()).isLessThanOrEqualTo(1_024);
        assertThat(watch.due(now + 10 * MS, asked)).isEqualTo(64);
    }

    /// Ten percent lost both ways, 300 ms of jitter spread over few packets, answered after 30 ms:
    /// all but a few come, and nobody asks for what is there.
    @Test
    void onABadWayNearlyEverythingComesBack() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        record Arrival(long at, int sequence) {}
        var line = new PriorityQueue<Arrival>(Comparator.comparingLong(Arrival::at));
        Set<Integer> there = new HashSet<>();
        var lost = new ArrayDeque<Integer>();
        int sent = 20_000;
        int pointless = 0;
        watch.onRoundTrip(30 * MS);
        int next = 65_000;
        int end = next + sent;
        for (long now = 0; next < end || !line.isEmpty(); now += MS) {
            if (next < end) {
                int sequence = next++ & 0xFFFF;
                long way = random.nextInt(50) == 0 ? random.nextInt(40) : random.nextInt(4);
                if (random.nextInt(10) > 0) {
                    line.add(new Arrival(now + way * MS, sequence));
                } else {
                    lost.add(sequence);
                }
            }
            while (!line.isEmpty() && line.peek().at() <= now) {
                int sequence = line.remove().sequence();
                there.add(sequence);
                watch.onPacket(sequence, now);
            }
            for (int k = watch.due(now, asked) - 1; k >= 0; k--) {
                pointless += there.contains(asked[k]) ? 1 : 0;
                if (random.nextInt(100) >= 19) {
                    line.add(new Arrival(now + 30 * MS, asked[k]));
                }
            }
        }
        assertThat(lost).as("seed %d", seed).hasSizeGreaterThan(1_500);
        assertThat(pointless).as("seed %d", seed).isZero();
        assertThat(there.size()).as("seed %d", seed).isGreaterThan(sent - 20);
    }
}
