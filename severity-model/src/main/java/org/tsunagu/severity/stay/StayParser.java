// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Reads one stay's `Time,Parameter,Value` rows. Odd rows are counted, never thrown.
public final class StayParser {
    /// Bound of one stay: ten megabytes of rows; the busiest stays of the Challenge have 1,500.
    public static final int MOST_OBSERVATIONS = 1_000_000;

    /// Bound of time: a year.
    public static final int LATEST_MINUTE = 366 * 24 * 60;

    /// Bound of one row; a longer one is no row and is cut.
    private static final int LONGEST_ROW = 256;

    private static final double MISSING = -1;

    private final String fallbackName;
    private final List<Observation> observations = new ArrayList<>();
    private final Map<Oddity, Integer> oddities = new EnumMap<>(Oddity.class);
    private @Nullable String recordId;
    private double age = MISSING;
    private double gender = MISSING;
    private double height = MISSING;
    private double icuType = MISSING;
    private int lastMinute;

    private StayParser(String fallbackName) {
        this.fallbackName = fallbackName;
    }

    /// @param fileName names the stay when no row does
    public static ReadStay parse(String fileName, BufferedReader rows) throws IOException {
        StayParser parser = new StayParser(stem(fileName));
        for (String row = nextRow(rows); row != null; row = nextRow(rows)) {
            parser.row(row.strip());
        }
        return parser.finished();
    }

    private static String stem(String fileName) {
        String name = fileName.substring(fileName.lastIndexOf('/') + 1);
        int dot = name.indexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        return stem.isBlank() ? "unnamed" : stem;
    }

    /// A row, cut at [#LONGEST_ROW]: ten megabytes without a line end must not become one string.
    private static @Nullable String nextRow(BufferedReader rows) throws IOException {
        StringBuilder row = new StringBuilder(32);
        int read = rows.read();
        if (read < 0) {
            return null;
        }
        while (read >= 0 && read != '\n') {
            if (row.length() < LONGEST_ROW) {
                row.append((char) read);
            }
            read = rows.read();
        }
        return row.toString();
    }

    private void row(String row) {
        if (row.isEmpty() || row.startsWith("Time,Parameter")) {
            return;
        }
        String[] columns = row.split(",", -1);
        if (columns.length != 3) {
            count(Oddity.NOT_THREE_COLUMNS);
            return;
        }
        String parameter = columns[1].strip();
        if (parameter.isEmpty()) {
            count(Oddity.EMPTY_PARAMETER);
            return;
        }
        OptionalInt minute = minute(columns[0].strip());
        if (minute.isEmpty()) {
            count(Oddity.UNREADABLE_TIME);
            return;
        }
        if (parameter.equals("RecordID") && !columns[2].isBlank()) {
            recordId = columns[2].strip();
            return;
        }
        double value = number(columns[2].strip());
        if (Double.isFinite(value)) {
            take(minute.getAsInt(), parameter, value);
        } else {
            count(Oddity.UNREADABLE_VALUE);
        }
    }

    private void take(int minute, String parameter, double value) {
        switch (parameter) {
            case "Age" -> age = value;
            case "Gender" -> gender = value;
            case "Height" -> height = value;
            case "ICUType" -> icuType = value;
            default -> observe(minute, parameter, value);
        }
    }

    private void observe(int minute, String parameter, double value) {
        Optional<Variable> variable = Variable.named(parameter);
        if (variable.isEmpty()) {
            count(Oddity.UNKNOWN_PARAMETER);
            return;
        }
        if (variable.get() == Variable.WEIGHT && value == MISSING) {
            return;
        }
        if (observations.size() == MOST_OBSERVATIONS) {
            count(Oddity.TOO_MANY);
            return;
        }
        if (minute < lastMinute) {
            count(Oddity.OUT_OF_ORDER);
        }
        lastMinute = minute;
        observations.add(new Observation(minute, variable.get(), value));
    }

    private void count(Oddity oddity) {
        oddities.merge(oddity, 1, Integer::sum);
    }

    private ReadStay finished() {
        String name = recordId;
        if (name == null) {
            count(Oddity.NO_RECORD_ID);
            name = fallbackName;
        }
        Descriptors descriptors = Descriptors.ofChallenge(age, gender, height, icuType);
        return new ReadStay(new Stay(new StayId(name), descriptors, observations), oddities);
    }

    /// hh:mm or hhh:mm.
    private static OptionalInt minute(String time) {
        int colon = time.indexOf(':');
        int hours = digits(time, 0, colon);
        int minutes = digits(time, colon + 1, time.length());
        if (colon < 0 || hours < 0 || minutes < 0 || minutes > 59) {
            return OptionalInt.empty();
        }
        int total = hours * 60 + minutes;
        return total <= LATEST_MINUTE ? OptionalInt.of(total) : OptionalInt.empty();
    }

    private static int digits(String text, int from, int to) {
        if (to - from < 1 || to - from > 4) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException noNumber) {
            return Double.NaN;
        }
    }
}
