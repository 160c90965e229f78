// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.deployment.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/// One row of the live bench.
///
/// @param acknowledgedPerSecond frames in the journal each second
/// @param unsent frames that were due and not sent: the sender could not keep its pace
/// @param refused frames the gateway did not take
/// @param latestMicros how late the sender itself was at its worst
/// @param merged board summaries superseded before they were sent
/// @param dropped records the hub left out and marked
/// @param missing frames absent from the bed pages
/// @param ended why clients saw nothing more before the end; empty when all of them stayed
/// @param cores per stage
record LiveRow(
        int beds,
        double acknowledgedPerSecond,
        long unsent,
        long refused,
        long latestMicros,
        Histogram boards,
        Histogram pages,
        long boardItems,
        long pageItems,
        long merged,
        long dropped,
        long missing,
        List<String> ended,
        Map<String, Double> cores,
        double residentMiB) {
    private static final double MICROS_PER_MILLI = 1_000;

    /// Frames of the bed pages that are neither there nor marked as left out.
    long unexplained() {
        return Math.max(0, missing - dropped);
    }

    LiveRow {
        ended = List.copyOf(ended);
    }

    Map<String, String> cells() {
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("beds", Integer.toString(beds));
        cells.put("frames/s acked", text("%.0f", acknowledgedPerSecond));
        percentiles(cells, "board", boards);
        percentiles(cells, "page", pages);
        cells.put("board items", Long.toString(boardItems));
        cells.put("page frames", Long.toString(pageItems));
        cells.put("merged", Long.toString(merged));
        cells.put("dropped", Long.toString(dropped));
        cells.put("unexplained", Long.toString(unexplained()));
        cells.put("clients lost", Integer.toString(ended.size()));
        cells.put("unsent/refused", unsent + "/" + refused);
        cells.put("sender late max ms", text("%.0f", latestMicros / MICROS_PER_MILLI));
        cores.forEach((stage, used) -> cells.put("cores " + stage, text("%.2f", used)));
        cells.put("RSS MiB", text("%.0f", residentMiB));
        return cells;
    }

    private void percentiles(Map<String, String> cells, String who, Histogram latency) {
        cells.put(
                who + " p50/p99/max ms",
                unexplained() > 0 || !ended.isEmpty() || latency.getTotalCount() == 0
                        ? "–"
                        : text(
                                "%.1f / %.1f / %.0f",
                                latency.getValueAtPercentile(50) / MICROS_PER_MILLI,
                                latency.getValueAtPercentile(99) / MICROS_PER_MILLI,
                                latency.getMaxValue() / MICROS_PER_MILLI));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
