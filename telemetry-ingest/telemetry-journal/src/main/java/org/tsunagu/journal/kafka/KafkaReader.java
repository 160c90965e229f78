// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.journal.Journal.BatchHandler;
import org.tsunagu.journal.Journal.JournalReader;
import org.tsunagu.journal.Journal.ReadFrom;
import org.tsunagu.journal.JournalEntry;
import org.tsunagu.journal.JournalPosition;
import org.tsunagu.telemetry.axis.ArrivalTime;

/// One reader: a thread, a consumer without a group, a handler. While the broker is away it keeps
/// trying; when the handler fails the same batch comes again, for a reader must not lose any.
final class KafkaReader implements JournalReader {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaReader.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final long RETRY_MILLIS = 1_000;
    private static final long CLOSE_MILLIS = 1_000;
    private static final long MICROS_PER_MILLI = 1_000;

    private final String name;
    private final BatchHandler handler;
    private final EndOffsets ends;
    private final Consumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;
    private final Map<Integer, Long> handled = new ConcurrentHashMap<>();
    private final CountDownLatch positioned = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread;

    /// What to read next; written by the reader's thread only.
    private ReadFrom next;

    private String lastTrouble = "";

    KafkaReader(
            String name,
            ReadFrom from,
            BatchHandler handler,
            EndOffsets ends,
            List<TopicPartition> partitions,
            Supplier<Consumer<byte[], byte[]>> consumer) {
        this.name = name;
        this.next = from;
        this.handler = handler;
        this.ends = ends;
        this.partitions = partitions;
        this.consumer = consumer.get();
        this.thread =
                Thread.ofPlatform().daemon().name("journal-reader-" + name).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /// @return false when the broker did not answer in time; the reader goes on trying
    boolean awaitPositioned(long millis) throws InterruptedException {
        return positioned.await(millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public long lag() {
        return ends.beyond(handled);
    }

    @Override
    public void close() {
        closing.countDown();
        consumer.wakeup();
        if (Thread.currentThread().equals(thread)) {
            return;
        }
        thread.interrupt();
        try {
            if (!thread.join(Duration.ofMillis(CLOSE_MILLIS))) {
                LOG.warn("Reader {} does not let go of its last batch", name);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isDone() {
        return isClosing() && !thread.isAlive();
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void run() {
        try {
            consumer.assign(partitions);
            boolean ready = false;
            while (!isClosing()) {
                ready = ready ? step() : position();
            }
        } catch (InterruptedException closed) {
            // The only one who interrupts is close().
            LOG.debug("Reader {} was closed", name);
        } finally {
            Thread.interrupted();
            consumer.close(CloseOptions.timeout(Duration.ZERO));
        }
    }

    private boolean position() throws InterruptedException {
        try {
            Map<TopicPartition, Long> starts = ReadStart.of(consumer, partitions, next);
            starts.forEach(consumer::seek);
            starts.forEach((partition, offset) -> handled.put(partition.partition(), offset));
            positioned.countDown();
            return true;
        } catch (RuntimeException trouble) {
            return recover(trouble);
        }
    }

    private boolean step() throws InterruptedException {
        try {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            return records.isEmpty() || deliver(records);
        } catch (OffsetOutOfRangeException lost) {
            LOG.error(
                    "Reader {} is outside of what the journal holds: {}", name, lost.getMessage());
            next = new ReadFrom.Offsets(handled);
            return false;
        } catch (RuntimeException trouble) {
            next = new ReadFrom.Offsets(handled);
            return recover(trouble);
        }
    }

    /// @return false, for the reader has to find its place again
    private boolean recover(RuntimeException trouble) throws InterruptedException {
        if (trouble instanceof WakeupException || trouble instanceof InterruptException) {
            // Kafka leaves the thread interrupted; unless we are closing, that means nothing.
            Thread.interrupted();
            return false;
        }
        String text = trouble.toString();
        if (!text.equals(lastTrouble)) {
            lastTrouble = text;
            LOG.warn("Reader {} keeps trying: {}", name, text);
        }
        pause();
        return false;
    }

    private boolean deliver(ConsumerRecords<byte[], byte[]> records) throws InterruptedException {
        List<JournalEntry> batch = new ArrayList<>(records.count());
        Map<Integer, Long> after = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> found : records) {
            batch.add(entry(found));
            after.put(found.partition(), found.offset() + 1);
        }
        if (isClosing()) {
            return false;
        }
        try {
            handler.onBatch(batch);
        } catch (RuntimeException failed) {
            // A programmer's error: loud, and the same batch again, because going on loses data.
            LOG.error("Reader {} could not handle a batch; it gets it again", name, failed);
            next = new ReadFrom.Offsets(handled);
            pause();
            return false;
        }
        handled.putAll(after);
        lastTrouble = "";
        return true;
    }

    static JournalEntry entry(ConsumerRecord<byte[], byte[]> found) {
        byte[] value = found.value();
        return new JournalEntry(
                new JournalPosition(found.partition(), found.offset()),
                new ArrivalTime(found.timestamp() * MICROS_PER_MILLI),
                value == null ? new byte[0] : value);
    }

    private void pause() throws InterruptedException {
        if (closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
            LOG.debug("Reader {} was closed while waiting", name);
        }
    }
}
