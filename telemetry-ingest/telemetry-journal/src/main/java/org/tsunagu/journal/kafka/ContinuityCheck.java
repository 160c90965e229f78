// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.tsunagu.journal.Committed;
import org.tsunagu.journal.Continuity;
import org.tsunagu.journal.JournalEntry;
import org.tsunagu.journal.JournalRefusal;
import org.tsunagu.journal.JournalState;

/// Compares what a reader committed with what the journal holds: by the journal's identity, its
/// ends, and the last record read, where it is still held.
final class ContinuityCheck {
    private static final Duration READ_TIMEOUT = Duration.ofSeconds(10);

    private final String journalId;
    private final String topic;
    private final Map<Integer, Long> begins;
    private final Map<Integer, Long> ends;

    ContinuityCheck(
            String journalId, String topic, Map<Integer, Long> begins, Map<Integer, Long> ends) {
        this.journalId = journalId;
        this.topic = topic;
        this.begins = begins;
        this.ends = ends;
    }

    Map<Integer, Continuity> of(
            Map<Integer, Committed> committed, Consumer<byte[], byte[]> consumer) {
        Map<Integer, Continuity> answers = new HashMap<>();
        Map<TopicPartition, Long> toRead = new HashMap<>();
        committed.forEach(
                (partition, commit) -> {
                    Continuity byOffset = byOffset(partition, commit);
                    answers.put(partition, byOffset);
                    if (byOffset instanceof Continuity.Intact
                            && commit.nextOffset() > begins.getOrDefault(partition, 0L)) {
                        toRead.put(new TopicPartition(topic, partition), commit.nextOffset() - 1);
                    }
                });
        read(toRead, consumer)
                .forEach(
                        (partition, entry) -> {
                            long wanted =
                                    toRead.getOrDefault(new TopicPartition(topic, partition), -1L);
                            Committed commit = committed.get(partition);
                            if (entry.position().offset() != wanted
                                    || commit == null
                                    || entry.fingerprint() != commit.lastFingerprint()) {
                                answers.put(partition, new Continuity.Replaced());
                            }
                        });
        return answers;
    }

    private Continuity byOffset(int partition, Committed commit) {
        Long begin = begins.get(partition);
        Long end = ends.get(partition);
        if (!commit.journalId().equals(journalId) || begin == null || end == null) {
            return new Continuity.Replaced();
        }
        if (commit.nextOffset() > end) {
            return new Continuity.CutOff(end);
        }
        return commit.nextOffset() < begin
                ? new Continuity.Replaced()
                : new Continuity.Intact(commit.nextOffset());
    }

    private static Map<Integer, JournalEntry> read(
            Map<TopicPartition, Long> offsets, Consumer<byte[], byte[]> consumer) {
        Map<Integer, JournalEntry> found = new HashMap<>();
        consumer.assign(List.copyOf(offsets.keySet()));
        offsets.forEach(consumer::seek);
        long deadline = System.nanoTime() + READ_TIMEOUT.toNanos();
        while (found.size() < offsets.size()) {
            if (System.nanoTime() > deadline) {
                throw new JournalRefusal(
                        JournalState.Cause.BROKER_AWAY,
                        "The journal's broker does not hand out the last records read");
            }
            consumer.poll(Duration.ofMillis(200))
                    .forEach(r -> found.putIfAbsent(r.partition(), KafkaReader.entry(r)));
        }
        return found;
    }
}
