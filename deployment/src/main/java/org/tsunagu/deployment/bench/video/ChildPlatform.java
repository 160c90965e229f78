// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench.video;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tsunagu.deployment.platform.PlatformException;

/// `up` in a process of its own, so that what it costs is its own.
final class ChildPlatform implements AutoCloseable {
    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(30);
    private static final int LOOK_MILLIS = 200;

    /// By name: the command line knows the benches, not they the command line.
    private static final String MAIN = "org.tsunagu.deployment.cli.Tsunagu";

    private final Process process;
    private final Path readyFile;

    private ChildPlatform(Process process, Path readyFile) {
        this.process = process;
        this.readyFile = readyFile;
    }

    static ChildPlatform start(Path folder, int beds, @Nullable URI jitsi, PrintWriter out)
            throws IOException, InterruptedException {
        Path ready = folder.resolve("ready.json");
        Path log = folder.resolve("platform.log");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                java(),
                                "-XX:+UseZGC",
                                "-Xmx1g",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Dtsunagu.root=" + System.getProperty("tsunagu.root", "."),
                                "-cp",
                                System.getProperty("java.class.path"),
                                MAIN,
                                "up",
                                "--beds",
                                Integer.toString(beds),
                                "--data",
                                folder.resolve("data").toString(),
                                "--ready-file",
                                ready.toString()));
        for (String port : List.of("http", "mllp", "device", "media")) {
            command.addAll(List.of("--" + port + "-port", "0"));
        }
        if (jitsi != null) {
            command.addAll(List.of("--jitsi", jitsi.toString()));
        }
        out.println("  a platform starts in a process of its own …");
        out.flush();
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        var platform = new ChildPlatform(process, ready);
        try {
            platform.awaitReady(log);
            return platform;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            platform.close();
            throw failed;
        }
    }

    /// The program that runs this process.
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    Path readyFile() {
        return readyFile;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private void awaitReady(Path log) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + STARTS_WITHIN.toNanos();
        while (!Files.exists(readyFile)) {
            boolean ended = process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (ended || System.nanoTime() > deadline) {
                String said = Files.exists(log) ? Files.readString(log) : "";
                throw new PlatformException(
                        (ended ? "the platform ended: " : "the platform is not ready: ") + said);
            }
        }
    }
}
