// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.MetadataRecoveryStrategy;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/// Settings of the three kinds of Kafka client, each with its reason.
final class ClientSettings {
    /// The longest that a send may occupy the writer's worker thread.
    private static final int MAX_BLOCK_MILLIS = 250;

    /// What a reader may hold in memory beyond the batch it hands out.
    private static final int FETCH_BYTES = 8 * 1024 * 1024;

    private static final int PARTITION_FETCH_BYTES = 4 * 1024 * 1024;
    private static final int POLL_RECORDS = 5_000;

    private static final int ADMIN_REQUEST_MILLIS = 5_000;
    private static final int ADMIN_ANSWER_MILLIS = 15_000;

    private final String bootstrapServers;
    private final Map<String, String> extra;

    ClientSettings(String bootstrapServers, Map<String, String> extra) {
        this.bootstrapServers = bootstrapServers;
        this.extra = extra;
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    Map<String, String> producer(JournalConfig config) {
        Map<String, String> p = common("tsunagu-writer");
        p.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, StringSerializer.class.getName());
        p.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class.getName());
        p.put(ProducerConfig.ACKS_CONFIG, "all");
        p.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        p.put(ProducerConfig.LINGER_MS_CONFIG, Integer.toString(config.lingerMillis()));
        p.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(JournalConfig.BATCH_BYTES));
        p.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, config.compression());
        p.put(
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                Integer.toString(2 * JournalConfig.LARGEST_RECORD_BYTES));
        // Twice our own bound and some batches: the queue is full before Kafka's memory is.
        p.put(
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                Long.toString(
                        2 * config.inFlightBytes()
                                + 2L * config.partitions() * JournalConfig.BATCH_BYTES));
        p.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Integer.toString(MAX_BLOCK_MILLIS));
        p.put(
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Integer.toString(config.deliveryTimeoutMillis()));
        p.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                Integer.toString(JournalConfig.REQUEST_TIMEOUT_MILLIS));
        // The default forgets the topic's metadata as soon as no broker can be reached, and then
        // each send would wait for them; the known addresses are tried for ever instead.
        p.put(
                CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG,
                MetadataRecoveryStrategy.NONE.name);
        // A quiet night must not make the first frame of the morning wait for metadata.
        p.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Integer.toString(Integer.MAX_VALUE));
        return p;
    }

    Map<String, Object> consumer(String name) {
        Map<String, Object> p = new HashMap<>(common("tsunagu-reader-" + name));
        p.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
        p.put(
                ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
                ByteArrayDeserializer.class.getName());
        // Positions are ours, and nothing is ever skipped without being said.
        p.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        p.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        p.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, "1");
        p.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "250");
        p.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, Integer.toString(FETCH_BYTES));
        p.put(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                Integer.toString(PARTITION_FETCH_BYTES));
        p.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.toString(POLL_RECORDS));
        return p;
    }

    Map<String, Object> admin() {
        Map<String, Object> p = new HashMap<>(common("tsunagu-admin"));
        p.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ADMIN_REQUEST_MILLIS);
        p.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_ANSWER_MILLIS);
        return p;
    }

    private Map<String, String> common(String clientId) {
        Map<String, String> p = new HashMap<>(extra);
        p.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        p.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        // Back within half a second when the broker is back.
        p.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, "50");
        p.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, "500");
        p.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, "50");
        p.put(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, "500");
        return p;
    }
}
