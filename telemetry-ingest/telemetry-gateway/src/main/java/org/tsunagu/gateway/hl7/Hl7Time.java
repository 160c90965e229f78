// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.hl7;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.DeviceTime;

/// A time as HL7 v2 writes it: `YYYY[MM[DD[HH[MM[SS[.S[S[S[S]]]]]]]]][±ZZZZ]`, on the sender's
/// clock.
///
/// @param time the earliest moment it can mean
/// @param resolutionMicros how much later it can be
/// @param offset the offset it named, null when the zone of the source was taken
public record Hl7Time(DeviceTime time, long resolutionMicros, @Nullable ZoneOffset offset) {
    private static final long SECOND_MICROS = 1_000_000L;
    private static final long[] RESOLUTIONS = {
        366 * 86_400 * SECOND_MICROS,
        31 * 86_400 * SECOND_MICROS,
        86_400 * SECOND_MICROS,
        3_600 * SECOND_MICROS,
        60 * SECOND_MICROS,
        SECOND_MICROS
    };
    private static final int EARLIEST_YEAR = 1971;
    private static final int LATEST_YEAR = 2250;
    private static final int LONGEST = 40;

    /// Null for empty text and for what is no time. In the hour that daylight saving time repeats,
    /// the earlier reading is taken; in the hour it skips, the clock that was not set forward.
    public static @Nullable Hl7Time parse(String text, ZoneId zone) {
        String stripped = text.strip();
        if (stripped.length() < 4 || stripped.length() > LONGEST) {
            return null;
        }
        int zoneAt = zoneAt(stripped);
        String local = stripped.substring(0, zoneAt);
        int dot = local.indexOf('.');
        String digits = dot < 0 ? local : local.substring(0, dot);
        if (digits.length() % 2 != 0 || digits.length() > 14 || digits.length() < 4) {
            return null;
        }
        if (!allDigits(digits) || (dot >= 0 && digits.length() != 14)) {
            return null;
        }
        try {
            ZoneOffset named =
                    zoneAt == stripped.length() ? null : offset(stripped.substring(zoneAt));
            LocalDateTime clock = clock(digits);
            if (clock.getYear() < EARLIEST_YEAR || clock.getYear() > LATEST_YEAR) {
                return null;
            }
            long fraction = dot < 0 ? 0 : fractionMicros(local.substring(dot + 1));
            long resolution =
                    dot < 0
                            ? RESOLUTIONS[(digits.length() - 4) / 2]
                            : resolution(local.length() - dot - 1);
            long micros =
                    clock.atZone(named == null ? zone : named).toEpochSecond() * SECOND_MICROS
                            + fraction;
            return new Hl7Time(new DeviceTime(micros), resolution, named);
        } catch (DateTimeException | NumberFormatException noTime) {
            return null;
        }
    }

    private static int zoneAt(String text) {
        for (int i = 4; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '+' || c == '-' || c == 'Z') {
                return i;
            }
        }
        return text.length();
    }

    private static ZoneOffset offset(String text) {
        if (text.equals("Z")) {
            return ZoneOffset.UTC;
        }
        String digits = text.substring(1).replace(":", "");
        if (digits.length() != 4 || !allDigits(digits)) {
            throw new DateTimeException("offset");
        }
        int sign = text.charAt(0) == '-' ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(
                sign * Integer.parseInt(digits.substring(0, 2)),
                sign * Integer.parseInt(digits.substring(2)));
    }

    private static LocalDateTime clock(String digits) {
        int second = two(digits, 12, 0);
        // a leap second is the last microsecond-free second of its minute: there is no 60 here
        return LocalDateTime.of(
                Integer.parseInt(digits.substring(0, 4)),
                two(digits, 4, 1),
                two(digits, 6, 1),
                two(digits, 8, 0),
                two(digits, 10, 0),
                Math.min(second, 59));
    }

    private static int two(String digits, int at, int absent) {
        return at + 2 > digits.length() ? absent : Integer.parseInt(digits.substring(at, at + 2));
    }

    private static long fractionMicros(String fraction) {
        if (fraction.isEmpty() || !allDigits(fraction)) {
            throw new DateTimeException("fraction");
        }
        return Long.parseLong((fraction + "000000").substring(0, 6));
    }

    private static long resolution(int decimals) {
        long resolution = SECOND_MICROS;
        for (int i = 0; i < Math.min(decimals, 6); i++) {
            resolution /= 10;
        }
        return resolution;
    }

    private static boolean allDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
