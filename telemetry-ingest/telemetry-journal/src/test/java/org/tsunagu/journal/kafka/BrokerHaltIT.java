// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Exit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.journal.Journal.ReadFrom;
import org.tsunagu.journal.JournalState;

/// A broker that wants to end the process must not: input is refused, said, and the broker comes
/// back by itself.
class BrokerHaltIT {
    @TempDir Path directory;

    @Test
    void aBrokerThatHaltsNeverEndsTheProcessAndIsStartedAgain() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (var journal = KafkaJournal.open(vertx, JournalConfig.embedded(directory));
                var reader = new Collected(journal, new ReadFrom.Beginning())) {
            append(journal, 1);

            // What LogManager calls when the last log directory has failed.
            Exit.halt(1, "log directory failed");

            Await.until(
                    "refusing",
                    Duration.ofSeconds(5),
                    () ->
                            journal.writer().state() instanceof JournalState.Refusing no
                                    && no.cause() == JournalState.Cause.BROKER_AWAY
                                    && no.reason().contains("log directory failed"));
            Await.until(
                    "accepting again",
                    Duration.ofSeconds(60),
                    () -> journal.writer().state() instanceof JournalState.Accepting);
            append(journal, 2);
            List<Long> seen = Collected.sequencesOf(reader.await(2), "halt");
            assertThat(seen).containsExactly(1L, 2L);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void aLogFolderThatGoesAwayRefusesInputAndIsUsedAgainWhenItIsBack() throws Exception {
        Path log = directory.resolve("log");
        Path away = directory.resolve("away");
        Vertx vertx = Vertx.vertx();
        try (var journal = KafkaJournal.open(vertx, JournalConfig.embedded(directory))) {
            append(journal, 1);
            Files.move(log, away);
            try {
                Await.until("refusing", Duration.ofSeconds(60), () -> isAway(journal));
            } finally {
                if (Files.exists(log)) {
                    // The failing broker may have left an empty one.
                    Files.move(log, directory.resolve("debris"));
                }
                Files.move(away, log);
            }
            Await.until(
                    "accepting again",
                    Duration.ofSeconds(90),
                    () -> journal.writer().state() instanceof JournalState.Accepting);
            append(journal, 2);
            assertThat(Collected.sequencesOf(Collected.all(journal), "halt"))
                    .containsExactly(1L, 2L);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static boolean isAway(KafkaJournal journal) {
        return journal.writer().state() instanceof JournalState.Refusing no
                && no.cause() == JournalState.Cause.BROKER_AWAY;
    }

    private static void append(KafkaJournal journal, long sequence) throws Exception {
        journal.writer()
                .append(Frames.small("halt", sequence))
                .toCompletionStage()
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }
}
