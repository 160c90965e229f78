// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.stay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The table of `docs/protocols/challenge-stays.md`.
final class ParameterTable {
    private static final int COLUMNS = 7;
    private static final Map<String, Parameter> BY_NAME = read();

    private ParameterTable() {}

    static @Nullable Parameter named(String name) {
        return BY_NAME.get(name);
    }

    static Map<String, Parameter> all() {
        return BY_NAME;
    }

    private static Map<String, Parameter> read() {
        Map<String, Parameter> parameters = new HashMap<>();
        try (InputStream bytes = ParameterTable.class.getResourceAsStream("parameters.tsv")) {
            if (bytes == null) {
                throw new IllegalStateException("parameters.tsv is absent");
            }
            var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("#") || line.startsWith("parameter\t")) {
                    continue;
                }
                String[] cells = line.split("\t", -1);
                if (cells.length != COLUMNS) {
                    throw new IllegalStateException("parameters.tsv has a broken row: " + line);
                }
                parameters.put(
                        cells[0],
                        new Parameter(
                                cells[0],
                                Parameter.SaidBy.valueOf(cells[1].toUpperCase(Locale.ROOT)),
                                cells[2],
                                cells[3],
                                cells[4],
                                cells[5],
                                cells[6]));
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("reading parameters.tsv", unreadable);
        }
        return Map.copyOf(parameters);
    }
}
