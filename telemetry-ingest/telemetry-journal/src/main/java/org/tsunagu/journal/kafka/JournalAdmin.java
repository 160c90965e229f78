// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.tsunagu.journal.JournalRefusal;
import org.tsunagu.journal.JournalState;

/// Questions to the broker about offsets. Blocking but for [#latest].
final class JournalAdmin {
    static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final Admin admin;
    private final String topic;
    private final int partitions;

    JournalAdmin(Admin admin, String topic, int partitions) {
        this.admin = admin;
        this.topic = topic;
        this.partitions = partitions;
    }

    int partitions() {
        return partitions;
    }

    Map<Integer, Long> offsets(OffsetSpec spec) {
        return await(list(spec, TIMEOUT));
    }

    /// End offsets without waiting; fails after `timeout`. Needs a leader for each partition, so it
    /// is also the question whether the journal works.
    KafkaFuture<Map<Integer, Long>> latest(Duration timeout) {
        return list(OffsetSpec.latest(), timeout);
    }

    private KafkaFuture<Map<Integer, Long>> list(OffsetSpec spec, Duration timeout) {
        Map<TopicPartition, OffsetSpec> question =
                IntStream.range(0, partitions)
                        .boxed()
                        .collect(Collectors.toMap(p -> new TopicPartition(topic, p), _ -> spec));
        var options = new ListOffsetsOptions().timeoutMs((int) timeout.toMillis());
        return admin.listOffsets(question, options).all().thenApply(JournalAdmin::byPartition);
    }

    private static Map<Integer, Long> byPartition(Map<TopicPartition, ListOffsetsResultInfo> all) {
        Map<Integer, Long> offsets = new HashMap<>();
        all.forEach((partition, info) -> offsets.put(partition.partition(), info.offset()));
        return offsets;
    }

    void deleteBelow(Map<Integer, Long> offsets) {
        Map<TopicPartition, RecordsToDelete> below = new HashMap<>();
        offsets.forEach(
                (partition, offset) ->
                        below.put(
                                new TopicPartition(topic, partition),
                                RecordsToDelete.beforeOffset(offset)));
        if (!below.isEmpty()) {
            await(admin.deleteRecords(below).all());
        }
    }

    private static <T> T await(KafkaFuture<T> answer) {
        try {
            return answer.get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException away) {
            throw refusal("The journal's broker does not answer: " + away.getMessage());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw refusal("Interrupted while asking the journal's broker");
        }
    }

    private static JournalRefusal refusal(String message) {
        return new JournalRefusal(JournalState.Cause.BROKER_AWAY, message);
    }
}
