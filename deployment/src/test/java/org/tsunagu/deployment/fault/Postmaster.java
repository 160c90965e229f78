// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The embedded database's server process, by its pid file.
final class Postmaster {
    private Postmaster() {}

    /// The one that lives over this data folder.
    static Optional<ProcessHandle> of(Path data) {
        Path file = data.resolve("database").resolve("data").resolve("postmaster.pid");
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                            .filter(ProcessHandle::isAlive)
                            .filter(
                                    process ->
                                            process.info()
                                                    .command()
                                                    .orElse("")
                                                    .contains("postgres"));
        } catch (IOException | NumberFormatException beingWritten) {
            return Optional.empty();
        }
    }

    /// SIGKILL, and its end.
    static void kill(ProcessHandle server) {
        server.destroyForcibly();
        server.onExit().join();
    }

    /// SIGSTOP or SIGCONT to the server and its children, as a machine that hangs.
    static void signal(String name, ProcessHandle server) {
        Stream.concat(Stream.of(server), server.descendants())
                .forEach(process -> send(name, process));
    }

    private static void send(String name, ProcessHandle process) {
        try {
            int result =
                    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .inheritIO()
                            .start()
                            .waitFor();
            assertThat(result == 0 || !process.isAlive()).as("kill -" + name).isTrue();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopped);
        }
    }
}
