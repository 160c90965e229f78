// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.tsunagu.deployment.data.ReadyFile;

/// A platform in a process of its own, on ports that stay the same over its deaths.
final class PlatformProcess implements AutoCloseable {
    private final Path data;
    private final Path output;
    private final List<String> arguments;
    private ChildJvm process;

    private PlatformProcess(Path data, Path output, List<String> arguments) {
        this.data = data;
        this.output = output;
        this.arguments = arguments;
        this.process = ChildJvm.start(PlatformMain.class, output, arguments);
    }

    static PlatformProcess start(Path folder) throws IOException {
        Path data = folder.resolve("data");
        List<String> arguments =
                new ArrayList<>(List.of("up", "--beds", "0", "--data", data.toString()));
        for (String port : List.of("--http-port", "--mllp-port", "--device-port")) {
            arguments.addAll(List.of(port, Integer.toString(freePort())));
        }
        return new PlatformProcess(data, folder.resolve("platform.out"), arguments);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    Path data() {
        return data;
    }

    /// Starts it again over what it left.
    void startAgain() {
        try {
            Files.deleteIfExists(data.resolve("ready.json"));
        } catch (IOException inTheWay) {
            throw new UncheckedIOException(inTheWay);
        }
        process = ChildJvm.start(PlatformMain.class, output, arguments);
    }

    ReadyFile awaitReady() {
        Path file = data.resolve("ready.json");
        Await.until(
                () -> "a ready platform\n" + process.output(),
                Await.LONG,
                () -> {
                    if (!process.isAlive()) {
                        throw new AssertionError("the platform ended\n" + process.output());
                    }
                    return Files.exists(file);
                });
        return ReadyFile.read(file);
    }

    boolean isReady() {
        return Files.exists(data.resolve("ready.json"));
    }

    /// SIGKILL to the platform alone; its database server lives on without it.
    void kill() {
        process.kill();
    }

    /// SIGTERM, and everything ends in order.
    void stop() {
        process.stop();
    }

    @Override
    public void close() {
        process.kill();
        Postmaster.of(data).ifPresent(ProcessHandle::destroyForcibly);
    }
}
