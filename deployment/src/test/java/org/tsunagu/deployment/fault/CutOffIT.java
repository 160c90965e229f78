// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.deployment.platform.Platform;
import org.tsunagu.deployment.platform.PlatformOptions;

/// The end of the journal's files is missing, as after a power cut on a disk that lied.
class CutOffIT {
    private static final String BED = "C-1";

    @Test
    void aCutJournalIsAnEventAndWhatComesAfterwardsIsStored(@TempDir Path folder) throws Exception {
        PlatformOptions options = PlatformOptions.quiet(folder.resolve("data"));
        List<Sender.Acknowledged> before;
        try (Platform platform = Platform.start(options, line -> {});
                Sender sender = Sender.start(platform.ready(), folder, "before", List.of(BED), 9)) {
            sender.awaitMoreAcknowledged("before the cut", 100);
            before = sender.finish(Duration.ofSeconds(60));
        }
        cutInHalf(options.data().resolve("journal"));
        try (Platform platform = Platform.start(options, line -> {});
                var api = new Api(platform.ready())) {
            Await.until(
                    () -> "journal-cut-off in " + api.get("/api/v1/anomalies"),
                    Await.LONG,
                    () ->
                            api.get("/api/v1/anomalies")
                                    .findValuesAsText("kind")
                                    .contains("journal-cut-off"));
            try (Sender sender =
                    Sender.start(platform.ready(), folder, "after", List.of(BED), 10)) {
                sender.awaitMoreAcknowledged("after the cut", 100);
                // more records than were cut: their offsets are the old ones again
                List<Sender.Acknowledged> after = sender.finish(Duration.ofSeconds(60));
                assertThat(after).hasSizeGreaterThanOrEqualTo(100);
                Agreement.check(Stream.concat(before.stream(), after.stream()).toList(), api);
            }
        }
    }

    /// The newest log segment loses its second half, in the middle of a batch.
    private static void cutInHalf(Path journal) throws IOException {
        try (Stream<Path> files = Files.walk(journal)) {
            Path segment =
                    files.filter(CutOffIT::isOurs)
                            .max(Comparator.comparingLong(CutOffIT::size))
                            .orElseThrow();
            try (var file = new RandomAccessFile(segment.toFile(), "rw")) {
                assertThat(file.length()).isGreaterThan(1_000);
                file.setLength(file.length() / 2 + 1);
            }
        }
    }

    private static boolean isOurs(Path path) {
        return path.toString().endsWith(".log")
                && path.getParent().getFileName().toString().startsWith("tsunagu.telemetry-");
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
