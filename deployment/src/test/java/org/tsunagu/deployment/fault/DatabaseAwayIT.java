// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.deployment.platform.Platform;
import org.tsunagu.deployment.platform.PlatformOptions;
import org.tsunagu.store.embedded.EmbeddedDatabase;

/// A database that hangs, one that is away for a while, and one that dies.
class DatabaseAwayIT {
    private static final String BED = "P-1";

    @Test
    void aDatabaseThatHangsHoldsUpHistoryOnly(@TempDir Path folder) throws Exception {
        PlatformOptions options = PlatformOptions.quiet(folder.resolve("data"));
        try (Platform platform = Platform.start(options, line -> {});
                var api = new Api(platform.ready());
                Sender sender = Sender.start(platform.ready(), folder, "sender", List.of(BED), 6)) {
            sender.awaitMoreAcknowledged("with the database", 20);
            ProcessHandle database = Postmaster.of(options.data()).orElseThrow();
            Postmaster.signal("STOP", database);
            try {
                liveGoesOn(platform, sender, api);
            } finally {
                Postmaster.signal("CONT", database);
            }
            comesBack(platform, sender, api);
        }
    }

    @Test
    void aDatabaseThatGoesAndComesBackHasEverythingOnce(@TempDir Path folder) throws Exception {
        Path directory = folder.resolve("database");
        int port = PlatformProcess.freePort();
        EmbeddedDatabase database = EmbeddedDatabase.start(directory, port);
        try (Platform platform = Platform.start(external(folder, database), line -> {});
                var api = new Api(platform.ready());
                Sender sender = Sender.start(platform.ready(), folder, "sender", List.of(BED), 7)) {
            sender.awaitMoreAcknowledged("with the database", 20);
            database.close();
            liveGoesOn(platform, sender, api);
            database = EmbeddedDatabase.start(directory, port);
            comesBack(platform, sender, api);
        } finally {
            database.close();
        }
    }

    @Test
    void thePlatformsOwnDatabaseIsStartedAgainWhenItDies(@TempDir Path folder) throws Exception {
        PlatformOptions options = PlatformOptions.quiet(folder.resolve("data"));
        try (Platform platform = Platform.start(options, line -> {});
                var api = new Api(platform.ready());
                Sender sender = Sender.start(platform.ready(), folder, "sender", List.of(BED), 8)) {
            sender.awaitMoreAcknowledged("with the database", 20);
            ProcessHandle first = Postmaster.of(options.data()).orElseThrow();
            Postmaster.kill(first);
            comesBack(platform, sender, api);
            assertThat(Postmaster.of(options.data()).orElseThrow().pid()).isNotEqualTo(first.pid());
        }
    }

    private static void liveGoesOn(Platform platform, Sender sender, Api api) {
        try (LivePage page = LivePage.open(platform.ready(), BED)) {
            page.awaitHeartbeat("the store away", heartbeat -> store(heartbeat).equals("away"));
            page.awaitMoreFrames("without the database", 20);
            sender.awaitMoreAcknowledged("without the database", 20);
            JsonNode bed = api.get("/api/v1/beds/" + BED);
            String before = bed.path("lastAt").asText();
            Await.until(
                    "a fresher bed than " + before,
                    () -> !api.get("/api/v1/beds/" + BED).path("lastAt").asText().equals(before));
            Api.Answer history = api.ask("/api/v1/beds/" + BED + "/waveforms?code=" + Sender.CODE);
            assertThat(history.status()).as(history.toString()).isEqualTo(503);
            assertThat(history.body().path("title").asText()).isNotEmpty();
            assertThat(api.ask("/health/ready").status()).isEqualTo(503);
        }
    }

    private static void comesBack(Platform platform, Sender sender, Api api) {
        try (LivePage page = LivePage.open(platform.ready(), BED)) {
            page.awaitHeartbeat("the store back", heartbeat -> store(heartbeat).equals("ok"));
        }
        sender.awaitMoreAcknowledged("with the database back", 20);
        Agreement.check(sender.finish(Duration.ofSeconds(60)), api);
        assertThat(api.ask("/health/ready").status()).isEqualTo(200);
    }

    private static String store(JsonNode heartbeat) {
        return heartbeat.path("store").asText();
    }

    private static PlatformOptions external(Path folder, EmbeddedDatabase database) {
        PlatformOptions quiet = PlatformOptions.quiet(folder.resolve("data"));
        String url =
                database.jdbcUrl()
                        + "?user="
                        + database.user()
                        + "&password="
                        + database.password();
        return new PlatformOptions(
                0,
                quiet.data(),
                0,
                0,
                0,
                0,
                quiet.bind(),
                List.of(),
                List.of(),
                null,
                url,
                null,
                null,
                null,
                null);
    }
}
