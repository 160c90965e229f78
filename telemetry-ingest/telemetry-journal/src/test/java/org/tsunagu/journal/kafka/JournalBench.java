// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.tsunagu.journal.Journal.ReadFrom;
import org.tsunagu.journal.JournalEntry;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.record.BedFrame;

/// 10,000 bed frames a second through one embedded journal to one reader, load included: CPU,
/// time to durable, time to the reader (milliseconds), bytes on disk. By hand, never in a build.
///
/// Arguments: a directory for the data, then compression names.
final class JournalBench {
    private static final int BEDS = 1_000;
    private static final int PER_SECOND = 10_000;
    private static final int TICK_MILLIS = 10;
    private static final int PER_TICK = PER_SECOND * TICK_MILLIS / 1_000;
    private static final int WARM_UP_SECONDS = 10;
    private static final int SECONDS = 10;
    private static final int PREPARED = 20_000;

    private final double[] durableMillis = new double[PER_SECOND * SECONDS * 2];
    private final double[] readMillis = new double[PER_SECOND * SECONDS * 2];
    private final AtomicInteger durable = new AtomicInteger();
    private final AtomicInteger read = new AtomicInteger();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean measuring;
    private long sent;

    public static void main(String[] args) throws Exception {
        for (int i = 1; i < args.length; i++) {
            new JournalBench().run(Path.of(args[0]).resolve(args[i] + "-" + i), args[i]);
        }
    }

    private void run(Path directory, String compression) throws Exception {
        BedFrame[] frames = prepare();
        Vertx vertx = Vertx.vertx();
        var config = JournalConfig.embedded(directory).withCompression(compression);
        try (var journal = KafkaJournal.open(vertx, config);
                var _ = journal.openReader("bench", new ReadFrom.End(), this::note)) {
            long timer = vertx.setPeriodic(TICK_MILLIS, _ -> tick(journal, frames));
            pause(WARM_UP_SECONDS);
            var os = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            long cpu = os.getProcessCpuTime();
            long wall = System.nanoTime();
            long records = journal.metrics().records();
            long bytes = journal.metrics().bytes();
            measuring = true;
            pause(SECONDS);
            measuring = false;
            vertx.cancelTimer(timer);
            double seconds = (System.nanoTime() - wall) / 1e9;
            double cores = (os.getProcessCpuTime() - cpu) / 1e9 / seconds;
            records = journal.metrics().records() - records;
            bytes = journal.metrics().bytes() - bytes;
            System.out.printf(
                    Locale.ROOT,
                    "%s: %.0f records/s of %d B, %.2f cores, durable p50 %.1f p99 %.1f ms, read"
                            + " p50 %.0f p99 %.0f ms, %.2f of the bytes on disk, %d failed%n",
                    compression,
                    records / seconds,
                    bytes / Math.max(1, records),
                    cores,
                    percentile(durableMillis, durable.get(), 0.5),
                    percentile(durableMillis, durable.get(), 0.99),
                    percentile(readMillis, read.get(), 0.5),
                    percentile(readMillis, read.get(), 0.99),
                    onDisk(directory) / (double) journal.metrics().bytes(),
                    failures.get());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static BedFrame[] prepare() {
        var random = new Random(1);
        var frames = new BedFrame[PREPARED];
        for (int i = 0; i < PREPARED; i++) {
            frames[i] = Frames.typical("bed-" + i % BEDS, 1 + i / BEDS, Frames.nowMicros(), random);
        }
        return frames;
    }

    /// The prepared frame with this moment's arrival time.
    private static BedFrame now(BedFrame f) {
        return new BedFrame(
                f.id(),
                f.bed(),
                f.kind(),
                f.sentAt(),
                new ArrivalTime(Frames.nowMicros()),
                f.clock(),
                f.claimedPerson(),
                f.numerics(),
                f.waveforms(),
                f.alerts(),
                f.gaps());
    }

    private void tick(KafkaJournal journal, BedFrame[] frames) {
        for (int i = 0; i < PER_TICK; i++) {
            long start = System.nanoTime();
            boolean counts = measuring;
            journal.writer()
                    .append(now(frames[(int) (sent++ % frames.length)]))
                    .onSuccess(
                            _ -> {
                                if (counts) {
                                    durableMillis[durable.getAndIncrement()] =
                                            (System.nanoTime() - start) / 1e6;
                                }
                            })
                    .onFailure(_ -> failures.incrementAndGet());
        }
    }

    private void note(List<JournalEntry> batch) {
        long now = System.currentTimeMillis();
        if (measuring) {
            batch.forEach(
                    e -> readMillis[read.getAndIncrement()] = now - e.arrivedAt().micros() / 1_000);
        }
    }

    private static double percentile(double[] values, int count, double quantile) {
        double[] sorted = Arrays.copyOf(values, count);
        Arrays.sort(sorted);
        return count == 0 ? Double.NaN : sorted[(int) Math.min(count - 1, count * quantile)];
    }

    private static long onDisk(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(f -> f.toString().endsWith(".log"))
                    .filter(f -> f.toString().contains(JournalConfig.TOPIC))
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        }
    }

    private static void pause(int seconds) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < deadline) {
            LockSupport.parkNanos(deadline - System.nanoTime());
        }
    }
}
