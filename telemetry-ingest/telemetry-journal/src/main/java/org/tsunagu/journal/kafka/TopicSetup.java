// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.journal.JournalOpenException;

/// Makes the journal's topic, or makes sure that an existing one does not forget by itself.
final class TopicSetup {
    private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);

    private final Admin admin;
    private final JournalConfig config;

    TopicSetup(Admin admin, JournalConfig config) {
        this.admin = admin;
        this.config = config;
    }

    TopicDescription ensure() throws ExecutionException, InterruptedException {
        Optional<TopicDescription> existing = describe();
        if (existing.isEmpty()) {
            create();
            return waitUntilLed();
        }
        switch (config.node()) {
            case JournalConfig.Embedded _ -> alter();
            case JournalConfig.External _ -> verify();
        }
        return waitUntilLed();
    }

    private Optional<TopicDescription> describe() throws ExecutionException, InterruptedException {
        try {
            return Optional.ofNullable(
                    admin.describeTopics(List.of(config.topic()))
                            .allTopicNames()
                            .get()
                            .get(config.topic()));
        } catch (ExecutionException unknown) {
            if (unknown.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw unknown;
        }
    }

    private void create() throws ExecutionException, InterruptedException {
        int replication = replication();
        Map<String, String> settings = settings();
        settings.put(
                TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                Integer.toString(Math.min(2, replication)));
        var topic = new NewTopic(config.topic(), config.partitions(), (short) replication);
        try {
            admin.createTopics(List.of(topic.configs(settings))).all().get();
        } catch (ExecutionException refused) {
            // Another role of the same platform was faster.
            if (!(refused.getCause() instanceof TopicExistsException)) {
                throw refused;
            }
        }
    }

    /// A new topic is known before its partitions have leaders.
    private TopicDescription waitUntilLed() throws ExecutionException, InterruptedException {
        long deadline = System.nanoTime() + JournalAdmin.TIMEOUT.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<TopicDescription> found = describe();
            if (found.isPresent()
                    && found.get().partitions().stream()
                            .allMatch(p -> p.leader() != null && !p.leader().isEmpty())) {
                return found.get();
            }
            Thread.sleep(50);
        }
        throw new JournalOpenException(
                "No broker leads the journal's topic " + config.topic() + "; look at the cluster");
    }

    /// Of a new topic: what was asked for, as far as the cluster has brokers for it. A test bench
    /// with one broker works, and is told what it lacks; an existing topic keeps its replicas.
    private int replication() throws ExecutionException, InterruptedException {
        return switch (config.node()) {
            case JournalConfig.Embedded _ -> 1;
            case JournalConfig.External external -> {
                int brokers = admin.describeCluster().nodes().get().size();
                if (brokers < external.replication()) {
                    LOG.warn(
                            "The journal's new topic {} gets {} replicas, because the cluster at {}"
                                    + " has {} brokers only: more of them, then kafka-reassign-"
                                    + "partitions, make it safe against the loss of one",
                            config.topic(),
                            brokers,
                            external.bootstrapServers(),
                            brokers);
                }
                yield Math.min(brokers, external.replication());
            }
        };
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new HashMap<>();
        // We delete ourselves, up to what the store has committed.
        settings.put(TopicConfig.RETENTION_MS_CONFIG, "-1");
        settings.put(TopicConfig.RETENTION_BYTES_CONFIG, "-1");
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        settings.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(64 * 1024 * 1024));
        settings.put(TopicConfig.SEGMENT_INDEX_BYTES_CONFIG, Integer.toString(1024 * 1024));
        settings.put(TopicConfig.FILE_DELETE_DELAY_MS_CONFIG, "1000");
        settings.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
        settings.put(
                TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
        settings.put(
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(JournalConfig.LARGEST_RECORD_BYTES));
        settings.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer");
        if (config.node() instanceof JournalConfig.Embedded) {
            // What a power cut may cost; an external cluster has its replicas instead.
            settings.put(TopicConfig.FLUSH_MS_CONFIG, "500");
        }
        return settings;
    }

    private ConfigResource resource() {
        return new ConfigResource(ConfigResource.Type.TOPIC, config.topic());
    }

    private void alter() throws ExecutionException, InterruptedException {
        var operations =
                settings().entrySet().stream()
                        .map(e -> new ConfigEntry(e.getKey(), e.getValue()))
                        .map(e -> new AlterConfigOp(e, AlterConfigOp.OpType.SET))
                        .toList();
        admin.incrementalAlterConfigs(Map.of(resource(), operations)).all().get();
    }

    private void verify() throws ExecutionException, InterruptedException {
        Config found =
                Objects.requireNonNull(
                        admin.describeConfigs(List.of(resource())).all().get().get(resource()));
        for (String key :
                List.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        TopicConfig.RETENTION_BYTES_CONFIG,
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)) {
            String wanted = settings().get(key);
            String is = found.get(key).value();
            if (!is.equals(wanted)) {
                throw new JournalOpenException(
                        String.format(
                                "Topic %s has %s=%s and would lose or misdate records that nobody"
                                        + " has stored yet; set %s=%s",
                                config.topic(), key, is, key, wanted));
            }
        }
    }
}
