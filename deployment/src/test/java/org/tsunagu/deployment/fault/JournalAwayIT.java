// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.deployment.platform.Platform;
import org.tsunagu.deployment.platform.PlatformOptions;

/// An external broker that is killed and comes back.
class JournalAwayIT {
    private static final String BED = "J-1";

    @Test
    void withoutItsJournalNothingIsAcknowledgedAndNothingIsLost(@TempDir Path folder)
            throws Exception {
        int port = PlatformProcess.freePort();
        ChildJvm broker = broker(folder, port);
        try (Platform platform = Platform.start(options(folder, port), line -> {});
                var api = new Api(platform.ready());
                Sender sender = Sender.start(platform.ready(), folder, "sender", List.of(BED), 5)) {
            sender.awaitMoreAcknowledged("with the journal there", 20);
            try (LivePage page = LivePage.open(platform.ready(), BED)) {
                page.awaitHeartbeat("a journal that is well", says("ok", "accepting"));
                broker.kill();
                JsonNode away = page.awaitHeartbeat("the journal away", says("away", "refused"));
                assertThat(away.path("why").asText()).contains("broker");
                assertThat(api.ask("/health/ready").status()).isEqualTo(503);
                assertThat(api.get("/api/v1/beds").path("beds")).as("pages go on").hasSize(1);
                int before = sender.acknowledged().size();
                assertThat(tell(platform.ready().mllp())).as("closed, no answer").isNull();
                page.awaitNextHeartbeat();
                assertThat(sender.acknowledged()).hasSize(before);
                broker = broker(folder, port);
                page.awaitHeartbeat("the journal back", says("ok", "accepting"));
            }
            sender.awaitMoreAcknowledged("with the journal back", 20);
            assertThat(tell(platform.ready().mllp())).isEqualTo("AA");
            Agreement.check(sender.finish(Duration.ofSeconds(60)), api);
        } finally {
            broker.close();
        }
    }

    private static Predicate<JsonNode> says(String journal, String input) {
        return heartbeat ->
                heartbeat.path("journal").asText().equals(journal)
                        && heartbeat.path("input").asText().equals(input);
    }

    private static String tell(int mllp) throws IOException {
        try (var hand = new HandWritten(mllp)) {
            return hand.ask(HandWritten.heartRate("J", "^^" + BED, 72, Instant.now()));
        }
    }

    private static ChildJvm broker(Path folder, int port) {
        ChildJvm broker =
                ChildJvm.start(
                        BrokerMain.class,
                        folder.resolve("broker.out"),
                        List.of(folder.resolve("broker").toString(), Integer.toString(port)));
        Await.until(broker::output, Await.LONG, () -> answers(port));
        return broker;
    }

    private static boolean answers(int port) {
        try (var probe = new Socket()) {
            probe.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static PlatformOptions options(Path folder, int port) {
        PlatformOptions quiet = PlatformOptions.quiet(folder.resolve("data"));
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
                "127.0.0.1:" + port,
                null,
                null,
                null,
                null,
                null);
    }
}
