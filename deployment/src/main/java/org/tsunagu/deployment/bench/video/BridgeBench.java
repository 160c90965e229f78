// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench.video;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import org.tsunagu.deployment.bench.BenchReport;
import org.tsunagu.simulator.media.clip.Clip;
import org.tsunagu.simulator.media.clip.SyntheticClip;
import org.tsunagu.simulator.media.clip.SyntheticClip.Shape;
import org.tsunagu.simulator.media.sdp.VideoCodec;

/// The bridge part of `bench video`: the same clients at one bridge after the other, in turns, so
/// that what else the machine does touches all of them.
final class BridgeBench {
    private static final double MEGABITS = 4;
    private static final double LARGE_MEGABITS = 8;
    private static final long SEED = 20_261_121L;
    private static final double MILLIS = 1e3;
    private static final String DIRECT = "none";

    private final BridgePlan plan;
    private final List<BridgeUnderTest> bridges;
    private final BenchReport report;
    private final PrintWriter out;
    private final Clip clip = SyntheticClip.of(Shape.p720(MEGABITS), SEED);
    private final Map<String, Stretch> measured = new LinkedHashMap<>();

    BridgeBench(
            BridgePlan plan, List<BridgeUnderTest> bridges, BenchReport report, PrintWriter out) {
        this.plan = plan;
        this.bridges = bridges;
        this.report = report;
        this.out = out;
    }

    void run() throws InterruptedException {
        for (int round = 0; round < plan.rounds(); round++) {
            int warmUp = round == 0 ? plan.warmUpSeconds() : plan.settleSeconds();
            direct(warmUp);
            for (BridgeUnderTest bridge : bridges) {
                delays(bridge, warmUp);
            }
        }
        Histogram baseline = stretch(DIRECT, 1).delayMicros();
        report.row(row(DIRECT, 1, stretch(DIRECT, 1), null));
        for (BridgeUnderTest bridge : bridges) {
            for (int viewers : plan.viewers()) {
                report.row(row(bridge.name(), viewers, stretch(bridge.name(), viewers), baseline));
            }
        }
        for (BridgeUnderTest bridge : bridges) {
            report.row(new StreamLimit(plan, clip, bridge).search(this::say));
        }
        for (BridgeUnderTest bridge : bridges) {
            everyFrame(bridge);
        }
        remarks();
    }

    private Stretch stretch(String name, int viewers) {
        Stretch known = measured.get(name + " " + viewers);
        if (known == null) {
            throw new IllegalStateException("nothing was measured of " + name);
        }
        return known;
    }

    private void say(String sentence) {
        out.println("video: " + sentence);
        out.flush();
    }

    private void direct(int warmUp) throws InterruptedException {
        try (Clients clients = Clients.direct(clip)) {
            measure(DIRECT, clients, CostMeter.NOTHING, warmUp);
        }
    }

    private void delays(BridgeUnderTest bridge, int warmUp) throws InterruptedException {
        try (Clients clients = Clients.at(bridge, clip)) {
            int before = warmUp;
            for (int viewers : plan.viewers()) {
                while (clients.viewers() < viewers) {
                    clients.view(bridge.viewing());
                }
                measure(bridge.name(), clients, bridge, before);
                before = plan.settleSeconds();
            }
        }
    }

    private void measure(String name, Clients clients, CostMeter cost, int warmUp)
            throws InterruptedException {
        clients.settle(warmUp);
        Stretch stretch = clients.measure(plan.windowSeconds(), cost);
        measured.merge(name + " " + clients.viewers(), stretch, Stretch::plus);
        say(name + ", " + clients.viewers() + " viewers: " + brief(stretch, clients.viewers()));
    }

    private static String brief(Stretch stretch, int viewers) {
        Histogram delay = stretch.delayMicros();
        return text(
                "delay p50 %.2f p99 %.2f ms, lost %d, bridge %d ms, clients %d ms CPU in %.0f s",
                delay.getValueAtPercentile(50) / MILLIS,
                delay.getValueAtPercentile(99) / MILLIS,
                stretch.lost(viewers),
                stretch.bridgeMillis(),
                stretch.ownMillis(),
                stretch.seconds());
    }

