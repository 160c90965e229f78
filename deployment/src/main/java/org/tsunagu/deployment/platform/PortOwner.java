// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.platform;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Finds out who listens on a TCP port, from `/proc` where there is one.
public final class PortOwner {
    private static final String LISTEN = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private PortOwner() {}

    /// The command that listens on `port`, for example `java (pid 4711)`.
    static Optional<String> of(int port) {
        return pid(port).map(PortOwner::inWords);
    }

    /// The process that listens on `port`.
    public static Optional<Long> pid(int port) {
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            Optional<Long> owner = inode(Path.of(table), port).flatMap(PortOwner::process);
            if (owner.isPresent()) {
                return owner;
            }
        }
        return Optional.empty();
    }

    private static String inWords(long pid) {
        try {
            String name = Files.readString(Path.of("/proc", Long.toString(pid), "comm")).strip();
            return name + " (pid " + pid + ")";
        } catch (IOException gone) {
            return "pid " + pid;
        }
    }

    private static Optional<String> inode(Path table, int port) {
        String wanted = String.format(Locale.ROOT, ":%04X", port);
        try {
            return Files.readAllLines(table).stream()
                    .map(line -> line.strip().split("\\s+"))
                    .filter(
                            fields ->
                                    fields.length > INODE
                                            && fields[LOCAL_ADDRESS].endsWith(wanted)
                                            && fields[STATE].equals(LISTEN))
                    .map(fields -> fields[INODE])
                    .findFirst();
        } catch (IOException noProc) {
            return Optional.empty();
        }
    }

    private static Optional<Long> process(String inode) {
        String wanted = "socket:[" + inode + "]";
        try (DirectoryStream<Path> processes =
                Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, wanted)) {
                    return Optional.of(Long.valueOf(process.getFileName().toString()));
                }
            }
        } catch (IOException noProc) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, String wanted) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path file : files) {
                if (Files.isSymbolicLink(file)
                        && Files.readSymbolicLink(file).toString().equals(wanted)) {
                    return true;
                }
            }
        } catch (IOException notOurs) {
            return false;
        }
        return false;
    }
}
