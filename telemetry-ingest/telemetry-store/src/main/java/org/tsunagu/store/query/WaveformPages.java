// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.store.history.AxisGap;
import org.tsunagu.store.history.WaveformPage;
import org.tsunagu.store.intake.WaveBlock;
import org.tsunagu.store.intake.WaveHead;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.signal.Samples;

/// Puts blocks together to segments: cut at the borders of windows at sample precision, joined
/// where one goes on in the next. Pure.
final class WaveformPages {
    private static final Comparator<Cut> BY_DEVICE_TIME =
            Comparator.comparing((Cut cut) -> cut.head().source().value())
                    .thenComparing(cut -> cut.head().firstSampleAt())
                    .thenComparingInt(Cut::first);

    private static final long MOST_DEVIATION_MICROS = 5_000;

    private WaveformPages() {}

    /// A stretch of a block in a window: samples `[first, end)`.
    private record Cut(Window window, WaveBlock block, int first, int end) {
        WaveHead head() {
            return block.head();
        }

        AxisTime startsAt() {
            return head().startsAt().plusMicros(head().rate().microsOf(first));
        }

        AxisTime endsAt() {
            return head().startsAt().plusMicros(head().rate().microsOf(end));
        }

        boolean isContinuedBy(Cut next) {
            return window.equals(next.window)
                    && end == head().count()
                    && next.first == 0
                    && head().isContinuedBy(next.head());
        }
    }

    /// Where a page of at most `maxSamples` ends; null when everything fits.
    ///
    /// @param heads of all blocks of all windows, each with its window
    static @Nullable AxisTime cutOf(List<HeadIn> heads, int maxSamples) {
        List<HeadIn> sorted = new ArrayList<>(heads);
        sorted.sort(Comparator.comparing(each -> each.head().startsAt()));
        long samples = 0;
        for (HeadIn each : sorted) {
            int first = WaveformReads.firstAtOrAfter(each.head(), each.window().from());
            int end = WaveformReads.firstAtOrAfter(each.head(), each.window().to());
            if (samples + (end - first) > maxSamples) {
                long index = first + Math.max(1, maxSamples - samples);
                return each.head().startsAt().plusMicros(each.head().rate().microsOf(index));
            }
            samples += Math.max(0, end - first);
        }
        return null;
    }

    /// What a block is, and the window it was found for.
    record HeadIn(Window window, WaveHead head) {}

    /// A block, and the window it was found for.
    record BlockIn(Window window, WaveBlock block) {}

    /// @param windows what was asked, for the gaps a source declared at its edges
    static WaveformPage page(
            List<Window> windows, List<BlockIn> blocks, Holes holes, @Nullable AxisTime next) {
        List<Cut> cuts = new ArrayList<>();
        for (BlockIn each : blocks) {
            Window window = next == null ? each.window() : each.window().until(next);
            WaveHead head = each.block().head();
            int first = WaveformReads.firstAtOrAfter(head, window.from());
            int end = WaveformReads.firstAtOrAfter(head, window.to());
            if (first < end) {
                cuts.add(new Cut(window, each.block(), first, end));
            }
        }
        cuts.sort(BY_DEVICE_TIME);
        List<List<Cut>> runs = new ArrayList<>();
        for (Cut cut : cuts) {
            if (!runs.isEmpty()
                    && runs.getLast().getLast().isContinuedBy(cut)
                    && isOnTime(runs.getLast(), cut)) {
                runs.getLast().add(cut);
            } else {
                runs.add(new ArrayList<>(List.of(cut)));
            }
        }
        runs.sort(Comparator.comparing(run -> run.getFirst().startsAt()));
        List<WaveformPage.Segment> segments = runs.stream().map(WaveformPages::segment).toList();
        List<AxisGap> gaps = gaps(runs, holes);
        for (Window window : windows) {
            Window shown = next == null ? window : window.until(next);
            gaps.addAll(
                    holes.declaredBeside(gaps, shown.from(), shown.to()).stream()
                            .map(gap -> uncovered(gap, runs))
                            .filter(gap -> gap.from().compareTo(gap.to()) < 0)
                            .toList());
        }
        gaps.sort(Comparator.comparing(AxisGap::from));
        return new WaveformPage(segments, gaps, next);
    }

