// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesLogTest {
    private record Row(int minute, long bits, int source) {}

    private static List<Row> rows(SeriesLog log) {
        List<Row> rows = new ArrayList<>();
        log.forEach((m, v, s) -> rows.add(new Row(m, Double.doubleToRawLongBits(v), s)));
        return rows;
    }

    @Test
    void everyValueComesBackBitForBit() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var log = new SeriesLog();
        List<Row> put = new ArrayList<>();
        int minute = 0;
        for (int i = 0; i < 5_000; i++) {
            minute += random.nextInt(4) == 0 ? random.nextInt(500) : 1;
            double value =
                    switch (random.nextInt(6)) {
                        case 0 -> random.nextInt(200);
                        case 1 -> random.nextInt(2_000) / 10.0;
                        case 2 -> -random.nextInt(100_000) / 1_000.0;
                        case 3 -> 0.1 + 0.2;
                        case 4 -> -0.0;
                        default -> Double.longBitsToDouble(random.nextLong());
                    };
            int source = random.nextInt(3);
            log.append(minute, value, source);
            put.add(new Row(minute, Double.doubleToRawLongBits(value), source));
        }
        assertThat(rows(log)).as("seed %d", seed).isEqualTo(put);
    }

    @Test
    void aLateValueStandsInItsPlaceUnlessTheMinuteHasOne() {
        var log = new SeriesLog();
        log.append(1, 80, 0);
        log.append(5, 82.5, 0);
        assertThat(log.put(3, new double[] {81, 81.5}, 1)).isTrue();
        assertThat(log.put(5, new double[] {99}, 1)).isFalse();
        assertThat(log.put(0, new double[] {79}, 0)).isTrue();
        assertThat(log.put(9, new double[] {90}, 0)).isTrue();
        assertThat(rows(log)).extracting(Row::minute).containsExactly(0, 1, 3, 3, 5, 9);
        assertThat(rows(log)).extracting(Row::source).containsExactly(0, 0, 1, 1, 0, 0);
    }

    @Test
    void aHeartRateOfAWeekTakesTwoBytesAMinute() {
        var random = new Random(7);
        var log = new SeriesLog();
        int minutes = 7 * 24 * 60;
        double rate = 80;
        for (int minute = 0; minute < minutes; minute++) {
            rate = Math.clamp(rate + random.nextInt(-5, 6), 40, 160);
            log.append(minute, rate, 0);
        }
        assertThat(log.bytesHeld()).isLessThan(minutes * 5 / 2);
    }
}
