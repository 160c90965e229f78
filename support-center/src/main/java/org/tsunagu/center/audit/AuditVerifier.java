// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Walks the audit from its first record to its head and names the first that is not what was
/// written. Finds edited, removed, inserted and reordered records, removed files and a cut tail.
///
/// It cannot find that somebody who may write the folder wrote the whole chain and the head anew;
/// who must know that, keeps the head's hash elsewhere ([Result.Whole#lastHash()]).
public final class AuditVerifier {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path directory;
    private final @Nullable AuditHead head;
    private long sequence;
    private String previous = AuditLine.GENESIS;
    private boolean headReached;

    private AuditVerifier(Path directory, @Nullable AuditHead head) {
        this.directory = directory;
        this.head = head;
        headReached = head != null && head.sequence() == 0;
    }

    /// What the walk found.
    public sealed interface Result {
        /// Every record is what was written.
        ///
        /// @param lastHash to be kept elsewhere by who wants proof against a wholly rewritten chain
        record Whole(long records, String lastHash) implements Result {}

        /// @param file where, or the folder itself
        /// @param line first broken line, from 1; 0 when the line is missing
        /// @param sequence the record that should stand there
        record Broken(String file, long line, long sequence, String why) implements Result {}
    }

    /// @throws IOException when the folder cannot be read
    public static Result verify(Path directory) throws IOException {
        return new AuditVerifier(directory, AuditHead.read(directory))
                .walk(AuditFiles.list(directory));
    }

    private Result walk(List<Path> files) throws IOException {
        for (Path file : files) {
            Result.Broken broken = walk(file, file.equals(files.getLast()));
            if (broken != null) {
                return broken;
            }
        }
        String last = AuditFiles.name(files.isEmpty() ? directory : files.getLast());
        if (head == null && !files.isEmpty()) {
            return new Result.Broken(last, 0, sequence + 1, "the head is missing");
        }
        if (head != null && !headReached) {
            String why = "the head says " + head.sequence() + " records, the rest is missing";
            return new Result.Broken(last, 0, sequence + 1, why);
        }
        return new Result.Whole(sequence, previous);
    }

    private Result.@Nullable Broken walk(Path file, boolean last) throws IOException {
        try (BufferedReader lines = AuditFiles.read(file)) {
            long number = 0;
            String line = lines.readLine();
            while (line != null) {
                number++;
                String next = lines.readLine();
                String why = check(line);
                if (why != null) {
                    // The end of a batch that a crash cut: it was never answered, so it is no
                    // record.
                    boolean torn =
                            headReached
                                    && last
                                    && next == null
                                    && AuditLine.statedHash(line) == null;
                    return torn
                            ? null
                            : new Result.Broken(AuditFiles.name(file), number, sequence + 1, why);
                }
                line = next;
            }
        }
        return null;
    }

    private @Nullable String check(String line) {
        String hash = AuditLine.statedHash(line);
        if (hash == null || !AuditLine.isWhole(line)) {
            return "its content is not what its hash says";
        }
        try {
            JsonNode record = JSON.readTree(line);
            if (record.path("seq").asLong(-1) != sequence + 1) {
                return "record "
                        + (sequence + 1)
                        + " expected, found "
                        + record.path("seq").asText();
            }
            if (!previous.equals(record.path("prev").asText())) {
                return "it does not follow the record before it";
            }
        } catch (JsonProcessingException _) {
            return "it is not JSON";
        }
        sequence++;
        previous = hash;
        if (head != null && sequence == head.sequence()) {
            headReached = true;
            return hash.equals(head.hash()) ? null : "the head says another hash";
        }
        return null;
    }
}
