// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/// Reads the Challenge's Outcomes files:
/// `RecordID,SAPS-I,SOFA,Length_of_stay,Survival,In-hospital_death`, columns found by their names.
public final class Outcomes {
    private static final String RECORD = "RecordID";
    private static final String DEATH = "In-hospital_death";

    private Outcomes() {}

    /// @return by stay, in the order of the files
    /// @throws UnreadableStays naming file and line, when a label cannot be read: a wrong label
    ///     must never be guessed
    public static Map<StayId, Outcome> read(List<Path> files) {
        Map<StayId, Outcome> outcomes = new LinkedHashMap<>();
        for (Path file : files) {
            read(file, outcomes);
        }
        return outcomes;
    }

    private static void read(Path file, Map<StayId, Outcome> outcomes) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException broken) {
            throw new UnreadableStays("Outcomes could not be read from " + file, broken);
        }
        List<String> header = lines.isEmpty() ? List.of() : columns(lines.getFirst());
        if (!header.contains(RECORD) || !header.contains(DEATH)) {
            throw new UnreadableStays(file + " has no columns " + RECORD + " and " + DEATH);
        }
        for (int i = 1; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                Outcome outcome = row(file, i + 1, header, columns(lines.get(i)));
                outcomes.put(outcome.id(), outcome);
            }
        }
    }

    private static Outcome row(Path file, int line, List<String> header, List<String> row) {
        String death = row.size() == header.size() ? row.get(header.indexOf(DEATH)) : "";
        if ((!death.equals("0") && !death.equals("1"))
                || row.get(header.indexOf(RECORD)).isEmpty()) {
            throw new UnreadableStays(
                    file + ", line " + line + ": no record with " + DEATH + " 0 or 1");
        }
        return new Outcome(
                new StayId(row.get(header.indexOf(RECORD))),
                optional(header, row, "SAPS-I"),
                optional(header, row, "SOFA"),
                death.equals("1"));
    }

    private static OptionalInt optional(List<String> header, List<String> row, String name) {
        int column = header.indexOf(name);
        if (column < 0 || !row.get(column).matches("\\d{1,6}")) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(row.get(column)));
    }

    private static List<String> columns(String line) {
        return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
    }
}
