// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.cli;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.TypeConversionException;

/// Lengths of time as people type them: `1.5`, `-90s`, `24m11s`, `250ms`, `1h`.
final class Spans {
    private static final Map<String, Long> NANOS =
            Map.of(
                    "us", 1_000L,
                    "ms", 1_000_000L,
                    "s", 1_000_000_000L,
                    "m", 60_000_000_000L,
                    "h", 3_600_000_000_000L);
    private static final Pattern PLAIN = Pattern.compile("\\d+(\\.\\d+)?");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)(us|ms|s|m|h)");

    private Spans() {}

    /// @param unit what a number without unit means
    static Duration parse(String text, String unit) {
        String rest = text.strip();
        boolean negative = rest.startsWith("-");
        if (negative || rest.startsWith("+")) {
            rest = rest.substring(1);
        }
        if (PLAIN.matcher(rest).matches()) {
            rest += unit;
        }
        Matcher part = PART.matcher(rest);
        BigDecimal nanos = BigDecimal.ZERO;
        int end = 0;
        while (part.find() && part.start() == end) {
            nanos =
                    nanos.add(
                            new BigDecimal(part.group(1))
                                    .multiply(
                                            BigDecimal.valueOf(
                                                    NANOS.getOrDefault(part.group(2), 0L))));
            end = part.end();
        }
        if (end == 0 || end != rest.length()) {
            throw new TypeConversionException(
                    "'" + text + "' is no length of time; for example 1.5s, 250ms, -24m11s");
        }
        Duration length = Duration.ofNanos(nanos.longValue());
        return negative ? length.negated() : length;
    }
}
