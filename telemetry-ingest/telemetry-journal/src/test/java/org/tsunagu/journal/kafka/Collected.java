// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.tsunagu.journal.Journal;
import org.tsunagu.journal.Journal.ReadFrom;
import org.tsunagu.journal.JournalEntry;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.wire.JournalCodec;

/// What a reader has seen so far.
final class Collected implements AutoCloseable {
    private final List<JournalEntry> entries = new CopyOnWriteArrayList<>();
    private final Journal.JournalReader reader;

    Collected(Journal journal, ReadFrom from) {
        reader = journal.openReader("test", from, entries::addAll);
    }

    /// Everything that lies in the journal now.
    static List<JournalEntry> all(Journal journal) {
        long held =
                journal.endOffsets().values().stream().mapToLong(Long::longValue).sum()
                        - journal.beginningOffsets().values().stream()
                                .mapToLong(Long::longValue)
                                .sum();
        try (var collected = new Collected(journal, new ReadFrom.Beginning())) {
            Await.until(
                    held + " records",
                    Duration.ofSeconds(30),
                    () -> collected.entries.size() >= held);
            return List.copyOf(collected.entries);
        }
    }

    List<JournalEntry> await(int count) {
        Await.until(count + " records", Duration.ofSeconds(20), () -> entries.size() >= count);
        return List.copyOf(entries);
    }

    List<JournalEntry> entries() {
        return entries;
    }

    static List<Long> sequencesOf(List<JournalEntry> entries, String bed) {
        return frames(entries).stream()
                .filter(isOf(bed))
                .map(frame -> ((EventId.Sequenced) frame.id()).sequence())
                .toList();
    }

    static List<BedFrame> frames(List<JournalEntry> entries) {
        return entries.stream()
                .map(entry -> JournalCodec.decode(entry.bytes()).value())
                .filter(BedFrame.class::isInstance)
                .map(BedFrame.class::cast)
                .toList();
    }

    private static Predicate<BedFrame> isOf(String bed) {
        return frame -> frame.bed().value().equals(bed);
    }

    Journal.JournalReader reader() {
        return reader;
    }

    @Override
    public void close() {
        reader.close();
    }
}
