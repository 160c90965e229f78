// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class NtpTimeTest {
    @Test
    void secondsSince1900AndTheirFractionAreAMoment() {
        long half = (2_208_988_800L << 32) | 0x8000_0000L;
        assertThat(NtpTime.toDevice(half).micros()).isEqualTo(500_000);
        assertThat(NtpTime.ofMicros(500_000)).isEqualTo(half);
    }

    @Test
    void after2036TheNextEraBegins() {
        long micros = Instant.parse("2040-01-02T03:04:05Z").getEpochSecond() * 1_000_000 + 7;
        assertThat(NtpTime.toDevice(NtpTime.ofMicros(micros)).micros()).isEqualTo(micros);
    }

    @Test
    void everyMicrosecondComesBack() {
        for (long micros = 1_790_000_000_000_000L; micros < 1_790_000_000_010_000L; micros++) {
            assertThat(NtpTime.toDevice(NtpTime.ofMicros(micros)).micros()).isEqualTo(micros);
        }
    }

    @Test
    void theRoundTripIsWhatPassedWithoutThePeersDelay() {
        int sent = NtpTime.middle(NtpTime.ofMicros(1_790_000_000_000_000L));
        int now = NtpTime.middle(NtpTime.ofMicros(1_790_000_000_150_000L));
        assertThat(NtpTime.roundTripMicros(now, sent, 6_554)).isBetween(49_960L, 50_040L);
        assertThat(NtpTime.roundTripMicros(sent, now, 0)).isZero();
    }
}
