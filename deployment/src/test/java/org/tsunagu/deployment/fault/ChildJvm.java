// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A Java process with this test's class path, its output in a file.
final class ChildJvm implements AutoCloseable {
    private static final int OUTPUT_LINES = 60;
    private static final int STOP_SECONDS = 60;

    private final Process process;
    private final Path output;

    private ChildJvm(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// @param output appended to
    static ChildJvm start(Class<?> main, Path output, List<String> arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Xmx512m",
                                "--enable-native-access=ALL-UNNAMED",
                                "--sun-misc-unsafe-memory-access=allow",
                                "-Duser.timezone=Asia/Kathmandu",
                                "-Duser.language=de",
                                "-Duser.country=DE",
                                "-cp",
                                System.getProperty("java.class.path"),
                                main.getName()));
        command.addAll(arguments);
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                            .start();
            return new ChildJvm(process, output);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// SIGKILL.
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /// The children of this project that are asked this way end when their standard input does.
    void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyClosed) {
            throw new UncheckedIOException(alreadyClosed);
        }
    }

    /// SIGTERM.
    void stop() {
        process.destroy();
        awaitExit();
    }

    int awaitExit() {
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("does not end:\n" + output());
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }

    /// The last lines it said.
    String output() {
        try {
            List<String> lines = Files.readAllLines(output, StandardCharsets.UTF_8);
            return String.join(
                    "\n", lines.subList(Math.max(0, lines.size() - OUTPUT_LINES), lines.size()));
        } catch (IOException unreadable) {
            return String.valueOf(unreadable);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
