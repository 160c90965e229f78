// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.tsunagu.journal.Committed;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.wire.JournalCodec;

/// What the scorer needs after a restart and the journal no longer has: the records that changed a
/// score, what was said, and how far the journal was read. Compressed blocks, each with its
/// checksum, appended to files of about a day; a block that was cut off ends its file, and the
/// journal is read again from the block before. Confined to one thread.
final class ScorerMemory {
    /// A new file begins after so many bytes or a day.
    static final long LARGEST_FILE = 32 << 20;

    private static final long DAY_MICROS = 24 * 3_600_000_000L;
    private static final int MAGIC = 0x54534D31;
    private static final int LARGEST_BLOCK = 256 << 20;
    private static final int HEADER = 12;
    private static final byte RECORD = 1;
    private static final byte SAID = 2;
    private static final byte POSITIONS = 3;
    private static final byte LOST = 4;
    private static final String SUFFIX = ".log";

    private final Path folder;
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(pending);
    private @Nullable Path file;
    private long fileSince;

    /// @throws IOException when the folder cannot be made
    ScorerMemory(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
    }

    /// Gives back what was kept, oldest first, to a ward that knows nothing yet.
    ///
    /// @return how far the journal was read, by partition; empty when nothing was kept
    Map<Integer, Committed> recall(SeverityWard ward, long nowMicros) throws IOException {
        Map<Integer, Committed> positions = new HashMap<>();
        for (Path each : files()) {
            ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(each));
            for (byte[] block = next(bytes); block != null; block = next(bytes)) {
                recall(block, ward, nowMicros, positions);
            }
        }
        return positions;
    }

    private static byte @Nullable [] next(ByteBuffer bytes) throws IOException {
        if (bytes.remaining() < HEADER || bytes.getInt() != MAGIC) {
            return null;
        }
        int length = bytes.getInt();
        int checksum = bytes.getInt();
        if (length < 0 || length > bytes.remaining()) {
            return null;
        }
        byte[] packed = new byte[length];
        bytes.get(packed);
        if (checksum(packed) != checksum) {
            return null;
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return unpacked.readNBytes(LARGEST_BLOCK);
        }
    }

    private static void recall(
            byte[] block, SeverityWard ward, long nowMicros, Map<Integer, Committed> positions)
            throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(block));
        while (in.available() > 0) {
            switch (in.readByte()) {
                case RECORD -> {
                    byte[] encoded = in.readNBytes(in.readInt());
                    JournalRecord record = JournalCodec.decode(encoded).value();
                    if (record != null) {
                        ward.take(record, nowMicros);
                    }
                }
                case SAID -> {
                    var encounter = new EncounterId(in.readUTF());
                    int minute = in.readInt();
                    long fingerprint = in.readLong();
                    Review review =
                            in.readBoolean()
                                    ? new Review(
                                            new AxisTime(in.readLong()),
                                            new AxisTime(in.readLong()))
                                    : null;
                    ward.remember(encounter, minute, fingerprint, review);
                }
                case POSITIONS -> {
                    for (int left = in.readInt(); left > 0; left--) {
                        int partition = in.readInt();
                        positions.put(
                                partition,
                                new Committed(in.readLong(), in.readInt(), in.readUTF()));
                    }
                }
                case LOST -> ward.lostUntil(new AxisTime(in.readLong()));
                default -> throw new IOException("a block of the scorer's memory is odd");
            }
        }
    }

    void keep(JournalRecord record) throws IOException {
        byte[] encoded = JournalCodec.encode(record);
        out.writeByte(RECORD);
        out.writeInt(encoded.length);
        out.write(encoded);
    }

    void keepSaid(EncounterId encounter, int minute, long fingerprint, @Nullable Review review)
            throws IOException {
        out.writeByte(SAID);
        out.writeUTF(encounter.value());
        out.writeInt(minute);
        out.writeLong(fingerprint);
        out.writeBoolean(review != null);
        if (review != null) {
            out.writeLong(review.since().micros());
            out.writeLong(review.due().micros());
        }
    }

    /// Notes that what came before a time is not whole.
    void keepLost(AxisTime until) throws IOException {
        out.writeByte(LOST);
        out.writeLong(until.micros());
    }

    /// Bytes that wait for [#write].
    int pending() {
        return pending.size();
    }

    /// Writes what was kept since, forced to disk, with how far the journal was read.
    void write(Map<Integer, Committed> positions, long nowMicros) throws IOException {
        out.writeByte(POSITIONS);
        out.writeInt(positions.size());
        for (Map.Entry<Integer, Committed> position : positions.entrySet()) {
            out.writeInt(position.getKey());
            out.writeLong(position.getValue().nextOffset());
            out.writeInt(position.getValue().lastFingerprint());
            out.writeUTF(position.getValue().journalId());
        }
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            pending.writeTo(gzip);
        }
        pending.reset();
        byte[] bytes = packed.toByteArray();
        ByteBuffer block = ByteBuffer.allocate(HEADER + bytes.length);
        block.putInt(MAGIC).putInt(bytes.length).putInt(checksum(bytes)).put(bytes).flip();
        try (FileChannel channel =
                FileChannel.open(
                        fileAt(nowMicros),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.APPEND)) {
            while (block.hasRemaining()) {
                channel.write(block);
            }
            channel.force(false);
        }
    }

    private static int checksum(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    /// Each run begins a file of its own, so that nothing is written behind a block cut off.
    private Path fileAt(long nowMicros) throws IOException {
        Path current = file;
        if (current == null
                || nowMicros - fileSince > DAY_MICROS
                || (Files.exists(current) && Files.size(current) > LARGEST_FILE)) {
            current = folder.resolve(String.format(Locale.ROOT, "%019d%s", nowMicros, SUFFIX));
            file = current;
            fileSince = nowMicros;
        }
        return current;
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> path.getFileName().toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    /// Deletes the files that end before a time.
    void forgetBefore(long micros) throws IOException {
        List<Path> files = new ArrayList<>(files());
        for (int i = 0; i + 1 < files.size(); i++) {
            String nextName = files.get(i + 1).getFileName().toString();
            long nextBegins = Long.parseLong(nextName.substring(0, 19));
            if (nextBegins <= micros) {
                Files.delete(files.get(i));
            }
        }
    }
}
