// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tsunagu.journal.Journal.ReadFrom;

/// Finds the offsets a reader begins at, inside what the journal holds.
final class ReadStart {
    private static final Logger LOG = LoggerFactory.getLogger(ReadStart.class);

    private ReadStart() {}

    static Map<TopicPartition, Long> of(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, ReadFrom from) {
        return switch (from) {
            case ReadFrom.Beginning _ -> consumer.beginningOffsets(partitions);
            case ReadFrom.End _ -> consumer.endOffsets(partitions);
            case ReadFrom.Since since -> since(consumer, partitions, since.epochMillis());
            case ReadFrom.Offsets offsets -> held(consumer, partitions, offsets.nextOffsets());
        };
    }

    private static Map<TopicPartition, Long> since(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions, long epochMillis) {
        Map<TopicPartition, Long> starts = new HashMap<>(consumer.endOffsets(partitions));
        Map<TopicPartition, Long> question = new HashMap<>();
        partitions.forEach(p -> question.put(p, Math.max(0, epochMillis)));
        consumer.offsetsForTimes(question)
                .forEach(
                        (partition, found) -> {
                            OffsetAndTimestamp first = found;
                            if (first != null) {
                                starts.put(partition, first.offset());
                            }
                        });
        return starts;
    }

    /// Offsets that the journal does not hold any more, or not yet, are moved to the nearest that
    /// it does, and said: nothing is skipped in silence.
    private static Map<TopicPartition, Long> held(
            Consumer<?, ?> consumer,
            Collection<TopicPartition> partitions,
            Map<Integer, Long> wanted) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> starts = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long begin = begins.getOrDefault(partition, 0L);
            long end = ends.getOrDefault(partition, begin);
            long next = wanted.getOrDefault(partition.partition(), begin);
            long start = Math.clamp(next, begin, end);
            if (start != next) {
                LOG.error(
                        "Partition {} of the journal holds {} to {}, a reader wants {}; it goes on"
                                + " at {}",
                        partition.partition(),
                        begin,
                        end,
                        next,
                        start);
            }
            starts.put(partition, start);
        }
        return starts;
    }
}
