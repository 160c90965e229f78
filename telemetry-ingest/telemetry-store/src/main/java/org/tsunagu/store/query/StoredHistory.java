// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.query;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.tsunagu.store.database.Dictionary;
import org.tsunagu.store.history.History;
import org.tsunagu.store.history.LatestNumeric;
import org.tsunagu.store.history.NumericPage;
import org.tsunagu.store.history.Resolution;
import org.tsunagu.store.history.ResultPage;
import org.tsunagu.store.history.RollUpPage;
import org.tsunagu.store.history.SeverityPage;
import org.tsunagu.store.history.StoreUnavailable;
import org.tsunagu.store.history.StoredAlert;
import org.tsunagu.store.history.StoredEncounter;
import org.tsunagu.store.history.StoredResult;
import org.tsunagu.store.history.StoredSeverity;
import org.tsunagu.store.history.StoredStay;
import org.tsunagu.store.history.WaveformPage;
import org.tsunagu.store.intake.Buffers;
import org.tsunagu.store.intake.CommitGate;
import org.tsunagu.store.intake.NumericRow;
import org.tsunagu.store.intake.PresentState;
import org.tsunagu.store.intake.WaveBlock;
import org.tsunagu.store.intake.WaveHead;
import org.tsunagu.store.query.WaveformPages.BlockIn;
import org.tsunagu.store.query.WaveformPages.HeadIn;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.AnomalyReport;
import org.tsunagu.telemetry.record.SourceReport;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;

/// The history: database ∪ memory. Thread-safe.
public final class StoredHistory implements History {
    /// A page of waveforms holds no more samples, whatever was asked.
    private static final int MOST_SAMPLES = 5_000_000;

    private final OneView view;
    private final Buffers buffers;
    private final PresentState present;
    private final NumericReads numericReads;
    private final RollUpReads rollUpReads;
    private final WaveformReads waveformReads;
    private final HoleReads holeReads;
    private final BooleanSupplier loaded;

    /// @param loaded whether the present state was loaded from the database yet
    public StoredHistory(
            DataSource pool,
            CommitGate gate,
            Dictionary names,
            Buffers buffers,
            PresentState present,
            BooleanSupplier loaded) {
        this.loaded = loaded;
        this.view = new OneView(pool, gate);
        this.buffers = buffers;
        this.present = present;
        this.numericReads = new NumericReads(names);
        this.rollUpReads = new RollUpReads(names);
        this.waveformReads = new WaveformReads(names);
        this.holeReads = new HoleReads(names, buffers);
    }

    private record Held<T>(List<T> data, Holes holes) {}

    @Override
    public NumericPage numerics(
            Scope scope, MetricCode code, AxisTime from, AxisTime to, int limit) {
        requirePositive(limit);
        List<Window> windows = Window.of(scope, from, to, present);
        return view.read(
                () -> heldNumerics(windows, code, from, to),
                (connection, held) ->
                        numericReads.page(
                                connection,
                                windows,
                                code,
                                held.data(),
                                limit,
                                holeReads.read(connection, windows, code, from, to, held.holes())));
    }

    @Override
    public RollUpPage rollUps(
            Scope scope,
            MetricCode code,
            Resolution resolution,
            AxisTime from,
            AxisTime to,
            int limit) {
        requirePositive(limit);
        if (resolution == Resolution.RAW) {
            throw new IllegalArgumentException("raw numerics are no roll-up");
        }
        long width = resolution.bucketMicros();
        AxisTime begin = new AxisTime(Math.floorDiv(from.micros(), width) * width);
        AxisTime end = new AxisTime(Math.ceilDiv(to.micros(), width) * width);
        // Stretches of at most `limit` buckets until one has something, so that memory is bounded.
        while (begin.compareTo(end) < 0) {
            long most = Math.min(end.microsSince(begin) / width, limit);
            AxisTime pause = begin.plusMicros(most * width);
            RollUpPage page = rollUps(scope, code, resolution, begin, pause);
            boolean isLast = pause.compareTo(end) >= 0;
            if (isLast || !page.buckets().isEmpty()) {
                return new RollUpPage(page.buckets(), page.gaps(), isLast ? null : pause);
            }
            begin = pause;
        }
        return new RollUpPage(List.of(), List.of(), null);
    }

    private RollUpPage rollUps(
            Scope scope, MetricCode code, Resolution resolution, AxisTime from, AxisTime to) {
        List<Window> windows = Window.of(scope, from, to, present);
        return view.read(
                () -> heldNumerics(windows, code, from, to),
                (connection, held) -> {
                    Holes holes = holeReads.read(connection, windows, code, from, to, held.holes());
                    return new RollUpPage(
                            rollUpReads.buckets(connection, windows, code, resolution, held.data()),
                            holes.declaredBeside(List.of(), from, to),
                            null);
                });
    }

    private Held<NumericReads.Found> heldNumerics(
            List<Window> windows, MetricCode code, AxisTime from, AxisTime to) {
        List<NumericReads.Found> found = new ArrayList<>();
        for (Window window : windows) {
            for (NumericRow row :
                    buffers.numerics(window.bed(), code, window.from(), window.to())) {
                found.add(new NumericReads.Found(window, row));
            }
        }
        return new Held<>(found, holeReads.inMemory(windows, code, from, to));
    }

