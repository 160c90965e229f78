// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.axis;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// A point on the one common time axis: microseconds UTC, exact in a browser's number until 2255.
///
/// @param micros microseconds since 1970-01-01 UTC
public record AxisTime(long micros) implements Comparable<AxisTime> {
    private static final DateTimeFormatter RFC3339_MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    public static AxisTime of(Instant instant) {
        return new AxisTime(ChronoUnit.MICROS.between(Instant.EPOCH, instant));
    }

    /// Parses RFC 3339 with any offset; fractions beyond microseconds are cut.
    ///
    /// @throws java.time.format.DateTimeParseException when the text is no such time
    public static AxisTime parse(String rfc3339) {
        return of(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(rfc3339, Instant::from));
    }

    public AxisTime plusMicros(long delta) {
        return new AxisTime(micros + delta);
    }

    public long microsSince(AxisTime earlier) {
        return micros - earlier.micros;
    }

    public Instant toInstant() {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    /// RFC 3339 UTC with six decimals, as every answer of the API carries it.
    public String toRfc3339() {
        return RFC3339_MICROS.format(toInstant());
    }

    @Override
    public int compareTo(AxisTime other) {
        return Long.compare(micros, other.micros);
    }
}
