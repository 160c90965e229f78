// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.telemetry.axis.AxisTime;

/// The chain of one folder, continued where it stopped. One thread only.
final class AuditChain implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditChain.class);
    private static final int DAY_CHARACTERS = "2026-01-01".length();

    private final Path directory;
    private final FileChannel headFile;
    private @Nullable FileChannel file;
    private String day = "";
    private AuditHead head;
    private long headWrites;

    private AuditChain(Path directory, FileChannel headFile, AuditHead head) {
        this.directory = directory;
        this.headFile = headFile;
        this.head = head;
    }

    /// Goes on after the last record that the head or the files know, whichever is later. Where
    /// the files end before the head, the numbering goes on after the head, so that the loss stays
    /// visible.
    static AuditChain open(Path directory) throws IOException {
        makeFolder(directory);
        List<Path> files = AuditFiles.list(directory);
        AuditHead head = AuditHead.read(directory);
        boolean fresh = head == null && files.isEmpty();
        AuditHead last = files.isEmpty() ? AuditHead.EMPTY : lastOf(files.getLast());
        if (head == null) {
            head = AuditHead.EMPTY;
            if (!fresh) {
                LOG.error("The head of the audit in {} is gone; run `audit verify`.", directory);
            }
        }
        if (last.sequence() < head.sequence()) {
            LOG.error(
                    "The audit in {} ends at record {} and should end at {}; run `audit verify`.",
                    directory,
                    last.sequence(),
                    head.sequence());
            last = head;
        }
        var chain = new AuditChain(directory, AuditHead.open(directory), last);
        if (fresh) {
            chain.writeHead();
        }
        return chain;
    }

    /// Writes the entries and forces them, then the head.
    void append(List<AuditEntry> entries, AxisTime now) throws IOException {
        FileChannel target = fileOf(now);
        var lines = new StringBuilder();
        long sequence = head.sequence();
        String hash = head.hash();
        for (AuditEntry entry : entries) {
            sequence++;
            String line = AuditLine.of(sequence, now, entry, hash);
            lines.append(line).append('\n');
            hash = String.valueOf(AuditLine.statedHash(line));
        }
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
            target.write(bytes);
        }
        target.force(false);
        head = new AuditHead(sequence, hash);
        writeHead();
    }

    AuditHead head() {
        return head;
    }

    @Override
    public void close() {
        try {
            headFile.close();
            if (file != null) {
                file.close();
            }
        } catch (IOException lost) {
            LOG.warn("Closing the audit in {}", directory, lost);
        }
    }

    private void writeHead() throws IOException {
        head.write(headFile, headWrites++);
    }

    private FileChannel fileOf(AxisTime now) throws IOException {
        String today = now.toRfc3339().substring(0, DAY_CHARACTERS);
        FileChannel open = file;
        // A clock that goes back must not write into a file before the last one.
        if (open != null && today.compareTo(day) <= 0) {
            return open;
        }
        if (open != null) {
            open.close();
        }
        List<Path> files = AuditFiles.list(directory);
        Path path = AuditFiles.ofDay(directory, today);
        if (!files.isEmpty() && files.getLast().compareTo(path) > 0) {
            path = files.getLast();
        }
        open =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND);
        cutTornTail(path, open);
        forceFolder(directory);
        file = open;
        day = today;
        return open;
    }

    /// A crash may leave the beginning of a line that nobody was answered for.
    private static void cutTornTail(Path path, FileChannel open) throws IOException {
        long size = Files.size(path);
        byte[] content = size == 0 ? new byte[0] : Files.readAllBytes(path);
        int end = content.length;
        while (end > 0 && content[end - 1] != '\n') {
            end--;
        }
        if (end < content.length) {
            LOG.warn("{} ended in half a record, which was never answered; cut.", path);
            open.truncate(end);
        }
    }

    private static AuditHead lastOf(Path file) throws IOException {
        long sequence = 0;
        String hash = AuditLine.GENESIS;
        try (BufferedReader lines = AuditFiles.read(file)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String stated = AuditLine.statedHash(line);
                if (stated != null) {
                    sequence = AuditLine.sequenceOf(line);
                    hash = stated;
                }
            }
        }
        return new AuditHead(sequence, hash);
    }

    private static void makeFolder(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rwx------")));
        }
    }

    /// Makes a new file's name survive a power cut.
    private static void forceFolder(Path directory) throws IOException {
        try (FileChannel folder = FileChannel.open(directory, StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
