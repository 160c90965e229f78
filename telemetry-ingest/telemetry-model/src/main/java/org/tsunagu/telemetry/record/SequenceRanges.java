// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The sequence numbers of one source and epoch that were seen, kept as merged ranges, so that a
/// frame sent again is known however long ago it came. Not thread-safe; every operation is O(log n)
/// in the number of ranges.
///
/// Bound: [#MOST_RANGES]. At the bound nothing is forgotten (a frame would be stored twice) and no
/// hole is closed unseen (a late frame would be lost): a number that would open one range more is
/// not accepted. The sender is refused and starts a new epoch.
public final class SequenceRanges {
    /// The most separate ranges: ten thousand holes in one epoch are a broken sender, not a bad
    /// line.
    public static final int MOST_RANGES = 10_000;

    private final TreeMap<Long, Long> toByFrom = new TreeMap<>();

    /// The numbers `from` to `to`, both of them seen.
    public record Range(long from, long to) {
        public Range {
            if (from < 1 || to < from) {
                throw new IllegalArgumentException("range " + from + ".." + to);
            }
        }
    }

    /// Builds from stored ranges in any order; touching or overlapping ones are merged.
    ///
    /// @throws IllegalArgumentException when they stay more than [#MOST_RANGES]
    public static SequenceRanges of(List<Range> ranges) {
        var all = new SequenceRanges();
        for (Range range : ranges) {
            all.insert(range.from(), range.to());
        }
        if (all.toByFrom.size() > MOST_RANGES) {
            throw new IllegalArgumentException(all.toByFrom.size() + " ranges");
        }
        return all;
    }

    /// Marks a number as seen.
    ///
    /// @return false when it had been seen before
    /// @throws IllegalStateException when it is not acceptable, see [#accepts(long)]
    public boolean add(long sequence) {
        Map.Entry<Long, Long> last = toByFrom.lastEntry();
        if (last != null && last.getValue() == sequence - 1) {
            // the next number of a stream: its range grows, nothing is searched
            toByFrom.put(last.getKey(), sequence);
            return true;
        }
        if (contains(sequence)) {
            return false;
        }
        if (!accepts(sequence)) {
            throw new IllegalStateException(
                    "sequence " + sequence + " opens more than " + MOST_RANGES + " ranges");
        }
        insert(sequence, sequence);
        return true;
    }

    /// Whether [#add(long)] can take this number: it was seen, touches a range, or there is room
    /// for one range more. Numbers start at 1.
    public boolean accepts(long sequence) {
        return sequence >= 1
                && (toByFrom.size() < MOST_RANGES
                        || contains(sequence)
                        || contains(sequence - 1)
                        || toByFrom.containsKey(sequence + 1));
    }

    public boolean contains(long sequence) {
        Map.Entry<Long, Long> before = toByFrom.floorEntry(sequence);
        return before != null && before.getValue() >= sequence;
    }

    /// Every range, lowest first; no two touch.
    public List<Range> ranges() {
        List<Range> ranges = new ArrayList<>(toByFrom.size());
        toByFrom.forEach((from, to) -> ranges.add(new Range(from, to)));
        return List.copyOf(ranges);
    }

    /// The highest number seen, 0 when none was.
    public long highest() {
        return toByFrom.isEmpty() ? 0 : toByFrom.lastEntry().getValue();
    }

    private void insert(long from, long to) {
        long start = from;
        long end = to;
        Map.Entry<Long, Long> before = toByFrom.floorEntry(from);
        if (before != null && before.getValue() >= from - 1) {
            start = before.getKey();
            end = Math.max(end, before.getValue());
        }
        for (Map.Entry<Long, Long> after = toByFrom.higherEntry(start);
                after != null && after.getKey() - 1 <= end;
                after = toByFrom.higherEntry(start)) {
            end = Math.max(end, after.getValue());
            toByFrom.remove(after.getKey());
        }
        toByFrom.put(start, end);
    }
}
