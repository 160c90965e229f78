// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.axis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArrivalClockTest {
    private static final Instant START = Instant.parse("2026-11-20T03:00:00Z");

    private long nanos = 5_000_000_000L;
    private Instant wall = START;
    private final ArrivalClock clock = new ArrivalClock(() -> nanos, () -> wall);

    @Test
    void itIsMicrosecondFineBetweenLooksAtTheWallClock() {
        long before = clock.now().micros();
        nanos += 7_000;
        assertThat(clock.now().micros() - before).isEqualTo(7);
    }

    @Test
    void aSlewedWallClockIsFollowedWithoutGoingBack() {
        long last = clock.now().micros();
        for (int second = 0; second < 600; second++) {
            nanos += 1_000_000_000L;
            wall = wall.plusNanos(999_900_000L);
            assertThat(clock.follow()).isZero();
            long now = clock.now().micros();
            assertThat(now).isGreaterThan(last);
            last = now;
        }
        assertThat(clock.now().micros())
                .isEqualTo(wall.getEpochSecond() * 1_000_000 + wall.getNano() / 1_000);
    }

    @Test
    void aWallClockThatJumpsIsTakenAndTold() {
        wall = START.minusSeconds(3_600);
        assertThat(clock.follow()).isEqualTo(-3_600_000_000L);
        assertThat(clock.now().micros()).isEqualTo(wall.getEpochSecond() * 1_000_000);
    }

    /// The process is not run for 600 ms just before or just after each look at the wall clock.
    @Test
    void aPauseDuringTheComparisonIsNoJumpOfTheWallClock() {
        for (boolean before : new boolean[] {true, false}) {
            long[] paused = {0};
            var busy =
                    new ArrivalClock(
                            () -> nanos,
                            () -> {
                                Instant read = wall;
                                if (paused[0] > 0) {
                                    paused[0]--;
                                    nanos += 600_000_000L;
                                    wall = wall.plusMillis(600);
                                }
                                return before ? wall : read;
                            });
            for (int times = 1; times < 40; times++) {
                paused[0] = times;
                assertThat(busy.follow()).isZero();
                paused[0] = 0;
                assertThat(busy.now().micros())
                        .isEqualTo(wall.getEpochSecond() * 1_000_000 + wall.getNano() / 1_000);
            }
        }
    }
}
