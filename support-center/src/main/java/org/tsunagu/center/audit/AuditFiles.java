// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The files of an audit folder: one per day UTC, in the order of their names.
final class AuditFiles {
    private static final String PREFIX = "audit-";
    private static final String SUFFIX = ".jsonl";

    private AuditFiles() {}

    static List<Path> list(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(AuditFiles::isOne).sorted().toList();
        }
    }

    static Path ofDay(Path directory, String day) {
        return directory.resolve(PREFIX + day + SUFFIX);
    }

    /// Reads text whatever its bytes are: what is no UTF-8 becomes a character that no hash fits.
    static BufferedReader read(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
    }

    static String name(Path path) {
        return String.valueOf(path.getFileName());
    }

    private static boolean isOne(Path file) {
        return name(file).startsWith(PREFIX) && name(file).endsWith(SUFFIX);
    }
}
