// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.stay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads `Time,Parameter,Value` rows. Odd rows are counted, never thrown. Our own and small, so
/// that what is sent does not depend on the reader it is compared with.
final class StayReader {
    /// The line every stay begins with.
    static final String HEADER = "Time,Parameter,Value";

    private static final int LONGEST_ROW = 256;
    private static final int LONGEST_ID = 60;
    private static final int LATEST_MINUTE = 366 * 24 * 60;
    private static final double MISSING = -1;

    /// A number with more before or behind its point is none that anybody charted.
    private static final int MOST_PLACES = 400;

    private final List<ChallengeStay.Row> rows = new ArrayList<>();
    private String id;
    private double age = MISSING;
    private double gender = MISSING;
    private double heightCm = MISSING;
    private String height = "";
    private double icuType = MISSING;
    private int oddRows;
    private int missingRows;

    private StayReader(String fileName) {
        String name = fileName.substring(fileName.lastIndexOf('/') + 1);
        int dot = name.indexOf('.');
        id = id(dot > 0 ? name.substring(0, dot) : name, "unnamed");
    }

    /// @param fileName names the stay when no row does
    static ChallengeStay read(String fileName, InputStream bytes) throws IOException {
        var reader = new StayReader(fileName);
        var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String row = line.strip();
            if (!row.isEmpty() && !row.startsWith(HEADER) && !reader.take(row)) {
                reader.oddRows++;
            }
        }
        return new ChallengeStay(
                reader.id,
                reader.age,
                reader.gender,
                reader.heightCm,
                reader.height,
                reader.icuType,
                reader.rows,
                reader.oddRows,
                reader.missingRows);
    }

    private boolean take(String row) {
        String[] cells = row.length() > LONGEST_ROW ? new String[0] : row.split(",", -1);
        if (cells.length != 3) {
            return false;
        }
        int minute = minute(cells[0].strip());
        String parameter = cells[1].strip();
        String written = cells[2].strip();
        if (minute < 0 || parameter.isEmpty()) {
            return false;
        }
        if (parameter.equals("RecordID") && !written.isEmpty()) {
            id = id(written, id);
            return true;
        }
        String value = plain(written);
        return value != null && take(minute, parameter, value);
    }

    private boolean take(int minute, String parameter, String value) {
        double number = Double.parseDouble(value);
        switch (parameter) {
            case "Age" -> age = number;
            case "Gender" -> gender = number;
            case "ICUType" -> icuType = number;
            case "Height" -> {
                heightCm = number;
                height = value;
                missingRows += number < 0 ? 1 : 0;
            }
            default -> {
                Parameter known = ParameterTable.named(parameter);
                if (known == null) {
                    return false;
                }
                if (parameter.equals("Weight") && number == MISSING) {
                    missingRows++;
                } else {
                    rows.add(new ChallengeStay.Row(minute, known, value));
                }
            }
        }
        return true;
    }

    /// hh:mm or hhh:mm, -1 for anything else.
    private static int minute(String time) {
        int colon = time.indexOf(':');
        int hours = figures(time, 0, colon);
        int minutes = figures(time, colon + 1, time.length());
        if (colon < 0 || hours < 0 || minutes < 0 || minutes > 59) {
            return -1;
        }
        int total = hours * 60 + minutes;
        return total <= LATEST_MINUTE ? total : -1;
    }

    private static int figures(String text, int from, int to) {
        if (to - from < 1 || to - from > 4) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            value = 10 * value + c - '0';
        }
        return value;
    }

    /// The same number without an exponent, its decimals and the sign of a zero kept.
    private static @Nullable String plain(String written) {
        try {
            var decimal = new BigDecimal(written);
            if (Math.abs((long) decimal.scale()) > MOST_PLACES) {
                return null;
            }
            String plain = decimal.toPlainString();
            boolean negativeZero = written.startsWith("-") && !plain.startsWith("-");
            return !Double.isFinite(Double.parseDouble(plain))
                    ? null
                    : negativeZero ? "-" + plain : plain;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static String id(String written, String otherwise) {
        String id = written.length() > LONGEST_ID ? written.substring(0, LONGEST_ID) : written;
        return id.isBlank() ? otherwise : id.strip();
    }
}
