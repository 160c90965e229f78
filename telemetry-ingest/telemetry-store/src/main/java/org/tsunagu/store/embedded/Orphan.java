// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A server that outlived the process which started it.
final class Orphan {
    private static final Logger LOG = LoggerFactory.getLogger(Orphan.class);
    private static final int PATIENCE_SECONDS = 20;

    private Orphan() {}

    /// Stops the server that `postmaster.pid` of this cluster names, if it lives. Its clients died
    /// with their process, so the smart shutdown of SIGTERM ends at once; one that does not is
    /// killed, and the write-ahead log brings every commit back.
    static void stop(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        if (!Files.exists(file)) {
            return;
        }
        Optional<ProcessHandle> server = ProcessHandle.of(pidOf(data)).filter(Orphan::isPostgres);
        if (server.isEmpty()) {
            return;
        }
        LOG.warn(
                "An earlier database server (process {}) still runs over {}: stopping it",
                server.get().pid(),
                data);
        List<ProcessHandle> backends = server.get().descendants().toList();
        server.get().destroy();
        if (!await(server.get())) {
            server.get().destroyForcibly();
            await(server.get());
            backends.forEach(ProcessHandle::destroyForcibly);
            backends.forEach(Orphan::await);
        }
    }

    /// The process id in `postmaster.pid`, -1 when there is none.
    static long pidOf(Path data) throws IOException {
        Path file = data.resolve("postmaster.pid");
        List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
        try {
            return lines.isEmpty() ? -1 : Long.parseLong(lines.getFirst().strip());
        } catch (NumberFormatException notWritten) {
            return -1;
        }
    }

    /// Process ids are given again: only a postgres is taken for ours.
    private static boolean isPostgres(ProcessHandle process) {
        return process.isAlive()
                && process.info().command().map(name -> name.contains("postgres")).orElse(false);
    }

    private static boolean await(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException | TimeoutException stillThere) {
            return false;
        }
    }
}
