// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.journal.JournalOpenException;
import org.tsunagu.journal.embedded.EmbeddedKafka;

/// What an open journal consists of, put together in one place and closed in reverse order.
final class JournalParts implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalParts.class);
    private static final long WARM_UP_MILLIS = 15_000;

    private final Deque<AutoCloseable> lastFirst = new ArrayDeque<>();
    private final JournalMetrics metrics = new JournalMetrics();
    private final EndOffsets ends = new EndOffsets();
    private final InFlight inFlight;
    private final ClientSettings clients;
    private final JournalAdmin admin;
    private final KafkaWriter writer;
    private final JournalWatch watch;
    private final String id;
    private final String bootstrapServers;

    private JournalParts(Vertx vertx, JournalConfig config, DiskGuard disk)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            inFlight =
                    new InFlight(
                            config.inFlightRecords(), config.inFlightBytes(), System::nanoTime);
            Optional<EmbeddedKafka> broker = startBroker(config);
            clients = clients(config, broker);
            bootstrapServers = clients.bootstrapServers();
            Admin kafkaAdmin = Admin.create(clients.admin());
            lastFirst.push(() -> kafkaAdmin.close(Duration.ofSeconds(1)));
            TopicDescription topic = new TopicSetup(kafkaAdmin, config).ensure();
            id = kafkaAdmin.describeCluster().clusterId().get() + "/" + topic.topicId();
            admin = new JournalAdmin(kafkaAdmin, config.topic(), topic.partitions().size());
            watch = new JournalWatch(disk, inFlight, this::probe, broker);
            writer =
                    new KafkaWriter(
                            vertx,
                            clients.producer(config),
                            config.topic(),
                            new KafkaWriter.Gauges(inFlight, metrics, ends),
                            watch::state,
                            watch::heard);
            lastFirst.push(writer);
            warmUp();
            watch.start();
        } catch (Throwable failed) {
            close();
            throw failed;
        }
    }

    /// A send that had to fetch metadata would wait, so they are fetched before the first one.
    private void warmUp() throws ExecutionException, InterruptedException, TimeoutException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(WARM_UP_MILLIS);
        while (true) {
            try {
                writer.warmUp()
                        .toCompletionStage()
                        .toCompletableFuture()
                        .get(WARM_UP_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (ExecutionException notYet) {
                if (System.nanoTime() > deadline) {
                    throw notYet;
                }
            }
        }
    }

    static JournalParts open(Vertx vertx, JournalConfig config, DiskGuard disk) {
        try {
            return new JournalParts(vertx, config, disk);
        } catch (ExecutionException | TimeoutException | KafkaException away) {
            throw new JournalOpenException(
                    "The journal's broker "
                            + config.node()
                            + " does not answer as it should; look whether it runs and can be"
                            + " reached ("
                            + away.getMessage()
                            + ")",
                    away);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new JournalOpenException("Interrupted while opening the journal", stopped);
        }
    }

    private Optional<EmbeddedKafka> startBroker(JournalConfig config) {
        return switch (config.node()) {
            case JournalConfig.Embedded here -> {
                EmbeddedKafka broker = EmbeddedKafka.start(here.directory(), here.port());
                lastFirst.push(broker);
                yield Optional.of(broker);
            }
            case JournalConfig.External _ -> Optional.empty();
        };
    }

    private static ClientSettings clients(JournalConfig config, Optional<EmbeddedKafka> broker) {
        return switch (config.node()) {
            case JournalConfig.Embedded _ ->
                    new ClientSettings(broker.orElseThrow().bootstrapServers(), Map.of());
            case JournalConfig.External there ->
                    new ClientSettings(there.bootstrapServers(), there.clientProperties());
        };
    }

    /// Input is let in again only when a send need not wait for metadata.
    private Future<Void> probe(Duration timeout, boolean wasAway) {
        return Future.fromCompletionStage(admin.latest(timeout).toCompletionStage())
                .onSuccess(ends::heard)
                .compose(_ -> wasAway ? writer.warmUp() : Future.succeededFuture());
    }

    KafkaWriter writer() {
        return writer;
    }

    JournalWatch watch() {
        return watch;
    }

    JournalAdmin admin() {
        return admin;
    }

    ClientSettings clients() {
        return clients;
    }

    JournalMetrics metrics() {
        return metrics;
    }

    EndOffsets ends() {
        return ends;
    }

    InFlight inFlight() {
        return inFlight;
    }

    String id() {
        return id;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    @Override
    public void close() {
        while (!lastFirst.isEmpty()) {
            AutoCloseable part = lastFirst.pop();
            try {
                part.close();
            } catch (Exception broken) {
                LOG.warn("A part of the journal did not close cleanly", broken);
            }
        }
    }
}
