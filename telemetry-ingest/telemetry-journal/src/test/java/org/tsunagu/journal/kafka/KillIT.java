// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.journal.JournalEntry;
import org.tsunagu.journal.JournalPosition;
import org.tsunagu.telemetry.record.EventId;

/// Rule 2: acknowledged means durable, whatever process dies.
class KillIT {
    private static final long SEED = Long.getLong("tsunagu.seed", 20_261_121L);
    private static final int KILLS = 5;

    @TempDir Path directory;

    @Test
    void everythingAcknowledgedBeforeAKillIsThereAfterwards() throws Exception {
        var random = new Random(SEED);
        Map<JournalPosition, Long> acknowledged = new HashMap<>();
        for (int kill = 0; kill < KILLS; kill++) {
            long first = 1 + kill * 10_000_000L;
            try (var child = new ChildProcess("append", directory, first)) {
                if (kill % 2 == 0) {
                    child.awaitLine("ACK");
                    wait(random.nextInt(1_500));
                } else {
                    // Somewhere in its start, or just after it.
                    wait(300 + random.nextInt(3_500));
                }
                child.kill().forEach(line -> note(line, acknowledged));
            }
        }
        assertThat(acknowledged).as("seed %s", SEED).hasSizeGreaterThan(1_000);

        Vertx vertx = Vertx.vertx();
        try (var journal = KafkaJournal.open(vertx, JournalConfig.embedded(directory))) {
            Map<JournalPosition, Long> held = sequences(Collected.all(journal));
            assertThat(held).as("seed %s", SEED).containsAllEntriesOf(acknowledged);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static void wait(int millis) {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < deadline) {
            LockSupport.parkNanos(deadline - System.nanoTime());
        }
    }

    private static void note(String line, Map<JournalPosition, Long> acknowledged) {
        String[] words = line.split(" ");
        assertThat(words).hasSize(4);
        var position = new JournalPosition(Integer.parseInt(words[2]), Long.parseLong(words[3]));
        assertThat(acknowledged.put(position, Long.parseLong(words[1])))
                .as("an offset given twice, seed %s", SEED)
                .isNull();
    }

    private static Map<JournalPosition, Long> sequences(List<JournalEntry> entries) {
        Map<JournalPosition, Long> held = new HashMap<>();
        for (JournalEntry entry : entries) {
            var id = (EventId.Sequenced) Collected.frames(List.of(entry)).getFirst().id();
            held.put(entry.position(), id.sequence());
        }
        return held;
    }
}
