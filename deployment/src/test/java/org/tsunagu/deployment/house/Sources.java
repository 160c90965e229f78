// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// The project's own files, without what is built or downloaded.
final class Sources {
    private static final Set<String> NOT_OURS =
            Set.of("target", "node_modules", ".git", ".tsunagu");

    static final Path ROOT =
            Path.of(System.getProperty("tsunagu.root", "..")).toAbsolutePath().normalize();

    private Sources() {}

    static List<Path> endingWith(String... endings) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(
                    ROOT,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult preVisitDirectory(
                                Path dir, BasicFileAttributes attributes) {
                            return NOT_OURS.contains(dir.getFileName().toString())
                                    ? FileVisitResult.SKIP_SUBTREE
                                    : FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            for (String ending : endings) {
                                if (file.toString().endsWith(ending)) {
                                    found.add(file);
                                }
                            }
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
        found.sort(null);
        return found;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException trouble) {
            throw new UncheckedIOException(trouble);
        }
    }

    static String nameOf(Path file) {
        return ROOT.relativize(file).toString();
    }
}
