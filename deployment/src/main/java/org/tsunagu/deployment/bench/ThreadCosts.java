// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// CPU time per group of threads between two moments. Virtual threads count with their carriers;
/// threads that ended in between are lost from their group and show in the process total only.
final class ThreadCosts {
    private static final double NANOS_PER_SECOND = 1e9;

    private final Map<Long, Long> nanosByThread;
    private final Map<Long, String> names;
    private final long at;

    private ThreadCosts(Map<Long, Long> nanosByThread, Map<Long, String> names, long at) {
        this.nanosByThread = nanosByThread;
        this.names = names;
        this.at = at;
    }

    static ThreadCosts now() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Map<Long, Long> nanos = new HashMap<>();
        Map<Long, String> names = new HashMap<>();
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null) {
                nanos.put(thread.getThreadId(), threads.getThreadCpuTime(thread.getThreadId()));
                names.put(thread.getThreadId(), thread.getThreadName());
            }
        }
        return new ThreadCosts(nanos, names, System.nanoTime());
    }

    /// Cores used per group since `earlier`.
    ///
    /// @param groupOf names the group of a thread by its name
    Map<String, Double> since(ThreadCosts earlier, Function<String, String> groupOf) {
        Map<String, Double> cores = new TreeMap<>();
        double seconds = (at - earlier.at) / NANOS_PER_SECOND;
        nanosByThread.forEach(
                (thread, nanos) -> {
                    long before = earlier.nanosByThread.getOrDefault(thread, 0L);
                    cores.merge(
                            groupOf.apply(names.getOrDefault(thread, "")),
                            (nanos - before) / NANOS_PER_SECOND / seconds,
                            Double::sum);
                });
        return cores;
    }
}
