// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.axis.ClockStamp;
import org.tsunagu.telemetry.axis.DeviceTime;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.signal.Samples;

class BackFillTest {
    private static final ClockStamp STAMP = new ClockStamp(-1_451_000_000L, 800);
    private static final DeviceTime SENT = new DeviceTime(1_795_206_255_000_000L);

    private static List<SampleArray> waveAged(long micros) {
        return List.of(
                new SampleArray(
                        MetricCode.mdc(131_330),
                        SENT.plusMicros(-micros),
                        SampleRate.hertz(250),
                        1,
                        0,
                        "mV",
                        Samples.of(1, 2, 3)));
    }

    @Test
    void liveDataKeepsItsStamp() {
        assertThat(BackFill.widened(STAMP, SENT, List.of(), List.of())).isSameAs(STAMP);
        assertThat(BackFill.widened(STAMP, SENT, List.of(), waveAged(100_000)).uncertaintyMicros())
                .isEqualTo(825);
    }

    @Test
    void fiveHoursOfAnyPlausibleDriftAreCovered() {
        long fiveHours = 18_000_000_000L;
        ClockStamp widened = BackFill.widened(STAMP, SENT, List.of(), waveAged(fiveHours));
        assertThat(widened.offsetMicros()).isEqualTo(STAMP.offsetMicros());
        assertThat(widened.uncertaintyMicros()).isGreaterThanOrEqualTo(fiveHours * 200 / 1_000_000);
    }

    @Test
    void dataFromTheFutureNarrowsNothing() {
        assertThat(BackFill.widened(STAMP, SENT, List.of(), waveAged(-1_000_000))).isSameAs(STAMP);
    }
}
