// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/// What a figure was measured on.
///
/// @param memoryMiB physical memory
/// @param load one-minute load average when the bench began
/// @param flags arguments of this JVM that matter
public record Machine(
        String processor,
        int cores,
        long memoryMiB,
        String system,
        String java,
        String flags,
        double load) {
    public static Machine here() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return new Machine(
                line("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                readMemoryMiB(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                System.getProperty("java.vm.name")
                        + " "
                        + System.getProperty("java.runtime.version"),
                String.join(
                        " ",
                        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                                .filter(argument -> argument.startsWith("-X"))
                                .toList()),
                system.getSystemLoadAverage());
    }

    void into(ObjectNode node) {
        node.put("processor", processor);
        node.put("cores", cores);
        node.put("memoryMiB", memoryMiB);
        node.put("system", system);
        node.put("java", java);
        node.put("flags", flags);
        node.put("loadAtStart", load);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%s, %d cores, %d MiB, %s, %s, %s, load %.2f at start",
                processor,
                cores,
                memoryMiB,
                system,
                java,
                flags,
                load);
    }

    private static long readMemoryMiB() {
        String total = line("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
        return total.isEmpty() ? 0 : Long.parseLong(total) / 1024;
    }

    private static String line(String file, String key) {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(key))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException noProc) {
            return "unknown";
        }
    }
}
