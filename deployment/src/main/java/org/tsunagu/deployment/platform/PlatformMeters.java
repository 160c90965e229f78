// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.platform;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.tsunagu.journal.JournalState;
import org.tsunagu.journal.kafka.JournalMetrics;
import org.tsunagu.journal.kafka.JournalMetrics.Bucket;
import org.tsunagu.journal.kafka.KafkaJournal;
import org.tsunagu.severity.live.SeverityPath;
import org.tsunagu.store.StoreState;
import org.tsunagu.store.TelemetryStore;

/// What journal and store tell Prometheus. They know nothing of meters; this reads their counts.
final class PlatformMeters {
    private final MeterRegistry meters;

    PlatformMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    /// Counts, the time from append to durable, and whether input is taken.
    void bind(KafkaJournal journal) {
        JournalMetrics counts = journal.metrics();
        counter("tsunagu.journal.records", "Records made durable", counts, JournalMetrics::records);
        FunctionCounter.builder("tsunagu.journal.written", counts, JournalMetrics::bytes)
                .description("Encoded size of the records made durable")
                .baseUnit("bytes")
                .register(meters);
        counter(
                "tsunagu.journal.failures",
                "Appends that did not become durable in time",
                counts,
                JournalMetrics::failures);
        counter(
                "tsunagu.journal.refusals",
                "Appends refused at once: disk, broker, queue",
                counts,
                JournalMetrics::refusals);
        FunctionTimer.builder(
                        "tsunagu.journal.append",
                        counts,
                        JournalMetrics::records,
                        JournalMetrics::latencySumMicros,
                        TimeUnit.MICROSECONDS)
                .description("Time from append to durable")
                .register(meters);
        bindLatency(counts);
        Gauge.builder("tsunagu.journal.waiting", journal, KafkaJournal::inFlightRecords)
                .description("Appends that are not durable yet")
                .register(meters);
        Gauge.builder("tsunagu.journal.accepting", journal, PlatformMeters::accepting)
                .description("1 while input is taken, 0 while it is refused")
                .register(meters);
    }

    /// How many scores were made, how long a round takes, and how far it is behind.
    void bind(SeverityPath severity) {
        counter(
                "tsunagu.severity.reports",
                "Severity reports appended to the journal",
                severity,
                path -> path.stats().reports());
        counter(
                "tsunagu.severity.superseding",
                "Of them, those that take the place of an earlier one",
                severity,
                path -> path.stats().superseding());
        Gauge.builder("tsunagu.severity.encounters", severity, p -> p.stats().encounters())
                .description("Encounters with anything known")
                .register(meters);
        Gauge.builder("tsunagu.severity.lag", severity, path -> path.stats().lag())
                .description("Records between the scorer and the journal's end")
                .register(meters);
        Gauge.builder("tsunagu.severity.unsent", severity, path -> path.stats().unsent())
                .description("Reports that wait because the journal takes none")
                .register(meters);
        Gauge.builder("tsunagu.severity.step", severity, path -> path.stats().lastStepMicros())
                .description("How long the last round of scoring took")
                .baseUnit("microseconds")
                .register(meters);
    }

    /// The histogram's steps, cumulative, tagged as Prometheus' own are, so that
    /// `histogram_quantile` reads them.
    private void bindLatency(JournalMetrics counts) {
        int step = 0;
        for (Bucket bucket : counts.latency()) {
            int index = step++;
            FunctionCounter.builder(
                            "tsunagu.journal.append.within",
                            counts,
                            journal -> journal.latency().get(index).count())
                    .description("Appends that were durable within so many seconds")
                    .tag("le", seconds(bucket.upToMicros()))
                    .register(meters);
        }
    }

    private static String seconds(long micros) {
        return micros == Long.MAX_VALUE
                ? "+Inf"
                : Double.toString(micros / (double) TimeUnit.SECONDS.toMicros(1));
    }

    /// What was met again, what waits, and how far behind the journal the store is.
    void bind(TelemetryStore store) {
        counter(
                "tsunagu.store.duplicates",
                "Frames met again and not stored again",
                store,
                TelemetryStore::duplicates);
        Gauge.builder("tsunagu.store.buffered", store, TelemetryStore::bufferedBytes)
                .description("Size of what waits in memory, estimated")
                .baseUnit("bytes")
                .register(meters);
        Gauge.builder("tsunagu.store.behind", store, PlatformMeters::behindSeconds)
                .description("Age of the oldest record that should be stored and is not")
                .baseUnit("seconds")
                .register(meters);
    }

    private <T> void counter(String name, String description, T object, ToDoubleFunction<T> count) {
        FunctionCounter.builder(name, object, count).description(description).register(meters);
    }

    private static double accepting(KafkaJournal journal) {
        return journal.writer().state() instanceof JournalState.Refusing ? 0 : 1;
    }

    private static double behindSeconds(TelemetryStore store) {
        return switch (store.state()) {
            case StoreState.Ok() -> 0;
            case StoreState.Behind(long millis) -> millis / 1_000.0;
            case StoreState.Away(long millis, _) -> millis / 1_000.0;
        };
    }
}
