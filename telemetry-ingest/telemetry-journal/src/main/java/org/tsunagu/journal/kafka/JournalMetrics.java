// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/// What the journal counts, for whoever publishes it. Any thread.
public final class JournalMetrics {
    private static final List<Long> BOUNDS_MICROS =
            List.of(
                    1_000L,
                    2_000L,
                    5_000L,
                    10_000L,
                    20_000L,
                    50_000L,
                    100_000L,
                    200_000L,
                    500_000L,
                    1_000_000L,
                    2_000_000L,
                    5_000_000L,
                    10_000_000L,
                    Long.MAX_VALUE);

    private final LongAdder records = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder refusals = new LongAdder();
    private final LongAdder latencySumMicros = new LongAdder();
    private final AtomicLongArray latency = new AtomicLongArray(BOUNDS_MICROS.size());

    /// One step of the latency histogram.
    ///
    /// @param upToMicros upper bound, `Long.MAX_VALUE` for the last
    /// @param count appends that took at most this long (cumulative)
    public record Bucket(long upToMicros, long count) {}

    void appended(int size, long nanos) {
        long micros = TimeUnit.NANOSECONDS.toMicros(nanos);
        records.increment();
        bytes.add(size);
        latencySumMicros.add(micros);
        int step = 0;
        while (micros > BOUNDS_MICROS.get(step)) {
            step++;
        }
        latency.incrementAndGet(step);
    }

    void failed() {
        failures.increment();
    }

    void refused() {
        refusals.increment();
    }

    /// Records made durable.
    public long records() {
        return records.sum();
    }

    /// Their encoded size.
    public long bytes() {
        return bytes.sum();
    }

    /// Appends that were tried and did not become durable in time.
    public long failures() {
        return failures.sum();
    }

    /// Appends refused at once: disk, broker, queue.
    public long refusals() {
        return refusals.sum();
    }

    public long latencySumMicros() {
        return latencySumMicros.sum();
    }

    /// Time from append to durable, cumulative like a Prometheus histogram.
    public List<Bucket> latency() {
        var buckets = new ArrayList<Bucket>(BOUNDS_MICROS.size());
        long sum = 0;
        for (int i = 0; i < BOUNDS_MICROS.size(); i++) {
            sum += latency.get(i);
            buckets.add(new Bucket(BOUNDS_MICROS.get(i), sum));
        }
        return List.copyOf(buckets);
    }
}
