// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.HdrHistogram.Histogram;
import org.tsunagu.deployment.platform.Platform;
import org.tsunagu.simulator.load.LoadCounts;

/// What went on between two moments of a live bench: threads, processes, counters.
final class MeasuredWindow {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double KIB_PER_MIB = 1024;

    private final Platform platform;
    private final LoadCounts loadBefore;
    private final long mergedBefore;
    private final ThreadCosts threadsBefore = ThreadCosts.now();
    private final Duration processBefore = processCpu();
    private final Duration databaseBefore = databaseCpu();
    private final long startNanos = System.nanoTime();

    MeasuredWindow(Platform platform, LoadCounts loadBefore) {
        this.platform = platform;
        this.loadBefore = loadBefore;
        this.mergedBefore = platform.liveCounters().merged();
    }

    LiveRow close(int beds, LoadCounts loadAfter, List<LiveClient> boards, List<LiveClient> pages) {
        double seconds = (System.nanoTime() - startNanos) / NANOS_PER_SECOND;
        Map<String, Double> cores =
                new TreeMap<>(ThreadCosts.now().since(threadsBefore, MeasuredWindow::stageOf));
        cores.put(
                "process",
                processCpu().minus(processBefore).toNanos() / NANOS_PER_SECOND / seconds);
        cores.put(
                "PostgreSQL",
                databaseCpu().minus(databaseBefore).toNanos() / NANOS_PER_SECOND / seconds);
        return new LiveRow(
                beds,
                (loadAfter.acknowledged() - loadBefore.acknowledged()) / seconds,
                loadAfter.due() - loadAfter.sent(),
                loadAfter.overflowed() + loadAfter.refused(),
                loadAfter.latestMicros(),
                sum(boards),
                sum(pages),
                boards.stream().mapToLong(LiveClient::items).sum(),
                pages.stream().mapToLong(LiveClient::items).sum(),
                platform.liveCounters().merged() - mergedBefore,
                Stream.concat(boards.stream(), pages.stream()).mapToLong(LiveClient::dropped).sum(),
                pages.stream().mapToLong(LiveClient::missing).sum(),
                Stream.concat(boards.stream(), pages.stream())
                        .map(LiveClient::ended)
                        .filter(Objects::nonNull)
                        .toList(),
                cores,
                residentMiB());
    }

    private static Histogram sum(List<LiveClient> clients) {
        var all = new Histogram(1, 60_000_000, 3);
        clients.forEach(client -> all.add(client.latency()));
        return all;
    }

    /// Which stage of the path a thread belongs to, by its name.
    private static String stageOf(String thread) {
        String name = thread.toLowerCase(Locale.ROOT);
        if (name.contains("vert.x-eventloop")
                || name.contains("virtual")
                || name.contains("forkjoin")) {
            return "event loops";
        }
        if (name.contains("kafka-producer")) {
            return "journal client";
        }
        if (name.startsWith("data-plane")
                || name.contains("kafka")
                || name.contains("raft")
                || name.contains("broker")) {
            return "journal broker";
        }
        if (name.contains("store")) {
            return "store";
        }
        if (name.contains("journal") || name.contains("reader")) {
            return "journal readers";
        }
        return "other";
    }

    private static Duration processCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static Duration databaseCpu() {
        return ProcessHandle.allProcesses()
                .filter(process -> process.info().command().orElse("").endsWith("/bin/postgres"))
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static double residentMiB() {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB)
                    .findFirst()
                    .orElse(0);
        } catch (IOException noProc) {
            return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getCommitted()
                    / (KIB_PER_MIB * KIB_PER_MIB);
        }
    }
}