    /// Whether `next` starts on the axis where the segment's own rate puts it, so that a reader who
    /// counts samples from the segment's first is never further off than its uncertainty.
    private static boolean isOnTime(List<Cut> run, Cut next) {
        Cut first = run.getFirst();
        long samples = run.stream().mapToLong(cut -> cut.end() - cut.first()).sum();
        long due = first.startsAt().micros() + first.head().rate().microsOf(samples);
        return Math.abs(next.startsAt().micros() - due)
                <= Math.max(MOST_DEVIATION_MICROS, first.head().uncertaintyMicros());
    }

    private static WaveformPage.Segment segment(List<Cut> run) {
        Cut first = run.getFirst();
        WaveHead head = first.head();
        int count = 0;
        long uncertainty = 0;
        for (Cut cut : run) {
            count += cut.end() - cut.first();
            uncertainty = Math.max(uncertainty, cut.head().uncertaintyMicros());
        }
        int[] samples = new int[count];
        int at = 0;
        for (Cut cut : run) {
            cut.block().samples().copyTo(cut.first(), cut.end(), samples, at);
            at += cut.end() - cut.first();
        }
        return new WaveformPage.Segment(
                first.startsAt(),
                uncertainty,
                first.window().bed(),
                first.window().encounter(),
                head.rate(),
                estimatedRateHertz(run),
                head.gain(),
                head.offset(),
                head.unit(),
                Samples.of(samples));
    }

    /// Over several blocks the slope between their starts on the axis, else the block's own; a
    /// clock model that moved within its uncertainty tells no slope.
    private static double estimatedRateHertz(List<Cut> run) {
        WaveHead first = run.getFirst().head();
        WaveHead last = run.getLast().head();
        long moved = last.startOffsetMicros() - first.startOffsetMicros();
        long micros =
                last.firstSampleAt().micros()
                        - first.firstSampleAt().micros()
                        + (Math.abs(moved) > first.uncertaintyMicros() ? moved : 0);
        if (run.size() == 1 || micros <= 0) {
            return first.estimatedRateHertz();
        }
        long samples = 0;
        for (Cut cut : run.subList(0, run.size() - 1)) {
            samples += cut.head().count();
        }
        return samples * 1e6 / micros;
    }

    private static List<AxisGap> gaps(List<List<Cut>> runs, Holes holes) {
        List<AxisGap> gaps = new ArrayList<>();
        Cut reaching = null;
        for (List<Cut> run : runs) {
            Cut first = run.getFirst();
            if (reaching != null && isHole(reaching, first)) {
                gaps.add(holes.explain(reaching.endsAt(), first.startsAt()));
            }
            Cut last = run.getLast();
            if (reaching == null || last.endsAt().compareTo(reaching.endsAt()) > 0) {
                reaching = last;
            }
        }
        return gaps;
    }

    /// What of a declared gap no samples cover: a gap of all channels need not be one of this.
    private static AxisGap uncovered(AxisGap gap, List<List<Cut>> runs) {
        AxisTime from = gap.from();
        AxisTime to = gap.to();
        for (List<Cut> run : runs) {
            AxisTime begin = run.getFirst().startsAt();
            AxisTime end = run.getLast().endsAt();
            if (begin.compareTo(from) <= 0 && end.compareTo(from) > 0) {
                from = end;
            }
            if (begin.compareTo(to) < 0 && end.compareTo(to) >= 0) {
                to = begin;
            }
        }
        return new AxisGap(from, to.compareTo(from) < 0 ? from : to, gap.reason());
    }

    /// Of one source the device's clock tells, so that a step of our clock model is no gap; of two
    /// sources only the axis can.
    private static boolean isHole(Cut earlier, Cut later) {
        double tolerance = Math.max(1, later.head().rate().periodMicros() / 2);
        if (earlier.startsAt().compareTo(later.startsAt()) >= 0
                || earlier.endsAt().compareTo(later.startsAt()) >= 0) {
            return false;
        }
        if (earlier.head().source().equals(later.head().source())) {
            long due =
                    earlier.end() == earlier.head().count()
                            ? earlier.head().deviceEndsAt().micros()
                            : earlier.head().firstSampleAt().micros()
                                    + earlier.head().rate().microsOf(earlier.end());
            long found =
                    later.head().firstSampleAt().micros()
                            + later.head().rate().microsOf(later.first());
            return found - due > tolerance;
        }
        return later.startsAt().microsSince(earlier.endsAt()) > tolerance;
    }
}
