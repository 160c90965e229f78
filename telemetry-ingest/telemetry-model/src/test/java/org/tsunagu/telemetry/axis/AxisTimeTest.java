// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.axis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.format.DateTimeParseException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AxisTimeTest {
    @Test
    void everyAnswerCarriesSixDecimalsInUtcWhateverZoneAndLocaleThisMachineHas() {
        assertThat(new AxisTime(0).toRfc3339()).isEqualTo("1970-01-01T00:00:00.000000Z");
        assertThat(new AxisTime(1_790_000_000_123_456L).toRfc3339())
                .isEqualTo("2026-09-21T14:13:20.123456Z");
        assertThat(new AxisTime(-1).toRfc3339()).isEqualTo("1969-12-31T23:59:59.999999Z");
    }

    @Test
    void anyOffsetIsReadAndFinerFractionsAreCut() {
        assertThat(AxisTime.parse("2026-09-21T19:58:20.1234569+05:45").micros())
                .isEqualTo(1_790_000_000_123_456L);
        assertThat(AxisTime.parse("2026-09-21T14:13:20Z").micros())
                .isEqualTo(1_790_000_000_000_000L);
        assertThatThrownBy(() -> AxisTime.parse("2026-09-21T14:13:20"))
                .isInstanceOf(DateTimeParseException.class);
    }

    @Test
    void textAndMicrosAreInverse() {
        for (long seed = 1; seed <= 2_000; seed++) {
            long micros = new SplittableRandom(seed).nextLong(-1L << 52, 1L << 53);
            var time = new AxisTime(micros);
            assertThat(AxisTime.parse(time.toRfc3339())).as("seed %d", seed).isEqualTo(time);
            assertThat(AxisTime.of(time.toInstant())).as("seed %d", seed).isEqualTo(time);
        }
    }

    @Test
    void aStampLeadsToTheAxisAndBack() {
        var stamp = new ClockStamp(-1_440_000_000, 2_000);
        var device = new DeviceTime(1_790_000_000_000_000L);
        assertThat(stamp.toAxis(device).micros()).isEqualTo(1_789_998_560_000_000L);
        assertThat(stamp.toDevice(stamp.toAxis(device))).isEqualTo(device);
        assertThatThrownBy(() -> new ClockStamp(0, -1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void timesAreOrderedAndSubtracted() {
        var early = new AxisTime(1_000);
        AxisTime late = early.plusMicros(500);
        assertThat(late.microsSince(early)).isEqualTo(500);
        assertThat(early).isLessThan(late);
        assertThat(new DeviceTime(1)).isLessThan(new DeviceTime(2));
        assertThat(new ArrivalTime(1)).isLessThan(new ArrivalTime(2));
    }
}
