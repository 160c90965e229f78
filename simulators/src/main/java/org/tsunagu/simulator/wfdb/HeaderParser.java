// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.SampleRate;

/// Parses the text of a header file (WFDB Applications Guide, header(5)). Pure.
public final class HeaderParser {
    /// Longest record name, in characters.
    static final int LONGEST_NAME = 200;

    private static final int MOST_SIGNALS = 512;
    private static final int MOST_SEGMENTS = 1_000_000;
    private static final SampleRate DEFAULT_RATE = SampleRate.hertz(250);

    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9_.-]+)(?:/(\\d{1,7}))?");
    private static final Pattern RATE =
            Pattern.compile("([0-9.eE+-]+)(?:/([0-9.eE+-]+)(?:\\((-?[0-9.]+)\\))?)?");
    private static final Pattern SEGMENT = Pattern.compile("(~|[A-Za-z0-9_.-]+)\\s+(\\d{1,18})");

    private final List<String> lines;
    private final String file;

    private HeaderParser(List<String> lines, String file) {
        this.lines = lines;
        this.file = file;
    }

    /// Parses `text`, the content of `file`.
    ///
    /// @throws WfdbException naming the line that cannot be understood
    public static WfdbHeader parse(String text, String file) throws WfdbException {
        List<String> lines =
                text.lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty() && line.charAt(0) != '#')
                        .toList();
        if (lines.isEmpty()) {
            throw new WfdbException(file + ": no record line");
        }
        return new HeaderParser(lines, file).header();
    }

    private WfdbHeader header() throws WfdbException {
        String line = lines.getFirst();
        List<String> fields = List.of(line.split("\\s+"));
        Matcher name = NAME.matcher(fields.getFirst());
        if (fields.size() < 2 || !name.matches() || name.group(1).length() > LONGEST_NAME) {
            throw broken(line, "a record line names the record and its number of signals");
        }
        int signalCount = (int) whole(line, fields.get(1), MOST_SIGNALS);
        Matcher rate = RATE.matcher(fields.size() > 2 ? fields.get(2) : "250");
        if (!rate.matches()) {
            throw broken(line, "the frame rate is not a number");
        }
        SampleRate frameRate = fields.size() > 2 ? rate(line, rate.group(1)) : DEFAULT_RATE;
        String counter = rate.group(2);
        long frames =
                fields.size() > 3
                        ? whole(line, fields.get(3), Long.MAX_VALUE)
                        : WfdbHeader.UNKNOWN_LENGTH;
        int segmentCount =
                name.group(2) == null ? 0 : (int) whole(line, name.group(2), MOST_SEGMENTS);
        return new WfdbHeader(
                name.group(1),
                signalCount,
                frameRate,
                counter == null ? frameRate.toHertz() : decimal(line, counter),
                frames == 0 ? WfdbHeader.UNKNOWN_LENGTH : frames,
                fields.size() > 4 ? time(line, fields.get(4)) : null,
                fields.size() > 5 ? date(line, fields.get(5)) : null,
                segmentCount > 0 ? List.of() : signals(signalCount),
                segmentCount > 0 ? segments(segmentCount) : List.of());
    }

    private List<WfdbSignal> signals(int count) throws WfdbException {
        requireLines(count, "signal");
        List<WfdbSignal> signals = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            signals.add(SignalLine.parse(lines.get(1 + i), file, i));
        }
        return signals;
    }

    private List<WfdbSegment> segments(int count) throws WfdbException {
        requireLines(count, "segment");
        List<WfdbSegment> segments = new ArrayList<>(count);
        for (String line : lines.subList(1, 1 + count)) {
            Matcher segment = SEGMENT.matcher(line);
            if (!segment.matches()) {
                throw broken(line, "a segment line names a record and its length");
            }
            long frames = whole(line, segment.group(2), Long.MAX_VALUE / MOST_SEGMENTS);
            if (frames == 0
                    && (!segments.isEmpty() || WfdbSegment.NOTHING.equals(segment.group(1)))) {
                throw broken(line, "only the first segment, a layout, may have no length");
            }
            segments.add(new WfdbSegment(segment.group(1), frames));
        }
        return segments;
    }

    private void requireLines(int count, String kind) throws WfdbException {
        if (lines.size() - 1 < count) {
            throw new WfdbException(
                    "%s: %d %s lines announced, %d found"
                            .formatted(file, count, kind, lines.size() - 1));
        }
    }

    private SampleRate rate(String line, String decimal) throws WfdbException {
        try {
            return Rates.parse(decimal);
        } catch (IllegalArgumentException | ArithmeticException odd) {
            throw broken(line, "frame rate " + decimal + " is not a positive number in range");
        }
    }

    private double decimal(String line, String text) throws WfdbException {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException odd) {
            throw broken(line, text + " is not a number");
        }
    }

    private long whole(String line, String text, long largest) throws WfdbException {
        try {
            long value = Long.parseLong(text);
            if (value >= 0 && value <= largest) {
                return value;
            }
        } catch (NumberFormatException odd) {
            throw broken(line, text + " is not a whole number");
        }
        throw broken(line, text + " is out of range");
    }

    /// `H:M:S`, `M:S` or `S`, with a fraction. An impossible date or time is not worth the record.
    private @Nullable LocalTime time(String line, String text) throws WfdbException {
        String[] parts = text.split(":", -1);
        if (parts.length > 3) {
            return null;
        }
        double seconds = 0;
        for (String part : parts) {
            if (!part.matches("[0-9]{1,9}(\\.[0-9]{0,9})?")) {
                return null;
            }
            seconds = seconds * 60 + decimal(line, part);
        }
        long nanos = Math.round(seconds * 1e9);
        return nanos >= 24L * 3_600 * 1_000_000_000L ? null : LocalTime.ofNanoOfDay(nanos);
    }

    private @Nullable LocalDate date(String line, String text) throws WfdbException {
        String[] parts = text.split("/", -1);
        if (parts.length != 3) {
            return null;
        }
        try {
            return LocalDate.of(
                    (int) whole(line, parts[2], 9_999),
                    (int) whole(line, parts[1], 99),
                    (int) whole(line, parts[0], 99));
        } catch (DateTimeException impossible) {
            return null;
        }
    }

    private WfdbException broken(String line, String what) {
        return new WfdbException(file + ": " + what + ", in: " + line);
    }
}
