// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.journal.kafka;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A [JournalChild] and the lines it printed.
final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final Thread reader;
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());

    ChildProcess(String mode, Path directory, long number) throws IOException {
        process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xmx384m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                JournalChild.class.getName(),
                                mode,
                                directory.toString(),
                                Long.toString(number))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        reader = Thread.ofPlatform().daemon().start(this::read);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /// Only whole lines count: a line cut by the kill was never said.
    private void read() {
        try (BufferedReader out = process.inputReader(StandardCharsets.US_ASCII)) {
            var line = new StringBuilder();
            for (int c = out.read(); c >= 0; c = out.read()) {
                if (c == '\n') {
                    lines.add(line.toString());
                    line.setLength(0);
                } else {
                    line.append((char) c);
                }
            }
        } catch (IOException closed) {
            throw new UncheckedIOException(closed);
        }
    }

    void awaitLine(String start) {
        Await.until("a line " + start, Duration.ofSeconds(60), () -> hasLine(start));
    }

    private boolean hasLine(String start) {
        synchronized (lines) {
            return lines.stream().anyMatch(line -> line.startsWith(start));
        }
    }

    /// SIGKILL, then everything it had said before.
    List<String> kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        reader.join();
        return List.copyOf(lines);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
