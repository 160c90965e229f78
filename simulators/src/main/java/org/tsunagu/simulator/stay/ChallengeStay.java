// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.stay;

import java.util.List;

/// One stay as its file has it.
///
/// @param id RecordID, else the file's name
/// @param age in years, -1 when not told
/// @param gender 0 female, 1 male, else not told
/// @param heightCm below 0 when not told
/// @param height as written, plain
/// @param icuType 1 to 4, else not told
/// @param rows in the order of the file
/// @param oddRows rows that say nothing that could be sent
/// @param missingRows rows that say with -1 that nothing is known
record ChallengeStay(
        String id,
        double age,
        double gender,
        double heightCm,
        String height,
        double icuType,
        List<Row> rows,
        int oddRows,
        int missingRows) {
    ChallengeStay {
        rows = List.copyOf(rows);
    }

    /// @param minute since admission
    /// @param value plain decimal, as HL7 writes numbers
    record Row(int minute, Parameter parameter, String value) {}

    int lastMinute() {
        int last = 0;
        for (Row row : rows) {
            last = Math.max(last, row.minute());
        }
        return last;
    }

    /// PV1-3.1, the unit in the Challenge's own words.
    String unit() {
        return switch ((int) icuType) {
            case 1 -> "CCU";
            case 2 -> "CSRU";
            case 3 -> "MICU";
            case 4 -> "SICU";
            default -> "ICU";
        };
    }
}
