// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.deployment.platform.Platform;
import org.tsunagu.deployment.platform.PlatformOptions;

/// A disk that fills up: a small one in memory, mounted for the test.
class DiskFullIT {
    private static final int DISK_MEBIBYTES = 1_000;

    /// Below the guard's smallest floor, 512 MiB, but room for everything else to go on.
    private static final long LEFT_BYTES = 400L << 20;

    private static final int MEBIBYTE = 1 << 20;
    private static final String BED = "D-1";

    @Test
    void inputIsRefusedSaidWhyAndTakenAgainWhenThereIsRoom(@TempDir Path folder) throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeThat(run("mount", "-t", "tmpfs", "-o", "size=" + DISK_MEBIBYTES + "m", "none", disk))
                .as("this user may not mount a small disk")
                .isZero();
        try (Platform platform =
                        Platform.start(PlatformOptions.quiet(disk.resolve("data")), line -> {});
                var api = new Api(platform.ready());
                Sender sender = Sender.start(platform.ready(), folder, "sender", List.of(BED), 4)) {
            sender.awaitMoreAcknowledged("on an empty disk", 20);
            try (LivePage page = LivePage.open(platform.ready(), BED)) {
                page.awaitHeartbeat("input accepted", says("accepting"));
                fill(disk.resolve("filler"));
                refuses(platform.ready().mllp(), api, page);
                nothingIsAcknowledged(sender, page);
                Files.delete(disk.resolve("filler"));
                page.awaitHeartbeat("input accepted again", says("accepting"));
            }
            assertThat(tell(platform.ready().mllp(), "after")).isEqualTo("AA");
            assertThat(api.ask("/health/ready").status()).isEqualTo(200);
            sender.awaitMoreAcknowledged("when there is room again", 20);
            Agreement.check(sender.finish(Duration.ofSeconds(60)), api);
        } finally {
            run("umount", disk);
        }
    }

    private static void refuses(int mllp, Api api, LivePage page) throws IOException {
        JsonNode heartbeat = page.awaitHeartbeat("input refused", says("refused"));
        assertThat(heartbeat.path("why").asText()).contains("Disk nearly full").contains("Free");
        Api.Answer ready = api.ask("/health/ready");
        assertThat(ready.status()).isEqualTo(503);
        assertThat(ready.body().toString()).contains("Disk nearly full");
        assertThat(tell(mllp, "during")).as("no answer, connection closed").isNull();
        assertThat(api.get("/api/v1/beds").path("beds")).as("pages go on").hasSize(1);
    }

    /// The device is told `storage`, comes back after its pause, and is told again.
    private static void nothingIsAcknowledged(Sender sender, LivePage page) {
        int before = sender.acknowledged().size();
        for (int beat = 0; beat < 3; beat++) {
            page.awaitNextHeartbeat();
        }
        assertThat(sender.acknowledged()).hasSize(before);
    }

    private static Predicate<JsonNode> says(String input) {
        return heartbeat -> heartbeat.path("input").asText().equals(input);
    }

    private static String tell(int mllp, String id) throws IOException {
        try (var hand = new HandWritten(mllp)) {
            return hand.ask(HandWritten.heartRate(id, "^^" + BED, 72, Instant.now()));
        }
    }

    private static void fill(Path file) throws IOException {
        try (var out = Files.newOutputStream(file)) {
            byte[] block = new byte[MEBIBYTE];
            while (file.toFile().getUsableSpace() > LEFT_BYTES) {
                out.write(block);
            }
        }
    }

    private static int run(Object... command) throws IOException, InterruptedException {
        return new ProcessBuilder(Arrays.stream(command).map(String::valueOf).toList())
                .inheritIO()
                .start()
                .waitFor();
    }
}
