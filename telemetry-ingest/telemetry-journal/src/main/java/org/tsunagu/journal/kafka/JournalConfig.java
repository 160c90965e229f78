// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import java.nio.file.Path;
import java.util.Map;

/// How a journal is opened.
///
/// @param node in this process or elsewhere
/// @param topic Kafka topic; made when it does not exist
/// @param partitions of a new topic; an existing one keeps its own
/// @param lingerMillis how long a record waits for company; the main lever on CPU
/// @param compression Kafka's name of it: `none`, `lz4`, `zstd`
/// @param inFlightRecords appends not yet durable beyond which input is refused
/// @param inFlightBytes the same in bytes
/// @param deliveryTimeoutMillis after which an append that is not durable fails
/// @param keepMillis the recent stretch that is never deleted, for the live hub after a restart
/// @param diskFloorBytes free space of the embedded node's disk below which input is refused, 0
///     for the larger of 512 MiB and 2 %
public record JournalConfig(
        Node node,
        String topic,
        int partitions,
        int lingerMillis,
        String compression,
        int inFlightRecords,
        long inFlightBytes,
        int deliveryTimeoutMillis,
        long keepMillis,
        long diskFloorBytes) {
    public static final String TOPIC = "tsunagu.telemetry";
    static final int BATCH_BYTES = 256 * 1024;
    static final int LARGEST_RECORD_BYTES = 2 * 1024 * 1024;

    /// A produce request that has no answer for this long is sent again.
    static final int REQUEST_TIMEOUT_MILLIS = 5_000;

    public JournalConfig {
        if (topic.isEmpty()
                || partitions < 1
                || lingerMillis < 0
                || inFlightRecords < 1
                || inFlightBytes < LARGEST_RECORD_BYTES
                || deliveryTimeoutMillis < REQUEST_TIMEOUT_MILLIS + lingerMillis
                || keepMillis < 0
                || diskFloorBytes < 0) {
            throw new IllegalArgumentException(
                    "Journal settings out of range: a topic, at least 1 partition, at least "
                            + LARGEST_RECORD_BYTES
                            + " bytes in flight, delivery timeout above "
                            + REQUEST_TIMEOUT_MILLIS
                            + " ms");
        }
    }

    /// Where the journal lives.
    public sealed interface Node {}

    /// A Kafka node in this process.
    ///
    /// @param port on loopback, 0 for any free one
    public record Embedded(Path directory, int port) implements Node {}

    /// A Kafka cluster.
    ///
    /// @param bootstrapServers `host:port,…`
    /// @param replication of a new topic, at most as many as there are brokers; with 2 or more, a
    ///     record is durable on two brokers
    /// @param clientProperties Kafka's own client settings, for example TLS and SASL
    public record External(
            String bootstrapServers, int replication, Map<String, String> clientProperties)
            implements Node {
        public External {
            clientProperties = Map.copyOf(clientProperties);
        }
    }

    public static JournalConfig embedded(Path directory) {
        return defaults(new Embedded(directory, 0));
    }

    /// @param replication 3 on a real cluster
    public static JournalConfig external(String bootstrapServers, int replication) {
        return defaults(new External(bootstrapServers, replication, Map.of()));
    }

    public static JournalConfig defaults(Node node) {
        return new JournalConfig(
                node, TOPIC, 4, 5, "lz4", 20_000, 32L * 1024 * 1024, 10_000, 15 * 60_000L, 0);
    }

    public JournalConfig withKeepMillis(long millis) {
        return new JournalConfig(
                node,
                topic,
                partitions,
                lingerMillis,
                compression,
                inFlightRecords,
                inFlightBytes,
                deliveryTimeoutMillis,
                millis,
                diskFloorBytes);
    }

    public JournalConfig withCompression(String name) {
        return new JournalConfig(
                node,
                topic,
                partitions,
                lingerMillis,
                name,
                inFlightRecords,
                inFlightBytes,
                deliveryTimeoutMillis,
                keepMillis,
                diskFloorBytes);
    }

    public JournalConfig withInFlight(int records, long bytes) {
        return new JournalConfig(
                node,
                topic,
                partitions,
                lingerMillis,
                compression,
                records,
                bytes,
                deliveryTimeoutMillis,
                keepMillis,
                diskFloorBytes);
    }

    public JournalConfig withDiskFloorBytes(long bytes) {
        return new JournalConfig(
                node,
                topic,
                partitions,
                lingerMillis,
                compression,
                inFlightRecords,
                inFlightBytes,
                deliveryTimeoutMillis,
                keepMillis,
                bytes);
    }
}
