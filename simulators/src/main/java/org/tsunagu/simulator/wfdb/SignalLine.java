// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses one signal line: file, format, gain, resolution, zero, initial value, checksum, block
/// size, description; everything from the gain on may be left out.
final class SignalLine {
    private static final double DEFAULT_GAIN = 200;
    private static final String DEFAULT_UNIT = "mV";
    private static final int MOST_SAMPLES_PER_FRAME = 1_000;
    private static final int LARGEST_SKEW_FRAMES = 100_000;

    private static final Pattern FORMAT =
            Pattern.compile("(\\d{1,5})(?:x(\\d{1,9}))?(?::(\\d{1,9}))?(?:\\+(\\d{1,18}))?");
    private static final Pattern GAIN =
            Pattern.compile("([0-9.eE+-]+)(?:\\((-?\\d{1,9})\\))?(?:/(\\S{1,40}))?");
    private static final int FIELDS_BEFORE_DESCRIPTION = 8;

    private final String line;
    private final String file;

    private SignalLine(String line, String file) {
        this.line = line;
        this.file = file;
    }

    static WfdbSignal parse(String line, String file, int index) throws WfdbException {
        return new SignalLine(line, file).signal(index);
    }

    private WfdbSignal signal(int index) throws WfdbException {
        String[] fields = line.split("\\s+", FIELDS_BEFORE_DESCRIPTION + 1);
        Matcher format = FORMAT.matcher(fields.length > 1 ? fields[1] : "");
        if (!format.matches()) {
            throw broken("a signal line names a file and a format");
        }
        Matcher gain = GAIN.matcher(field(fields, 2, "0"));
        if (!gain.matches()) {
            throw broken("gain " + fields[2] + " not understood");
        }
        int zero = (int) whole(field(fields, 4, "0"), Integer.MIN_VALUE, Integer.MAX_VALUE);
        String checksum = field(fields, 6, "");
        return new WfdbSignal(
                safeFile(fields[0]),
                format(Integer.parseInt(format.group(1))),
                count(format.group(2), 1, 1, MOST_SAMPLES_PER_FRAME, "samples per frame"),
                count(format.group(3), 0, 0, LARGEST_SKEW_FRAMES, "skew"),
                format.group(4) == null ? 0 : Long.parseLong(format.group(4)),
                gain(gain.group(1)),
                gain.group(2) == null ? zero : Integer.parseInt(gain.group(2)),
                gain.group(3) == null ? DEFAULT_UNIT : gain.group(3),
                fields.length > 5
                        ? (int) whole(fields[5], Integer.MIN_VALUE, Integer.MAX_VALUE)
                        : zero,
                checksum.isEmpty()
                        ? null
                        : (int) whole(checksum, Integer.MIN_VALUE, Integer.MAX_VALUE),
                field(fields, FIELDS_BEFORE_DESCRIPTION, "signal " + index).strip());
    }

    private static String field(String[] fields, int index, String fallback) {
        return index < fields.length ? fields[index] : fallback;
    }

    /// A header only ever reads files beside itself.
    private String safeFile(String name) throws WfdbException {
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0) {
            throw broken("signal files stand beside the header, not at " + name);
        }
        return name;
    }

    private @Nullable SignalFormat format(int number) throws WfdbException {
        SignalFormat format = SignalFormat.ofNumber(number);
        if (format == null && number != 0) {
            throw broken("format " + number + " is not served");
        }
        return format;
    }

    private int count(@Nullable String text, int fallback, int least, int most, String what)
            throws WfdbException {
        int value = text == null ? fallback : Integer.parseInt(text);
        if (value < least || value > most) {
            throw broken(what + " " + value + " not in " + least + ".." + most);
        }
        return value;
    }

    /// 0 means *uncalibrated*, which every WFDB program reads as 200 steps per millivolt.
    private double gain(String text) throws WfdbException {
        try {
            double gain = Double.parseDouble(text);
            if (gain == 0 || (Double.isFinite(gain) && Double.isFinite(1 / gain))) {
                return gain == 0 ? DEFAULT_GAIN : gain;
            }
        } catch (NumberFormatException odd) {
            throw broken("gain " + text + " is not a number");
        }
        throw broken("gain " + text + " is out of range");
    }

    private long whole(String text, long least, long most) throws WfdbException {
        try {
            long value = Long.parseLong(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException odd) {
            throw broken(text + " is not a whole number");
        }
        throw broken(text + " is out of range");
    }

    private WfdbException broken(String what) {
        return new WfdbException(file + ": " + what + ", in: " + line);
    }
}