    private static Map<String, String> row(
            String bridge, int viewers, Stretch stretch, @Nullable Histogram baseline) {
        Histogram delay = stretch.delayMicros();
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("bridge", bridge);
        cells.put("viewers", Integer.toString(viewers));
        cells.put("delay p50 ms", text("%.3f", delay.getValueAtPercentile(50) / MILLIS));
        cells.put("p99 ms", text("%.3f", delay.getValueAtPercentile(99) / MILLIS));
        cells.put("max ms", text("%.1f", delay.getMaxValue() / MILLIS));
        cells.put("lost", text("%d of %d", stretch.lost(viewers), stretch.packets() * viewers));
        if (baseline != null) {
            cells.put("added p50 ms", text("%.3f", added(delay, baseline, 50)));
            cells.put("added p99 ms", text("%.3f", added(delay, baseline, 99)));
            cells.putAll(cost(viewers, stretch));
        }
        cells.put(
                "clients, % of a core",
                text("%.1f", stretch.ownMillis() / stretch.seconds() / MILLIS * 100));
        return cells;
    }

    /// What a bridge costs.
    static Map<String, String> cost(int viewers, Stretch stretch) {
        double core = stretch.bridgeMillis() / stretch.seconds() / MILLIS * 100;
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put(
                "CPU ms per forwarded Mbit",
                text("%.2f", stretch.bridgeMillis() / stretch.megabits()));
        cells.put("CPU per viewer, % of a core", text("%.2f", core / viewers));
        cells.put("memory MiB", text("%.0f", stretch.bridgeMiB()));
        return cells;
    }

    private static double added(Histogram delay, Histogram baseline, double percentile) {
        return (delay.getValueAtPercentile(percentile) - baseline.getValueAtPercentile(percentile))
                / MILLIS;
    }

    private void everyFrame(BridgeUnderTest bridge) throws InterruptedException {
        Clip large = SyntheticClip.of(Shape.p1080(VideoCodec.VP8, LARGE_MEGABITS), SEED);
        try (Clients clients = Clients.at(bridge, large)) {
            clients.view(bridge.viewing());
            clients.settle(plan.settleSeconds());
            Stretch stretch = clients.measure(plan.frameSeconds(), bridge);
            Map<String, String> cells = new LinkedHashMap<>();
            cells.put("bridge", bridge.name() + ", 1080p60 at 8 Mbit/s");
            cells.put("viewers", "1");
            Histogram delay = stretch.delayMicros();
            cells.put("delay p50 ms", text("%.3f", delay.getValueAtPercentile(50) / MILLIS));
            cells.put("p99 ms", text("%.3f", delay.getValueAtPercentile(99) / MILLIS));
            cells.put("max ms", text("%.1f", delay.getMaxValue() / MILLIS));
            cells.put("lost", text("%d of %d", stretch.lost(1), stretch.packets()));
            cells.put("frames in", Long.toString(stretch.frames()));
            cells.put("frames out", Long.toString(stretch.framesReceived()));
            cells.putAll(cost(1, stretch));
            report.row(cells);
            say(cells.toString());
        }
    }

    private void remarks() {
        report.remark(
                text(
                        "clip: noise that looks like VP8, 1280×720 at 60 fps and %.0f Mbit/s, a key"
                                + " frame four times as large every 2 s; each frame's packets leave"
                                + " at once. Delay: from before a packet is encrypted to its arrival,"
                                + " in one process, of each %dth packet; what comes late because the"
                                + " clients' one thread still takes other packets counts. Added:"
                                + " minus the same percentile without a bridge.",
                        MEGABITS, Clients.STAMP_EVERY));
        report.remark(
                text(
                        "%d rounds in turns, each %d s a figure after %d s of warm-up at first and %d s"
                                + " after each change, and until every viewer gets what is sent. CPU by the kernel's count of the bridge's"
                                + " process; embedded: %s. Nothing lost is asked for again.",
                        plan.rounds(),
                        plan.windowSeconds(),
                        plan.warmUpSeconds(),
                        plan.settleSeconds(),
                        String.join(" ", EmbeddedProcess.FLAGS)));
        report.remark(
                text(
                        "streams: viewers held while no more than %.1f %% of packets were lost and 99 %%"
                                + " were there within %d ms; %d at a time, at most %d.",
                        StreamLimit.MOST_LOST * 100,
                        StreamLimit.LATEST_MILLIS,
                        plan.streamStep(),
                        plan.mostStreams()));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