    @Override
    public WaveformPage waveforms(
            Scope scope, MetricCode code, AxisTime from, AxisTime to, int maxSamples) {
        requirePositive(maxSamples);
        List<Window> windows = Window.of(scope, from, to, present);
        return view.read(
                () -> heldBlocks(windows, code, from, to),
                (connection, held) -> {
                    List<HeadIn> heads = new ArrayList<>();
                    for (BlockIn each : held.data()) {
                        heads.add(new HeadIn(each.window(), each.block().head()));
                    }
                    AxisTime end = to;
                    for (Window window : windows) {
                        List<WaveHead> found = waveformReads.heads(connection, window, code);
                        for (WaveHead head : found) {
                            heads.add(new HeadIn(window, head));
                        }
                        if (found.size() == WaveformReads.MOST_BLOCKS) {
                            AxisTime last = found.getLast().startsAt();
                            end = last.compareTo(end) < 0 ? last : end;
                        }
                    }
                    int most = Math.min(maxSamples, MOST_SAMPLES);
                    AxisTime next = earlier(WaveformPages.cutOf(heads, most), end, to);
                    List<BlockIn> blocks = new ArrayList<>(held.data());
                    for (Window window : windows) {
                        Window asked = next == null ? window : window.until(next);
                        for (WaveBlock block : waveformReads.blocks(connection, asked, code)) {
                            blocks.add(new BlockIn(window, block));
                        }
                    }
                    return WaveformPages.page(
                            windows,
                            blocks,
                            holeReads.read(connection, windows, code, from, to, held.holes()),
                            next);
                });
    }

    /// Where a page ends: where its samples do, or where the blocks of one answer do, if that is
    /// before the end of the question.
    private static @Nullable AxisTime earlier(
            @Nullable AxisTime cut, AxisTime end, AxisTime asked) {
        if (end.compareTo(asked) >= 0) {
            return cut;
        }
        return cut != null && cut.compareTo(end) < 0 ? cut : end;
    }

    private Held<BlockIn> heldBlocks(
            List<Window> windows, MetricCode code, AxisTime from, AxisTime to) {
        List<BlockIn> found = new ArrayList<>();
        for (Window window : windows) {
            for (WaveBlock block : buffers.blocks(window.bed(), code, window.from(), window.to())) {
                found.add(new BlockIn(window, block));
            }
        }
        return new Held<>(found, holeReads.inMemory(windows, code, from, to));
    }

    @Override
    public SeverityPage severity(
            Scope scope, AxisTime from, AxisTime to, boolean superseded, int limit) {
        requirePositive(limit);
        List<SeverityReads.Stretch> stretches = new ArrayList<>();
        switch (scope) {
            case Scope.OfEncounter(EncounterId encounter) ->
                    stretches.add(new SeverityReads.Stretch(encounter, from, to));
            case Scope.OfBed _ -> {
                for (Window window : Window.of(scope, from, to, present)) {
                    EncounterId encounter = window.encounter();
                    if (encounter != null) {
                        stretches.add(
                                new SeverityReads.Stretch(encounter, window.from(), window.to()));
                    }
                }
            }
        }
        return view.read(
                buffers::severity,
                (connection, held) ->
                        SeverityReads.page(connection, stretches, held, superseded, limit));
    }

    @Override
    public ResultPage results(Scope scope, AxisTime from, AxisTime to, int limit) {
        requirePositive(limit);
        List<ResultReads.Stretch> stretches = new ArrayList<>();
        switch (scope) {
            case Scope.OfEncounter(EncounterId id) -> {
                StoredEncounter encounter = present.encounter(id);
                if (encounter != null) {
                    stretches.add(new ResultReads.Stretch(encounter, from, to));
                }
            }
            case Scope.OfBed _ -> {
                for (Window window : Window.of(scope, from, to, present)) {
                    EncounterId id = window.encounter();
                    StoredEncounter encounter = id == null ? null : present.encounter(id);
                    if (encounter != null) {
                        stretches.add(
                                new ResultReads.Stretch(encounter, window.from(), window.to()));
                    }
                }
            }
        }
        return view.read(
                () -> ResultReads.each(buffers.results()),
                (connection, held) -> ResultReads.page(connection, stretches, held, limit));
    }

    @Override
    public List<StoredSeverity> presentSeverity(AxisTime since) {
        List<EncounterId> encounters = present().presentEncounters();
        return view.read(
                buffers::severity,
                (connection, held) -> SeverityReads.present(connection, encounters, since, held));
    }

    @Override
    public List<StoredResult> presentResults(AxisTime since) {
        return view.read(
                () -> ResultReads.each(buffers.results()),
                (connection, held) ->
                        ResultReads.since(connection, since, held, MOST_PRESENT_RESULTS));
    }

    private static void requirePositive(int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("limit " + limit);
        }
    }

    @Override
    public List<LatestNumeric> latestNumerics() {
        return present().latestNumerics();
    }

    @Override
    public List<StoredAlert> openAlerts() {
        return present().openAlerts();
    }

    @Override
    public List<StoredStay> stays(int limit) {
        return present().stays(limit);
    }

    @Override
    public @Nullable StoredEncounter encounter(EncounterId id) {
        return present().encounter(id);
    }

    @Override
    public List<BedId> beds() {
        return present().beds();
    }

    @Override
    public List<SourceReport> sources() {
        return present().sources();
    }

    @Override
    public List<AnomalyReport> anomalies() {
        return present().anomalies();
    }

    private PresentState present() {
        if (!loaded.getAsBoolean()) {
            throw new StoreUnavailable("The store has not started yet", null);
        }
        return present;
    }
}
