// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.tsunagu.deployment.platform.Platform;
import org.tsunagu.simulator.replay.Replay;
import org.tsunagu.simulator.replay.ReplayException;
import org.tsunagu.simulator.replay.ReplayOptions;
import org.tsunagu.simulator.replay.ReplayProgress;
import org.tsunagu.simulator.replay.ReplayTarget;
import org.tsunagu.telemetry.ward.BedId;

/// Does behind the scenes what the browser script asks for while it looks: a device that sends,
/// stumbles or falls silent, a recording, the end of the server. POST on loopback, 204 when done.
final class Stagehands implements AutoCloseable {
    private static final String RECORDED_BED = "ICU-1";

    private final Platform platform;
    private final Optional<Path> recording;
    private final Vertx vertx = Vertx.vertx();
    private final HandheldMonitor monitor;
    private final ExecutorService hands = Executors.newCachedThreadPool();
    private final HttpServer door;

    private Stagehands(Platform platform, Optional<Path> recording) throws IOException {
        this.platform = platform;
        this.recording = recording;
        this.monitor = new HandheldMonitor(vertx, deviceAddress(), platform.ready().deviceToken());
        this.door =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        door.setExecutor(hands);
        door.createContext("/", this::asked);
        door.start();
    }

    static Stagehands ready(Platform platform, Optional<Path> recording) throws IOException {
        return new Stagehands(platform, recording);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + door.getAddress().getPort());
    }

    private URI deviceAddress() {
        return URI.create("ws://127.0.0.1:" + platform.ready().device() + "/device");
    }

    private void asked(HttpExchange exchange) throws IOException {
        try (exchange) {
            String wish = exchange.getRequestURI().getPath().substring(1);
            try {
                fulfil(wish);
                exchange.sendResponseHeaders(204, -1);
            } catch (RuntimeException cannot) {
                byte[] why = String.valueOf(cannot).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(500, why.length);
                exchange.getResponseBody().write(why);
            }
        }
    }

    private void fulfil(String wish) {
        switch (wish) {
            case "replay" -> hands.execute(this::replay);
            case "stop-platform" -> platform.close();
            default ->
                    monitor.become(
                            HandheldMonitor.Mood.valueOf(
                                    wish.replace('-', '_').toUpperCase(Locale.ROOT)));
        }
    }

    /// Runs until interrupted.
    private void replay() {
        var target = new ReplayTarget.DeviceStream(deviceAddress(), platform.ready().deviceToken());
        var options =
                ReplayOptions.live(recording.orElseThrow(), new BedId(RECORDED_BED), target)
                        .loop(true);
        try {
            Replay.run(
                    options,
                    new ReplayProgress() {
                        @Override
                        public void note(String line) {
                            System.out.println("  replay   " + line);
                        }

                        @Override
                        public void sent(java.time.Instant upTo, double fraction) {
                            // The browser shows it.
                        }
                    });
        } catch (ReplayException cannot) {
            System.out.println("  replay   " + cannot.getMessage());
        }
    }

    @Override
    public void close() {
        door.stop(0);
        hands.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
