// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.journal.Committed;
import org.tsunagu.journal.Continuity;
import org.tsunagu.journal.Journal;
import org.tsunagu.journal.JournalOpenException;
import org.tsunagu.journal.JournalWriter;

/// The journal on Kafka: a node in this process or a cluster elsewhere. All methods but the
/// writer's may wait for the broker, so they are not for event loops; those that ask it fail with
/// [org.tsunagu.journal.JournalRefusal] when it is away.
public final class KafkaJournal implements Journal {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaJournal.class);
    private static final long POSITION_WAIT_MILLIS = 5_000;
    private static final long NOT_FOUND = -1;

    private final JournalConfig config;
    private final JournalParts parts;
    private final Set<KafkaReader> readers = ConcurrentHashMap.newKeySet();

    private KafkaJournal(JournalConfig config, JournalParts parts) {
        this.config = config;
        this.parts = parts;
    }

    /// Opens the journal; an embedded node starts in about 2 s. Blocks.
    ///
    /// @throws JournalOpenException with a reason an operator can act on
    public static KafkaJournal open(Vertx vertx, JournalConfig config) {
        DiskGuard disk =
                switch (config.node()) {
                    case JournalConfig.Embedded here ->
                            DiskGuard.of(here.directory(), config.diskFloorBytes());
                    case JournalConfig.External _ -> DiskGuard.none();
                };
        return open(vertx, config, disk);
    }

    /// The same with a disk guard of the caller's, for tests of a full disk.
    public static KafkaJournal open(Vertx vertx, JournalConfig config, DiskGuard disk) {
        return new KafkaJournal(config, JournalParts.open(vertx, config, disk));
    }

    @Override
    public JournalWriter writer() {
        return parts.writer();
    }

    /// Blocks until the reader has found its place, at most 5 s; when the broker is away the
    /// reader goes on trying by itself.
    @Override
    public JournalReader openReader(String name, ReadFrom from, BatchHandler handler) {
        List<TopicPartition> partitions =
                IntStream.range(0, parts.admin().partitions())
                        .mapToObj(p -> new TopicPartition(config.topic(), p))
                        .toList();
        var reader =
                new KafkaReader(
                        name, from, handler, parts.ends(), partitions, () -> consumer(name));
        readers.removeIf(KafkaReader::isDone);
        readers.add(reader);
        reader.start();
        try {
            if (!reader.awaitPositioned(POSITION_WAIT_MILLIS)) {
                LOG.warn("Reader {} waits for the journal's broker", name);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return reader;
    }

    private Consumer<byte[], byte[]> consumer(String name) {
        return new KafkaConsumer<>(parts.clients().consumer(name));
    }

    @Override
    public Map<Integer, Long> beginningOffsets() {
        return parts.admin().offsets(OffsetSpec.earliest());
    }

    @Override
    public Map<Integer, Long> endOffsets() {
        return parts.admin().offsets(OffsetSpec.latest());
    }

    @Override
    public void deleteUpTo(Map<Integer, Long> offsets) {
        long keepFrom = System.currentTimeMillis() - config.keepMillis();
        Map<Integer, Long> recent = parts.admin().offsets(OffsetSpec.forTimestamp(keepFrom));
        Map<Integer, Long> begins = beginningOffsets();
        Map<Integer, Long> ends = endOffsets();
        Map<Integer, Long> below = new HashMap<>();
        offsets.forEach(
                (partition, committed) -> {
                    long begin = begins.getOrDefault(partition, 0L);
                    long end = ends.getOrDefault(partition, begin);
                    long kept = recent.getOrDefault(partition, NOT_FOUND);
                    long limit = Math.min(committed, kept == NOT_FOUND ? end : kept);
                    if (limit > begin) {
                        below.put(partition, limit);
                    }
                });
        parts.admin().deleteBelow(below);
    }

    @Override
    public Map<Integer, Continuity> continuity(Map<Integer, Committed> committed) {
        try (Consumer<byte[], byte[]> consumer = consumer("continuity")) {
            return new ContinuityCheck(id(), config.topic(), beginningOffsets(), endOffsets())
                    .of(committed, consumer);
        }
    }

    @Override
    public String id() {
        return parts.id();
    }

    /// What the journal counts.
    public JournalMetrics metrics() {
        return parts.metrics();
    }

    /// Appends under way that are not yet durable.
    public int inFlightRecords() {
        return parts.inFlight().records();
    }

    /// Where Kafka clients connect: the embedded node's port may change from start to start.
    public String bootstrapServers() {
        return parts.bootstrapServers();
    }

    @Override
    public void close() {
        parts.watch().close();
        readers.forEach(KafkaReader::close);
        parts.close();
    }
}
