// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.mllp;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.tsunagu.telemetry.axis.DeviceTime;

/// Writes HL7 v2 text: segments of `|`-separated fields, each ended by a carriage return.
public final class Hl7Text {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss.SSSS", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final StringBuilder text = new StringBuilder();

    /// A segment of fields already written as they shall stand.
    public Hl7Text segment(String name, String... fields) {
        text.append(name);
        for (String field : fields) {
            text.append('|').append(field);
        }
        text.append('\r');
        return this;
    }

    /// A value with the delimiters escaped (HL7 v2.6 chapter 2.7).
    public static String escaped(String value) {
        StringBuilder escaped = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\E\\");
                case '|' -> escaped.append("\\F\\");
                case '^' -> escaped.append("\\S\\");
                case '~' -> escaped.append("\\R\\");
                case '&' -> escaped.append("\\T\\");
                default -> escaped.append(c < ' ' ? ' ' : c);
            }
        }
        return escaped.toString();
    }

    /// A time with its zone, to a tenth of a millisecond (data type DTM).
    public static String time(DeviceTime time) {
        return TIME.format(Instant.EPOCH.plus(time.micros(), ChronoUnit.MICROS)) + "+0000";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
