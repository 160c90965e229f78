// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.tsunagu.deployment.platform.Platform;
import org.tsunagu.deployment.platform.PlatformOptions;
import org.tsunagu.simulator.load.LoadCounts;
import org.tsunagu.simulator.load.LoadOptions;
import org.tsunagu.simulator.load.LoadSender;

/// `bench live`: beds × (20 numerics/s + 4 waveforms × 250 Hz) in 100 ms frames through device
/// port, journal, store and hub to 50 WebSocket clients (10 boards of at most 150 beds, 40 bed
/// pages) that decode every frame. Load and clients run in the same process and count as its cost.
public final class LiveBench {
    private static final int BOARDS = 10;
    private static final int BEDS_OF_A_BOARD = 150;
    private static final int BED_PAGES = 40;
    private static final int MOST_CONNECTIONS = 100;
    private static final int LARGEST_MESSAGE_BYTES = 16 << 20;
    private static final int PATIENCE_SECONDS = 120;
    private static final long SEED = 20_261_120L;

    private LiveBench() {}

    /// Runs one row for each number of beds, each on a fresh platform.
    public static BenchReport run(
            List<Integer> beds, int warmUpSeconds, int seconds, PrintWriter out)
            throws IOException, InterruptedException {
        var report = new BenchReport("live");
        for (int number : beds) {
            out.println("live: " + number + " beds, warm-up " + warmUpSeconds + " s …");
            out.flush();
            Path data = Files.createTempDirectory("tsunagu-bench");
            try {
                LiveRow row = row(number, warmUpSeconds, seconds, data);
                report.row(row.cells());
                out.println("live: " + row.cells());
                row.ended().stream().distinct().forEach(why -> out.println("client lost: " + why));
                out.flush();
            } finally {
                delete(data);
            }
        }
        report.remark(
                "Latency: from the frame's last sample complete at the sender to decoded in the"
                        + " client, ms. One process with load, platform and 50 clients; PostgreSQL"
                        + " beside it.");
        report.remark(
                "merged: board summaries superseded before they were sent; dropped: bed-page"
                        + " records left out and marked; unexplained: frames neither sent nor"
                        + " marked. A row with unexplained loss or a lost client has no"
                        + " percentile.");
        return report;
    }

    private static LiveRow row(int beds, int warmUpSeconds, int seconds, Path data)
            throws InterruptedException {
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        try (Platform platform = Platform.start(PlatformOptions.quiet(data), _ -> {})) {
            LoadSender load =
                    await(
                            LoadSender.start(
                                    vertx,
                                    new LoadOptions(
                                            beds,
                                            Math.min(beds, MOST_CONNECTIONS),
                                            URI.create(
                                                    "ws://127.0.0.1:" + platform.ready().device()),
                                            platform.ready().deviceToken(),
                                            SEED,
                                            Duration.ofSeconds(warmUpSeconds / 2))));
            List<LiveClient> boards = new ArrayList<>();
            List<LiveClient> pages = new ArrayList<>();
            // kept and closed by hand: a WebSocket client nobody refers to is closed by Vert.x with
            // its connections as soon as it is collected
            WebSocketClient sockets = sockets(vertx);
            connect(sockets, platform, beds, boards, pages);
            pause(warmUpSeconds);
            var window = new MeasuredWindow(platform, await(load.counts()));
            Stream.concat(boards.stream(), pages.stream()).forEach(LiveClient::measure);
            pause(seconds);
            Stream.concat(boards.stream(), pages.stream()).forEach(LiveClient::stop);
            LoadCounts after = await(load.counts());
            LiveRow row = window.close(beds, after, boards, pages);
            await(load.close());
            await(sockets.close());
            return row;
        } finally {
            await(vertx.close());
        }
    }

    private static WebSocketClient sockets(Vertx vertx) {
        return vertx.createWebSocketClient(
                new WebSocketClientOptions()
                        .setMaxConnections(BOARDS + BED_PAGES)
                        .setMaxFrameSize(LARGEST_MESSAGE_BYTES)
                        .setMaxMessageSize(LARGEST_MESSAGE_BYTES));
    }

    private static void connect(
            WebSocketClient sockets,
            Platform platform,
            int beds,
            List<LiveClient> boards,
            List<LiveClient> pages)
            throws InterruptedException {
        for (int board = 0; board < BOARDS; board++) {
            int first = board * BEDS_OF_A_BOARD;
            String names =
                    IntStream.range(0, Math.min(beds, BEDS_OF_A_BOARD))
                            .mapToObj(i -> "\"" + LoadSender.bed((first + i) % beds) + "\"")
                            .collect(Collectors.joining(","));
            boards.add(
                    await(
                            LiveClient.connect(
                                    sockets,
                                    platform.ready(),
                                    "{\"type\":\"board\",\"values\":true,\"beds\":["
                                            + names
                                            + "]}")));
        }
        for (int page = 0; page < BED_PAGES; page++) {
            String bed = LoadSender.bed(page * Math.max(1, beds / BED_PAGES) % beds).value();
            pages.add(
                    await(
                            LiveClient.connect(
                                    sockets,
                                    platform.ready(),
                                    "{\"type\":\"bed\",\"bed\":\"" + bed + "\"}")));
        }
    }

    private static void pause(int seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static <T> T await(Future<T> step) throws InterruptedException {
        try {
            return step.toCompletionStage()
                    .toCompletableFuture()
                    .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the bench could not go on", failed.getCause());
        } catch (java.util.concurrent.TimeoutException late) {
            throw new IllegalStateException("the bench waited too long", late);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
