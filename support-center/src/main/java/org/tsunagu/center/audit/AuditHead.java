// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// The last record's place and hash, kept beside the files, so that a cut tail is found. Two slots
/// are written in turn: a crash in the middle of one leaves the other.
///
/// @param sequence of the last record, 0 when there is none
/// @param hash of the last record
record AuditHead(long sequence, String hash) {
    /// The head of an audit without records; stands there before the first one is written.
    static final AuditHead EMPTY = new AuditHead(0, AuditLine.GENESIS);

    private static final String FILE = "head";
    private static final int SLOT_BYTES = 160;

    /// Null when there is none, or none that is whole.
    static @Nullable AuditHead read(Path directory) throws IOException {
        Path file = directory.resolve(FILE);
        if (!Files.exists(file)) {
            return null;
        }
        String slots = Files.readString(file, StandardCharsets.ISO_8859_1);
        AuditHead best = null;
        for (int from = 0; from + SLOT_BYTES <= slots.length(); from += SLOT_BYTES) {
            AuditHead slot = parse(slots.substring(from, from + SLOT_BYTES));
            if (slot != null && (best == null || slot.sequence > best.sequence)) {
                best = slot;
            }
        }
        return best;
    }

    static FileChannel open(Path directory) throws IOException {
        return FileChannel.open(
                directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /// Writes one slot and forces it. The slot follows from the count of writes, not from the
    /// sequence, which may rise by any step.
    void write(FileChannel channel, long writes) throws IOException {
        String body = sequence + " " + hash + " ";
        String text = body + AuditLine.sha256(body).substring(0, 16);
        byte[] slot =
                (text + " ".repeat(SLOT_BYTES - 1 - text.length()) + "\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer bytes = ByteBuffer.wrap(slot);
        long at = (writes % 2) * SLOT_BYTES;
        while (bytes.hasRemaining()) {
            at += channel.write(bytes, at);
        }
        channel.force(false);
    }

    private static @Nullable AuditHead parse(String slot) {
        String[] parts = slot.trim().split(" ", -1);
        if (parts.length != 3) {
            return null;
        }
        String body = parts[0] + " " + parts[1] + " ";
        if (!AuditLine.sha256(body).startsWith(parts[2]) || parts[2].length() != 16) {
            return null;
        }
        try {
            return new AuditHead(Long.parseLong(parts[0]), parts[1]);
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
