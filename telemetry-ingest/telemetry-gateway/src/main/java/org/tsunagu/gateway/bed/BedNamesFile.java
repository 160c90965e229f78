// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.bed;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tsunagu.telemetry.ward.BedId;

/// Keeps the names of beds over restarts: one line per place, tab-separated, after a line that
/// names the version. Written anew beside the old file, forced to disk and moved over it.
public final class BedNamesFile {
    private static final String FIRST_LINE = "tsunagu-bed-names 1";
    private static final int COLUMNS = 5;

    private final Path file;

    public BedNamesFile(Path file) {
        this.file = file;
    }

    /// The places kept, in the order they were named; empty when there is no file yet. Blocks.
    ///
    /// @throws IOException when it cannot be read or is not such a file: names must not be guessed
    public Map<PointOfCare, BedId> read() throws IOException {
        Map<PointOfCare, BedId> places = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return places;
        }
        var lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        if (lines.isEmpty() || !lines.getFirst().equals(FIRST_LINE)) {
            throw new IOException(file + " does not begin with \"" + FIRST_LINE + "\"");
        }
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split("\t", -1);
            if (parts.length != COLUMNS || parts[4].isEmpty()) {
                throw new IOException(
                        file + " has a line that is not unit, room, bed, facility, id");
            }
            places.put(
                    new PointOfCare(parts[0], parts[1], parts[2], parts[3]), new BedId(parts[4]));
        }
        return places;
    }

    /// Returns when the places are on the disk. Blocks.
    public void write(Map<PointOfCare, BedId> places) throws IOException {
        var text = new StringBuilder(FIRST_LINE).append('\n');
        places.forEach(
                (place, id) ->
                        text.append(place.unit())
                                .append('\t')
                                .append(place.room())
                                .append('\t')
                                .append(place.bed())
                                .append('\t')
                                .append(place.facility())
                                .append('\t')
                                .append(id.value())
                                .append('\n'));
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path next = file.resolveSibling(file.getFileName() + ".next");
        ByteBuffer bytes = ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
        try (FileChannel out =
                FileChannel.open(
                        next,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (folder != null) {
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }
}
