// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.stay;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Where stays come from: one file, a folder of files, a `.tar.gz` of files; one after the other,
/// so that an archive need not fit into memory.
public final class StayFiles {
    /// Bytes of one stay; a larger file is named and passed over.
    static final int MOST_BYTES = 16 << 20;

    /// Stays of one folder or archive; what comes after them is not read, and said.
    static final int MOST_STAYS = 20_000;

    private static final int DEEPEST_FOLDER = 3;
    private static final int BUFFER_BYTES = 1 << 16;

    private final Consumer<String> notes;
    private int taken;

    /// Takes one stay; may wait.
    interface Taker {
        void take(ChallengeStay stay) throws InterruptedException;
    }

    private StayFiles(Consumer<String> notes) {
        this.notes = notes;
    }

    /// Whether a path is stays rather than a recording: a folder, an archive, or a file that begins
    /// as a stay does.
    public static boolean areStays(Path path) {
        if (Files.isDirectory(path) || isArchive(path)) {
            return true;
        }
        if (!Files.isRegularFile(path)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(path)) {
            return beginsAsStay(in.readNBytes(StayReader.HEADER.length()));
        } catch (IOException unreadable) {
            return false;
        }
    }

    /// Reads them all.
    ///
    /// @param notes told what is passed over and why
    static void read(Path path, Consumer<String> notes, Taker taker)
            throws IOException, InterruptedException {
        var files = new StayFiles(notes);
        if (Files.isDirectory(path)) {
            files.folder(path, taker);
        } else if (isArchive(path)) {
            files.archive(path, taker);
        } else {
            files.file(path, taker);
        }
    }

    private static boolean isArchive(Path path) {
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".tar.gz") || lower.endsWith(".tgz");
    }

    private void folder(Path folder, Taker taker) throws IOException, InterruptedException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder, DEEPEST_FOLDER)) {
            files =
                    walk.filter(file -> isText(file.toString()))
                            .filter(Files::isRegularFile)
                            .sorted()
                            .toList();
        }
        for (Path file : files) {
            if (isFull()) {
                return;
            }
            file(file, taker);
        }
    }

    private void file(Path file, Taker taker) throws IOException, InterruptedException {
        try (InputStream in = Files.newInputStream(file)) {
            take(file.toString(), Files.size(file), in, taker);
        }
    }

    private void archive(Path archive, Taker taker) throws IOException, InterruptedException {
        try (var tar =
                new TarArchiveInputStream(
                        new GZIPInputStream(Files.newInputStream(archive), BUFFER_BYTES))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null && !isFull();
                    entry = tar.getNextEntry()) {
                if (entry.isFile() && isText(entry.getName())) {
                    take(entry.getName(), entry.getSize(), tar, taker);
                }
            }
        }
    }

    private void take(String name, long size, InputStream in, Taker taker)
            throws IOException, InterruptedException {
        if (size > MOST_BYTES) {
            notes.accept(name + " has more than " + MOST_BYTES + " bytes and is passed over");
            return;
        }
        byte[] bytes = in.readNBytes(MOST_BYTES);
        if (!beginsAsStay(bytes)) {
            notes.accept(name + " does not begin with " + StayReader.HEADER + ", passed over");
            return;
        }
        taken++;
        taker.take(StayReader.read(name, new ByteArrayInputStream(bytes)));
    }

    private boolean isFull() {
        if (taken == MOST_STAYS) {
            notes.accept("only the first " + MOST_STAYS + " stays are sent");
        }
        return taken >= MOST_STAYS;
    }

    private static boolean isText(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".txt");
    }

    private static boolean beginsAsStay(byte[] bytes) {
        int length = Math.min(bytes.length, StayReader.HEADER.length());
        return new String(bytes, 0, length, StandardCharsets.UTF_8).equals(StayReader.HEADER);
    }
}
