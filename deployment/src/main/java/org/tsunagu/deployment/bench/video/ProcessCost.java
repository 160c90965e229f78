// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench.video;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// What a process has used since it began, as the kernel counts it.
///
/// @param cpuMillis of all its threads, in user and kernel mode; counted in hundredths of a second
/// @param residentMiB memory it has now
record ProcessCost(long cpuMillis, double residentMiB) {
    private static final int USER_TICKS = 11;
    private static final int KERNEL_TICKS = 12;
    private static final long MILLIS_PER_TICK = 10; // Linux tells 100 a second on every machine
    private static final double KIB_PER_MIB = 1_024;

    static ProcessCost of(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        try {
            String stat = Files.readString(process.resolve("stat"));
            // the second field is a name and may have spaces in it
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[KERNEL_TICKS]);
            return new ProcessCost(ticks * MILLIS_PER_TICK, resident(process));
        } catch (IOException gone) {
            throw new UncheckedIOException("process " + pid + " is not there any more", gone);
        }
    }

    private static double resident(Path process) throws IOException {
        try (Stream<String> lines = Files.lines(process.resolve("status"))) {
            return lines.filter(line -> line.startsWith("VmRSS"))
                    .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / KIB_PER_MIB)
                    .findFirst()
                    .orElse(0);
        }
    }
}
