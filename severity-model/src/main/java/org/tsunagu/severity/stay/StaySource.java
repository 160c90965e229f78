// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Stays from a folder of `.txt` files, from one such file, or from a `.tar.gz` of them, one at a
/// time: the next is read when the one before was taken. Folders are read in the order of their
/// names, archives in their own order.
public final class StaySource {
    private final Path path;

    public StaySource(Path path) {
        this.path = path;
    }

    /// @throws UnreadableStays when there is no such folder or archive, or it breaks off
    public void forEach(Consumer<ReadStay> taker) {
        try {
            if (Files.isDirectory(path)) {
                folder(taker);
            } else if (!Files.isReadable(path)) {
                throw new UnreadableStays("There is no folder or archive of stays at " + path);
            } else if (path.toString().endsWith(".txt")) {
                file(path, taker);
            } else {
                archive(taker);
            }
        } catch (IOException broken) {
            throw new UnreadableStays(
                    "Stays could not be read from " + path + ": " + broken.getMessage(), broken);
        }
    }

    private void folder(Consumer<ReadStay> taker) throws IOException {
        List<Path> files;
        try (Stream<Path> listing = Files.list(path)) {
            files = listing.filter(StaySource::isStay).sorted().toList();
        }
        if (files.isEmpty()) {
            throw new UnreadableStays("No .txt files of stays in " + path);
        }
        for (Path file : files) {
            file(file, taker);
        }
    }

    private static boolean isStay(Path file) {
        return isStay(file.getFileName().toString());
    }

    private static boolean isStay(String name) {
        String last = name.substring(name.lastIndexOf('/') + 1);
        return last.endsWith(".txt") && !last.startsWith("Outcomes") && !last.startsWith(".");
    }

    private static void file(Path file, Consumer<ReadStay> taker) throws IOException {
        ReadStay stay;
        try (InputStream in = Files.newInputStream(file)) {
            stay = StayParser.parse(file.getFileName().toString(), rows(in));
        }
        taker.accept(stay);
    }

    private void archive(Consumer<ReadStay> taker) throws IOException {
        int stays = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(path));
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(new GZIPInputStream(in, 1 << 16))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                if (entry.isFile() && isStay(entry.getName())) {
                    taker.accept(StayParser.parse(entry.getName(), rows(tar)));
                    stays++;
                }
            }
        }
        if (stays == 0) {
            throw new UnreadableStays("No .txt files of stays in " + path);
        }
    }

    /// ISO 8859-1 reads any byte: a broken character is an odd row, not the end of the file.
    private static BufferedReader rows(InputStream in) {
        return new BufferedReader(new InputStreamReader(in, StandardCharsets.ISO_8859_1));
    }
}
