// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.live;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.tsunagu.journal.JournalEntry;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.ward.BedId;

/// The rings of all beds, and how far the hub has come in each partition. One thread.
final class Rings {
    /// Heartbeats remembered, to say when a cursor was: an hour.
    private static final int MOST_MARKS = 3_600;

    private final long limitBytes;
    private final Map<BedId, BedRing> rings = new HashMap<>();
    private final TreeMap<Integer, Long> cursor = new TreeMap<>();
    private final Map<Integer, Long> startedAfter = new HashMap<>();
    private final TreeMap<Long, Map<Integer, Long>> marks = new TreeMap<>();
    private long bytes;

    /// @param limitBytes of all rings together; beyond it a ring lets go of its oldest for each
    ///     new record
    Rings(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /// What a page that comes back gets.
    ///
    /// @param complete whether nothing is missing before `entries`
    /// @param lastHeardAt when the cursor was true, null when it is not known any more
    record Resume(List<BedRing.Entry> entries, boolean complete, @Nullable AxisTime lastHeardAt) {
        Resume {
            entries = List.copyOf(entries);
        }
    }

    /// Notes that everything up to this place has been taken, whatever it was.
    void advance(int partition, long offset) {
        startedAfter.putIfAbsent(partition, offset - 1);
        cursor.put(partition, offset);
    }

    void add(BedId bed, JournalEntry entry) {
        int partition = entry.position().partition();
        BedRing ring =
                rings.computeIfAbsent(
                        bed,
                        _ -> new BedRing(partition, startedAfter.getOrDefault(partition, -1L)));
        bytes += ring.add(entry);
        while (bytes > limitBytes && ring.bytes() > entry.bytes().length) {
            bytes += ring.dropOldest();
        }
    }

    /// Lets go of what is too old in beds that have fallen silent, and notes the cursor.
    void tick(AxisTime now) {
        for (BedRing ring : rings.values()) {
            bytes += ring.trim(now);
        }
        marks.put(now.micros(), cursor());
        if (marks.size() > MOST_MARKS) {
            marks.pollFirstEntry();
        }
    }

    List<BedRing.Entry> all(BedId bed) {
        BedRing ring = rings.get(bed);
        return ring == null ? List.of() : ring.all();
    }

    /// What came after a cursor. A bed's records lie in one partition.
    Resume resume(BedId bed, Map<Integer, Long> since) {
        BedRing ring = rings.get(bed);
        if (ring == null) {
            boolean sinceStart =
                    startedAfter.entrySet().stream()
                            .allMatch(
                                    start ->
                                            since.getOrDefault(start.getKey(), -1L)
                                                    >= start.getValue());
            return new Resume(List.of(), sinceStart, markBefore(since));
        }
        long last = cursor.getOrDefault(ring.partition(), -1L);
        Long offset = since.get(ring.partition());
        if (offset == null || offset > last) {
            // Another journal, or a page that never heard of this partition.
            return new Resume(ring.all(), false, null);
        }
        return new Resume(ring.after(offset), ring.reaches(offset), markBefore(since));
    }

    Map<Integer, Long> cursor() {
        return Map.copyOf(cursor);
    }

    long bytes() {
        return bytes;
    }

    private @Nullable AxisTime markBefore(Map<Integer, Long> since) {
        for (Map.Entry<Long, Map<Integer, Long>> mark : marks.descendingMap().entrySet()) {
            boolean reached =
                    mark.getValue().entrySet().stream()
                            .allMatch(
                                    place ->
                                            since.getOrDefault(place.getKey(), -1L)
                                                    >= place.getValue());
            if (reached) {
                return new AxisTime(mark.getKey());
            }
        }
        return null;
    }
}
