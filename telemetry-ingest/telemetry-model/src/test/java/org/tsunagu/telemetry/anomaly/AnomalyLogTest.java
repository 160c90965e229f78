// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.anomaly;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.SourceId;

class AnomalyLogTest {
    private static final SourceId MONITOR = new SourceId("monitor-1");
    private static final SourceId OTHER = new SourceId("monitor-2");

    private final AnomalyLog log = new AnomalyLog();

    @Test
    void eachKindOfEachSourceIsKeptOnceWithCountFirstLastAndTheFirstExample() {
        log.record(MONITOR, new Anomaly("obx-unreadable", "first"), at(10));
        log.record(MONITOR, new Anomaly("obx-unreadable", "second"), at(30));
        log.record(MONITOR, new Anomaly("obx-unreadable", "late but early"), at(5));
        log.record(OTHER, new Anomaly("obx-unreadable", "elsewhere"), at(20));
        assertThat(log.all())
                .containsExactly(
                        new AnomalyReport("obx-unreadable", MONITOR, 3, at(5), at(30), "first"),
                        new AnomalyReport("obx-unreadable", OTHER, 1, at(20), at(20), "elsewhere"));
    }

    @Test
    void onlyWhatChangedIsDrained() {
        log.record(MONITOR, new Anomaly("a", ""), at(1));
        log.record(OTHER, new Anomaly("a", ""), at(1));
        assertThat(log.drainChanged()).hasSize(2);
        assertThat(log.drainChanged()).isEmpty();
        log.record(OTHER, new Anomaly("a", ""), at(2));
        assertThat(log.drainChanged())
                .singleElement()
                .satisfies(report -> assertThat(report.count()).isEqualTo(2));
        assertThat(log.all()).hasSize(2);
    }

    @Test
    void beyondTheBoundIsCountedAndWhatIsListedGoesOnCounting() {
        for (int i = 0; i < AnomalyLog.MOST_DISTINCT; i++) {
            log.record(new SourceId("source-" + i), new Anomaly("a", ""), at(i));
        }
        for (int i = 0; i < 5_000; i++) {
            log.record(new SourceId("flood-" + i), new Anomaly("a", ""), at(i));
        }
        log.record(new SourceId("source-0"), new Anomaly("a", ""), at(9));
        assertThat(log.all()).hasSize(AnomalyLog.MOST_DISTINCT + 1);
        assertThat(log.all().getFirst().count()).isEqualTo(2);
        assertThat(log.all().getLast().kind()).isEqualTo(AnomalyLog.OVERFLOW);
        assertThat(log.all().getLast().source()).isEqualTo(AnomalyLog.OURSELVES);
        assertThat(log.all().getLast().count()).isEqualTo(5_000);
    }

    @Test
    void manyThreadsCountToTheSameNumber() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        for (int n = 0; n < 10_000; n++) {
                                            log.record(MONITOR, new Anomaly("a", ""), at(n));
                                        }
                                    }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(log.all().getFirst().count()).isEqualTo(80_000);
    }

    @Test
    void anExampleIsCut() {
        assertThat(new Anomaly("a", "x".repeat(5_000)).example()).hasSize(200);
    }

    private static ArrivalTime at(long micros) {
        return new ArrivalTime(micros);
    }
}
