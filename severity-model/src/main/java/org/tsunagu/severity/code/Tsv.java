// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.code;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Rows of a checked-in table: tab-separated, `#` begins a comment, the first row names the
/// columns.
final class Tsv {
    private Tsv() {}

    /// @throws IllegalStateException when a row has not that many columns; the table is part of the
    ///     program
    static List<List<String>> rows(String resource, int columns) {
        try (InputStream bytes = Tsv.class.getResourceAsStream(resource)) {
            if (bytes == null) {
                throw new IllegalStateException("resource " + resource + " is absent");
            }
            List<List<String>> rows =
                    new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))
                            .lines()
                            .filter(line -> !line.isBlank() && !line.startsWith("#"))
                            .skip(1)
                            .map(line -> List.of(line.split("\t", -1)))
                            .toList();
            for (List<String> row : rows) {
                if (row.size() != columns) {
                    throw new IllegalStateException(resource + ": " + row);
                }
            }
            return rows;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("reading " + resource, unreadable);
        }
    }
}
