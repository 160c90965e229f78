// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.tsunagu.center.SupportCenter;

/// Reads the audit as anybody may: JSON lines.
public final class Audit {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Audit() {}

    /// Every record of a data folder, oldest first.
    public static List<JsonNode> of(Path folder) {
        List<JsonNode> records = new ArrayList<>();
        try (Stream<Path> files = Files.list(SupportCenter.auditFolder(folder))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).sorted().toList()) {
                for (String line : Files.readAllLines(file)) {
                    records.add(JSON.readTree(line));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return records;
    }
}
