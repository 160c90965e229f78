// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.nomenclature;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Reads a checked-in table: tab-separated cells, `#` begins a comment line, the first line that is
/// none names the columns.
final class Table {
    private Table() {}

    /// The rows below the column names.
    ///
    /// @throws IllegalStateException when the table is absent or a row has another number of cells;
    ///     the table is part of the program, so this is a fault of the build
    static List<List<String>> rows(String resource) {
        try (InputStream bytes = Table.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException("resource " + resource + " is absent");
            }
            List<List<String>> rows = new ArrayList<>();
            int columns = -1;
            var lines = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                List<String> cells = List.of(line.split("\t", -1));
                if (columns < 0) {
                    columns = cells.size();
                } else if (cells.size() != columns) {
                    throw new IllegalStateException(resource + " has a broken row: " + line);
                } else {
                    rows.add(cells);
                }
            }
            return rows;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("reading " + resource, unreadable);
        }
    }
}
