// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.tsunagu.journal.kafka.JournalMetrics.Bucket;

class JournalMetricsTest {
    @Test
    void theLatencyHistogramIsCumulativeAndItsBoundsBelongToTheLowerStep() {
        var metrics = new JournalMetrics();
        metrics.appended(100, TimeUnit.MILLISECONDS.toNanos(1));
        metrics.appended(100, TimeUnit.MICROSECONDS.toNanos(1_001));
        metrics.appended(100, TimeUnit.SECONDS.toNanos(60));

        List<Bucket> latency = metrics.latency();
        assertThat(latency.get(0)).isEqualTo(new Bucket(1_000, 1));
        assertThat(latency.get(1)).isEqualTo(new Bucket(2_000, 2));
        assertThat(latency.getLast()).isEqualTo(new Bucket(Long.MAX_VALUE, 3));
        assertThat(metrics.records()).isEqualTo(3);
        assertThat(metrics.bytes()).isEqualTo(300);
        assertThat(metrics.latencySumMicros()).isEqualTo(60_002_001);
    }
}
