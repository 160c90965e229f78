// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench.video;

import java.util.List;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;
import org.tsunagu.simulator.media.ViewerFigures;

/// What one measured stretch of playing was.
///
/// @param frames sent
/// @param packets sent
/// @param latestMicros how late the latest frame was sent
/// @param viewers what came to each
/// @param bridgeMillis CPU time of the bridge
/// @param bridgeMiB its memory afterwards
/// @param ownMillis CPU time of the clients
record Stretch(
        double seconds,
        long frames,
        long packets,
        long latestMicros,
        List<ViewerFigures> viewers,
        long bridgeMillis,
        double bridgeMiB,
        long ownMillis) {
    private static final double BITS_PER_MEGABIT = 1e6;
    private static final double NEARLY = 0.9;
    private static final int BYTE_BITS = 8;

    Stretch {
        viewers = List.copyOf(viewers);
    }

    /// The same measured again counts as one longer stretch; the memory is the larger.
    Stretch plus(Stretch other) {
        List<ViewerFigures> all = new java.util.ArrayList<>(viewers);
        all.addAll(other.viewers);
        return new Stretch(
                seconds + other.seconds,
                frames + other.frames,
                packets + other.packets,
                Math.max(latestMicros, other.latestMicros),
                all,
                bridgeMillis + other.bridgeMillis,
                Math.max(bridgeMiB, other.bridgeMiB),
                ownMillis + other.ownMillis);
    }

    /// Whether every viewer got nearly every frame and could read stamps.
    boolean isWhole() {
        return viewers.stream()
                .allMatch(
                        viewer ->
                                viewer.frames() >= frames * NEARLY
                                        && viewer.unread() <= viewer.delayMicros().getTotalCount());
    }

    private long sum(ToLongFunction<ViewerFigures> figure) {
        return viewers.stream().mapToLong(figure).sum();
    }

    Histogram delayMicros() {
        Histogram all = new Histogram(1, 60_000_000, 3);
        viewers.forEach(viewer -> all.add(viewer.delayMicros()));
        return all;
    }

    long received() {
        return sum(ViewerFigures::packets);
    }

    long framesReceived() {
        return sum(ViewerFigures::frames);
    }

    /// Packets every viewer should have got and did not: by what was sent, not by what the viewer
    /// noticed, for who gets nothing notices nothing.
    ///
    /// @param viewersAtATime how many there were in each stretch
    long lost(int viewersAtATime) {
        return Math.max(0, packets * viewersAtATime - received());
    }

    /// Megabits that came to viewers.
    double megabits() {
        return sum(ViewerFigures::bytes) * BYTE_BITS / BITS_PER_MEGABIT;
    }
}
