// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.tsunagu.telemetry.record.SequenceRanges.Range;

/// Sequence numbers as merged ranges, without the bound of
/// [org.tsunagu.telemetry.record.SequenceRanges]: the gateway has refused what would exceed that
/// bound, and what the store adds to it, the holes of frames that wait in other beds' buffers, is
/// bounded by the buffers. Not thread-safe.
public final class SeenNumbers {
    private final TreeMap<Long, Long> toByFrom = new TreeMap<>();
    private long count;

    /// The highest range, which grows; its end in the map may be behind.
    private long lastFrom;

    private long lastTo;

    public static SeenNumbers of(Collection<Range> ranges) {
        var numbers = new SeenNumbers();
        numbers.addAll(ranges);
        return numbers;
    }

    public void addAll(Collection<Range> ranges) {
        for (Range range : ranges) {
            insert(range.from(), range.to());
        }
    }

    /// Marks one number; false when it was there.
    public boolean add(long number) {
        if (count > 0 && number == lastTo + 1) {
            // the next number of a stream: nothing is searched
            lastTo = number;
            count++;
            return true;
        }
        if (contains(number)) {
            return false;
        }
        insert(number, number);
        return true;
    }

    public boolean contains(long number) {
        if (count > 0 && number >= lastFrom) {
            return number <= lastTo;
        }
        Map.Entry<Long, Long> before = toByFrom.floorEntry(number);
        return before != null && before.getValue() >= number;
    }

    /// How many numbers are in.
    public long count() {
        return count;
    }

    /// Lowest first; no two touch.
    public List<Range> ranges() {
        List<Range> ranges = new ArrayList<>(toByFrom.size());
        toByFrom.forEach((from, to) -> ranges.add(new Range(from, from == lastFrom ? lastTo : to)));
        return ranges;
    }

    private void insert(long from, long to) {
        if (count > 0) {
            toByFrom.put(lastFrom, lastTo);
        }
        long start = from;
        long end = to;
        Map.Entry<Long, Long> before = toByFrom.floorEntry(from);
        if (before != null && before.getValue() >= from - 1) {
            start = before.getKey();
            end = Math.max(end, before.getValue());
            count -= before.getValue() - before.getKey() + 1;
            toByFrom.remove(start);
        }
        Map.Entry<Long, Long> after = toByFrom.ceilingEntry(start);
        while (after != null && after.getKey() - 1 <= end) {
            end = Math.max(end, after.getValue());
            count -= after.getValue() - after.getKey() + 1;
            toByFrom.remove(after.getKey());
            after = toByFrom.ceilingEntry(start);
        }
        toByFrom.put(start, end);
        count += end - start + 1;
        lastFrom = toByFrom.lastEntry().getKey();
        lastTo = toByFrom.lastEntry().getValue();
    }
}
