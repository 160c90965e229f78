// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.journal.Committed;
import org.tsunagu.journal.Continuity;
import org.tsunagu.journal.JournalEntry;
import org.tsunagu.journal.JournalOpenException;
import org.tsunagu.journal.embedded.EmbeddedKafka;

/// What a data folder goes through between two starts.
class JournalRestartIT {
    private static final String BED = "ICU-1";

    @TempDir Path directory;
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void closeVertx() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private KafkaJournal open() {
        return KafkaJournal.open(vertx, JournalConfig.embedded(directory).withKeepMillis(0));
    }

    private static void append(KafkaJournal journal, long from, long to) {
        LongStream.rangeClosed(from, to)
                .mapToObj(n -> journal.writer().append(Frames.small(BED, n)))
                .toList()
                .forEach(
                        append ->
                                append.toCompletionStage()
                                        .toCompletableFuture()
                                        .orTimeout(20, TimeUnit.SECONDS)
                                        .join());
    }

    private static Map<Integer, Committed> commit(KafkaJournal journal) {
        JournalEntry last = Collected.all(journal).getLast();
        return Map.of(
                last.position().partition(),
                new Committed(last.position().offset() + 1, last.fingerprint(), journal.id()));
    }

    @Test
    void aRestartKeepsEverythingOnWhateverPort() {
        Map<Integer, Committed> committed;
        String id;
        try (var journal = open()) {
            append(journal, 1, 100);
            committed = commit(journal);
            id = journal.id();
        }
        try (var journal = open()) {
            assertThat(journal.id()).isEqualTo(id);
            assertThat(journal.continuity(committed).values())
                    .containsExactly(new Continuity.Intact(100));
            append(journal, 101, 110);
            assertThat(Collected.sequencesOf(Collected.all(journal), BED))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 110).boxed().toList());
        }
    }

    @Test
    void aJournalWhoseReadRecordsWereDeletedIsIntact() {
        try (var journal = open()) {
            append(journal, 1, 10);
            Map<Integer, Committed> committed = commit(journal);
            int partition = committed.keySet().iterator().next();
            journal.deleteUpTo(Map.of(partition, 10L));
            assertThat(journal.beginningOffsets()).containsEntry(partition, 10L);
            assertThat(journal.continuity(committed).values())
                    .containsExactly(new Continuity.Intact(10));
        }
    }

    @Test
    void aCutOffTailIsNoticedAndTheJournalWorksOn() throws IOException {
        Map<Integer, Committed> committed;
        try (var journal = open()) {
            append(journal, 1, 100);
            committed = commit(journal);
        }
        int partition = committed.keySet().iterator().next();
        cutInHalf(partition);
        try (var journal = open()) {
            long end = journal.endOffsets().get(partition);
            assertThat(end).isLessThan(100);
            assertThat(journal.continuity(committed))
                    .containsEntry(partition, new Continuity.CutOff(end));

            append(journal, 1_001, 1_200);
            List<Long> held = Collected.sequencesOf(Collected.all(journal), BED);
            assertThat(held)
                    .containsSubsequence(LongStream.rangeClosed(1_001, 1_200).boxed().toList());
            assertThat(held).hasSize((int) end + 200);
            assertThat(journal.continuity(committed))
                    .as("the offsets are given again, to other records")
                    .containsEntry(partition, new Continuity.Replaced());
        }
    }

    /// What a power cut leaves: fewer bytes, and no note of a clean shutdown.
    private void cutInHalf(int partition) throws IOException {
        Path log = directory.resolve("log");
        Files.deleteIfExists(log.resolve(".kafka_cleanshutdown"));
        Path folder = log.resolve(JournalConfig.TOPIC + "-" + partition);
        Path segment = folder.resolve("00000000000000000000.log");
        try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
    }

    @Test
    void anotherJournalInThePlaceOfTheOldOneIsReplaced() {
        Map<Integer, Committed> committed;
        try (var journal = open()) {
            append(journal, 1, 5);
            committed = commit(journal);
        }
        erase(directory.resolve("log"));
        try (var journal = open()) {
            append(journal, 1, 5);
            assertThat(journal.continuity(committed).values())
                    .containsExactly(new Continuity.Replaced());
        }
    }

    private static void erase(Path folder) {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    @Test
    void aSecondPlatformOnTheSameFolderIsToldSo() {
        try (var journal = open()) {
            assertThatThrownBy(this::open)
                    .isInstanceOf(JournalOpenException.class)
                    .hasMessageContaining("in use by another running platform");
            append(journal, 1, 1);
        }
    }

    @Test
    void aTakenPortIsNamed() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedKafka.start(directory, taken.getLocalPort()).close())
                    .isInstanceOf(JournalOpenException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " is taken");
        }
    }

    @Test
    void aClusterThatIsNotThereIsNamed() throws IOException {
        int nobody = ChildProcess.freePort();
        var config = JournalConfig.external("127.0.0.1:" + nobody, 1);
        assertThatThrownBy(() -> KafkaJournal.open(vertx, config).close())
                .isInstanceOf(JournalOpenException.class)
                .hasMessageContaining("127.0.0.1:" + nobody);
    }
}
