// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench.video;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import org.tsunagu.simulator.media.clip.Clip;

/// Adds viewers until a bridge, or this machine with bridge and clients on it, no longer keeps up.
final class StreamLimit {
    static final double MOST_LOST = 0.001;
    static final int LATEST_MILLIS = 20;
    private static final double MILLIS = 1e3;

    private final BridgePlan plan;
    private final Clip clip;
    private final BridgeUnderTest bridge;

    StreamLimit(BridgePlan plan, Clip clip, BridgeUnderTest bridge) {
        this.plan = plan;
        this.clip = clip;
        this.bridge = bridge;
    }

    /// The row of the most viewers that were held; a bridge that holds none says so.
    Map<String, String> search(Consumer<String> told) throws InterruptedException {
        Map<String, String> held = new LinkedHashMap<>();
        held.put("bridge", bridge.name() + ", most streams");
        held.put("viewers", "0");
        try (Clients clients = Clients.at(bridge, clip)) {
            while (clients.viewers() < plan.mostStreams()) {
                add(clients);
                clients.settle(plan.settleSeconds());
                Stretch stretch = clients.measure(plan.windowSeconds(), bridge);
                Map<String, String> row = row(clients.viewers(), stretch);
                told.accept(row.toString());
                if (!holds(clients.viewers(), stretch)) {
                    held.put(
                            "limit",
                            "not held: "
                                    + row.get("viewers")
                                    + " with p99 "
                                    + row.get("p99 ms")
                                    + " ms, lost "
                                    + row.get("lost"));
                    return held;
                }
                held = row;
            }
            held.put("limit", "not reached");
            return held;
        }
    }

    private void add(Clients clients) throws InterruptedException {
        int wanted = Math.min(plan.mostStreams(), clients.viewers() + plan.streamStep());
        while (clients.viewers() < wanted) {
            clients.view(bridge.viewing());
        }
    }

    private static boolean holds(int viewers, Stretch stretch) {
        double lost = (double) stretch.lost(viewers) / (stretch.packets() * viewers);
        double p99 = stretch.delayMicros().getValueAtPercentile(99) / MILLIS;
        return lost <= MOST_LOST && p99 <= LATEST_MILLIS;
    }

    private Map<String, String> row(int viewers, Stretch stretch) {
        Histogram delay = stretch.delayMicros();
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("bridge", bridge.name() + ", most streams");
        cells.put("viewers", Integer.toString(viewers));
        cells.put("delay p50 ms", text("%.3f", delay.getValueAtPercentile(50) / MILLIS));
        cells.put("p99 ms", text("%.3f", delay.getValueAtPercentile(99) / MILLIS));
        cells.put("max ms", text("%.1f", delay.getMaxValue() / MILLIS));
        cells.put("lost", stretch.lost(viewers) + " of " + stretch.packets() * viewers);
        cells.putAll(BridgeBench.cost(viewers, stretch));
        cells.put(
                "clients, % of a core",
                text("%.1f", stretch.ownMillis() / stretch.seconds() / MILLIS * 100));
        return cells;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
