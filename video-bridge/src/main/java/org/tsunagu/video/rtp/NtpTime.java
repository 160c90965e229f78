// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

import org.tsunagu.telemetry.axis.DeviceTime;

/// NTP timestamps as RTCP carries them: seconds since 1900 and their fraction, 32 bits each.
public final class NtpTime {
    private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
    private static final long MICROS = 1_000_000;
    private static final double UNITS_A_MICRO = 65_536 / 1e6;

    private NtpTime() {}

    /// What the sender believes the time to be. A first bit of 0 is read as the era after 2036 (RFC
    /// 5905, section 6).
    public static DeviceTime toDevice(long ntp) {
        long seconds = ntp >>> 32;
        long era = ntp >= 0 ? 1L << 32 : 0;
        long micros = ((ntp & 0xFFFF_FFFFL) * MICROS + (1L << 31)) >>> 32;
        return new DeviceTime((seconds + era - SECONDS_1900_TO_1970) * MICROS + micros);
    }

    /// The timestamp of a moment.
    ///
    /// @param micros since 1970
    public static long ofMicros(long micros) {
        long seconds = Math.floorDiv(micros, MICROS) + SECONDS_1900_TO_1970;
        return seconds << 32 | (Math.floorMod(micros, MICROS) << 32) / MICROS;
    }

    /// The middle 32 bits, as report blocks repeat them.
    public static int middle(long ntp) {
        return (int) (ntp >>> 16);
    }

    /// How long a packet took there and back (RFC 3550, section 6.4.1; RFC 3611, section 4.5), not
    /// negative.
    ///
    /// @param now middle 32 bits of our time when the answer came
    /// @param sent middle 32 bits of ours it answers
    /// @param delay how long the peer kept it, in 1/65,536 s
    public static long roundTripMicros(int now, int sent, long delay) {
        return Math.max(0, Math.round((int) (now - sent - delay) / UNITS_A_MICRO));
    }
}
