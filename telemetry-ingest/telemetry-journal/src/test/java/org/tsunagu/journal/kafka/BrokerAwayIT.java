// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.journal.Journal.ReadFrom;
import org.tsunagu.journal.JournalPosition;
import org.tsunagu.journal.JournalRefusal;
import org.tsunagu.journal.JournalState;
import org.tsunagu.journal.JournalState.Cause;

/// An external broker dies and comes back: no acknowledgement meanwhile, no blocked event loop,
/// and everything goes on by itself.
class BrokerAwayIT {
    private static final int BOUND = 1_000;

    @TempDir Path directory;

    @Test
    void aBrokerThatDiesStopsInputButNeverTheEventLoop() throws Exception {
        int port = ChildProcess.freePort();
        Vertx vertx = Vertx.vertx();
        var broker = new ChildProcess("broker", directory, port);
        try {
            broker.awaitLine("READY");
            var config =
                    JournalConfig.external("127.0.0.1:" + port, 1).withInFlight(BOUND, 8L << 20);
            try (var journal = KafkaJournal.open(vertx, config);
                    var reader = new Collected(journal, new ReadFrom.Beginning())) {
                join(journal.writer().append(Frames.small("away", 1)));
                broker.kill();

                appendsFailWithoutBlocking(vertx.getOrCreateContext(), journal);
                assertThat(refusalOf(journal.writer().append(Frames.small("away", 2))))
                        .as("refused at once while the broker is away")
                        .isEqualTo(Cause.BROKER_AWAY);

                broker = new ChildProcess("broker", directory, port);
                broker.awaitLine("READY");
                Await.until(
                        "accepting again",
                        Duration.ofSeconds(30),
                        () -> journal.writer().state() instanceof JournalState.Accepting);
                join(journal.writer().append(Frames.small("away", 100_000)));
                Await.until(
                        "the reader has gone on",
                        Duration.ofSeconds(20),
                        () -> Collected.sequencesOf(reader.entries(), "away").contains(100_000L));
                assertThat(Collected.sequencesOf(reader.entries(), "away")).startsWith(1L);
                assertThat(journal.inFlightRecords()).isZero();
            }
        } finally {
            broker.close();
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static void appendsFailWithoutBlocking(Context loop, KafkaJournal journal)
            throws Exception {
        List<Future<JournalPosition>> appends = new ArrayList<>();
        var free = new CompletableFuture<Void>();
        loop.runOnContext(
                _ -> {
                    for (int i = 0; i < 2 * BOUND; i++) {
                        appends.add(journal.writer().append(Frames.small("away", 10 + i)));
                    }
                    loop.runOnContext(_ -> free.complete(null));
                });
        // A thousand sends that waited on the loop, each its 250 ms, would hold it for minutes.
        free.get(15, TimeUnit.SECONDS);

        Await.until(
                "state BROKER_AWAY",
                Duration.ofSeconds(15),
                () ->
                        journal.writer().state() instanceof JournalState.Refusing no
                                && no.cause() == Cause.BROKER_AWAY);
        List<Cause> causes = appends.stream().map(BrokerAwayIT::refusalOf).toList();
        assertThat(causes).filteredOn(Cause.QUEUE_FULL::equals).hasSize(BOUND);
        assertThat(causes).filteredOn(Cause.BROKER_AWAY::equals).hasSize(BOUND);
    }

    private static Cause refusalOf(Future<JournalPosition> append) {
        try {
            join(append);
            throw new AssertionError("acknowledged while the broker was away");
        } catch (CompletionException failed) {
            assertThat(failed.getCause()).isInstanceOf(JournalRefusal.class);
            return ((JournalRefusal) failed.getCause()).refusal();
        }
    }

    private static JournalPosition join(Future<JournalPosition> append) {
        return append.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }
}
