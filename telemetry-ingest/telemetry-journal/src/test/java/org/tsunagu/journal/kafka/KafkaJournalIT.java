// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tsunagu.journal.Journal.ReadFrom;
import org.tsunagu.journal.JournalEntry;
import org.tsunagu.journal.JournalPosition;
import org.tsunagu.journal.JournalRefusal;
import org.tsunagu.journal.JournalState;
import org.tsunagu.telemetry.record.JournalRecord;

/// One embedded journal, used from the outside.
class KafkaJournalIT {
    private static final long FREE = 10L << 30;
    private static final AtomicLong USABLE = new AtomicLong(FREE);

    @TempDir static Path directory;
    private static Vertx vertx;
    private static KafkaJournal journal;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        journal =
                KafkaJournal.open(
                        vertx,
                        JournalConfig.embedded(directory).withKeepMillis(60_000),
                        new DiskGuard("test", USABLE::get, 1L << 30));
    }

    @AfterAll
    static void close() {
        journal.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static JournalPosition append(JournalRecord record) throws Exception {
        return get(journal.writer().append(record));
    }

    private static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static int readable(List<JournalEntry> entries, String bed) {
        return Collected.sequencesOf(entries, bed).size();
    }

    @Test
    void recordsOfEachBedComeBackInTheOrderTheyWereAppended() throws Exception {
        int beds = 20;
        int each = 200;
        List<Future<JournalPosition>> appends = new ArrayList<>();
        for (long sequence = 1; sequence <= each; sequence++) {
            for (int bed = 0; bed < beds; bed++) {
                appends.add(journal.writer().append(Frames.small("order-" + bed, sequence)));
            }
        }
        get(Future.all(appends));

        List<JournalEntry> all = Collected.all(journal);
        for (int bed = 0; bed < beds; bed++) {
            assertThat(Collected.sequencesOf(all, "order-" + bed))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, each).boxed().toList());
        }
        assertThat(all.stream().map(e -> e.position().partition()).distinct()).hasSize(4);
        assertThat(journal.metrics().records()).isGreaterThanOrEqualTo(beds * each);
    }

    @Test
    void theTimestampInTheJournalIsTheArrivalTime() throws Exception {
        long arrived = Frames.nowMicros() - 3_600_000_000L;
        JournalPosition at = append(Frames.small("timestamp", 1, arrived));

        JournalEntry entry = find(at);
        assertThat(entry.arrivedAt().micros()).isEqualTo(arrived / 1_000 * 1_000);
    }

    @Test
    void aFrameWhoseClockIsHoursAheadIsKeptAndDatedNow() throws Exception {
        long ahead = Frames.nowMicros() + 7_200_000_000L;
        JournalEntry entry = find(append(Frames.small("ahead", 1, ahead)));

        assertThat(entry.arrivedAt().micros()).isLessThanOrEqualTo(Frames.nowMicros());
        assertThat(Collected.frames(List.of(entry)).getFirst().arrivedAt().micros())
                .isEqualTo(ahead);
    }

    private static JournalEntry find(JournalPosition position) {
        return Collected.all(journal).stream()
                .filter(entry -> entry.position().equals(position))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aReaderFromTheEndSeesOnlyWhatComes() throws Exception {
        append(Frames.small("end", 1));
        try (var reader = new Collected(journal, new ReadFrom.End())) {
            append(Frames.small("end", 2));
            Await.until("2", Duration.ofSeconds(10), () -> readable(reader.entries(), "end") == 1);
            assertThat(Collected.sequencesOf(reader.entries(), "end")).containsExactly(2L);
        }
    }

    @Test
    void aReaderSinceATimeBeginsAtTheFirstRecordThatArrivedThen() throws Exception {
        // Ahead of the other tests' records, so that the first at or after it is ours.
        long t = Frames.nowMicros() + 600_000_000L;
        append(Frames.small("since", 1, t));
        append(Frames.small("since", 2, t + 10_000_000));
        append(Frames.small("since", 3, t + 20_000_000));
        try (var reader = new Collected(journal, new ReadFrom.Since((t + 10_000_000) / 1_000))) {
            Await.until(
                    "2", Duration.ofSeconds(10), () -> readable(reader.entries(), "since") == 2);
            assertThat(Collected.sequencesOf(reader.entries(), "since")).containsExactly(2L, 3L);
        }
    }

    @Test
    void aReaderFromOffsetsBeginsThere() throws Exception {
        append(Frames.small("offsets", 1));
        JournalPosition second = append(Frames.small("offsets", 2));
        append(Frames.small("offsets", 3));
        try (var reader =
                new Collected(
                        journal,
                        new ReadFrom.Offsets(Map.of(second.partition(), second.offset())))) {
            Await.until(
                    "2", Duration.ofSeconds(10), () -> readable(reader.entries(), "offsets") >= 2);
            assertThat(Collected.sequencesOf(reader.entries(), "offsets")).containsExactly(2L, 3L);
        }
    }

    @Test
    void recordsOfAnUnknownTypeReachReadersAsBytes() throws Exception {
        byte[] later = {(byte) 0x83, 0x18, 99, 1, (byte) 0xa0};
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        journal.bootstrapServers(),
                        "key.serializer",
                        ByteArraySerializer.class,
                        "value.serializer",
                        ByteArraySerializer.class);
        try (var newer = new KafkaProducer<byte[], byte[]>(settings)) {
            newer.send(new ProducerRecord<>(JournalConfig.TOPIC, 0, null, later)).get();
        }
        assertThat(Collected.all(journal)).anyMatch(e -> Arrays.equals(e.bytes(), later));
    }

    @Test
    void aHandlerThatFailsGetsTheSameBatchAgain() throws Exception {
        var failed = new AtomicBoolean();
        List<JournalEntry> seen = new ArrayList<>();
        var done = new CompletableFuture<List<Long>>();
        try (var reader =
                journal.openReader(
                        "failing",
                        new ReadFrom.End(),
                        batch -> {
                            if (failed.compareAndSet(false, true)) {
                                throw new IllegalStateException("a bug in a handler");
                            }
                            seen.addAll(batch);
                            if (readable(seen, "failing") == 2) {
                                done.complete(Collected.sequencesOf(seen, "failing"));
                            }
                        })) {
            append(Frames.small("failing", 1));
            append(Frames.small("failing", 2));
            assertThat(done.get(10, TimeUnit.SECONDS)).containsExactly(1L, 2L);
            Await.until("no lag", Duration.ofSeconds(5), () -> reader.lag() == 0);
        }
        assertThat(failed).isTrue();
    }

    @Test
    void aBlockedHandlerShowsAsLagAndLetsItsReaderCloseWithinASecond() throws Exception {
        var entered = new CompletableFuture<Void>();
        var calls = new AtomicInteger();
        var reader =
                journal.openReader(
                        "blocked",
                        new ReadFrom.End(),
                        batch -> {
                            calls.incrementAndGet();
                            entered.complete(null);
                            new CountDownLatch(1).await();
                        });
        append(Frames.small("blocked", 1));
        entered.get(10, TimeUnit.SECONDS);
        append(Frames.small("blocked", 2));
        assertThat(reader.lag()).isEqualTo(2);

        long before = System.nanoTime();
        reader.close();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        append(Frames.small("blocked", 3));
        assertThat(calls).hasValue(1);
    }

    @Test
    void whatIsCommittedIsDeletedButNotTheRecentStretch() throws Exception {
        long old = Frames.nowMicros() - 3_600_000_000L;
        JournalPosition oldest = append(Frames.small("delete", 1, old));
        append(Frames.small("delete", 2, old + 1_000_000));
        int partition = oldest.partition();
        JournalPosition recent = append(Frames.small("delete", 3));
        JournalPosition last = append(Frames.small("delete", 4));

        journal.deleteUpTo(Map.of(partition, oldest.offset() + 1));
        assertThat(journal.beginningOffsets())
                .as("never beyond what is committed")
                .containsEntry(
                        partition, Math.min(oldest.offset() + 1, firstRecent(partition, recent)));

        journal.deleteUpTo(Map.of(partition, last.offset() + 1));
        assertThat(journal.beginningOffsets().get(partition)).isLessThanOrEqualTo(recent.offset());
        assertThat(Collected.sequencesOf(Collected.all(journal), "delete")).contains(3L, 4L);
    }

    /// Other tests' records of the last minute may lie before ours and stay.
    private static long firstRecent(int partition, JournalPosition ours) {
        long since = Frames.nowMicros() - 60_000_000;
        return Collected.all(journal).stream()
                .filter(e -> e.position().partition() == partition)
                .filter(e -> e.arrivedAt().micros() >= since)
                .mapToLong(e -> e.position().offset())
                .min()
                .orElse(ours.offset());
    }

    @Test
    void aRecordTooLargeIsRefusedByItself() {
        assertThatThrownBy(() -> append(Frames.large("huge", 1, 1_200_000)))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aRecordJustBelowTheLimitIsKept() throws Exception {
        JournalPosition at = append(Frames.large("large", 1, 1_040_000));
        assertThat(find(at).bytes().length).isGreaterThan(2_000_000);
    }

    @Test
    void aDiskNearlyFullRefusesInputUntilThereIsRoomAgain() throws Exception {
        USABLE.set(1L << 20);
        try {
            Await.until(
                    "refusing",
                    Duration.ofSeconds(2),
                    () ->
                            journal.writer().state()
                                            instanceof JournalState.Refusing(var cause, var reason)
                                    && cause == JournalState.Cause.DISK_NEARLY_FULL
                                    && reason.contains("1 MiB free"));
            assertThatThrownBy(() -> append(Frames.small("disk", 1)))
                    .cause()
                    .isInstanceOfSatisfying(
                            JournalRefusal.class,
                            refusal ->
                                    assertThat(refusal.refusal())
                                            .isEqualTo(JournalState.Cause.DISK_NEARLY_FULL));
        } finally {
            USABLE.set(FREE);
        }
        Await.until(
                "accepting",
                Duration.ofSeconds(2),
                () -> journal.writer().state() instanceof JournalState.Accepting);
        append(Frames.small("disk", 2));
        assertThat(Collected.sequencesOf(Collected.all(journal), "disk")).containsExactly(2L);
    }

    @Test
    void anAppendEndsOnTheCallersContext() throws Exception {
        var ended = new CompletableFuture<Boolean>();
        var context = vertx.getOrCreateContext();
        context.runOnContext(
                _ ->
                        journal.writer()
                                .append(Frames.small("context", 1))
                                .onComplete(
                                        _ -> ended.complete(Vertx.currentContext() == context)));
        assertThat(ended.get(10, TimeUnit.SECONDS)).isTrue();
    }
}
