// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.intake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.BedFrame;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.MetricCode;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.ward.BedId;

/// What waits for the database of one bed. Grows under the lock of [Buffers] until a flush takes
/// it; from then on nobody changes it.
public final class PendingBed {
    private static final int BYTES_OF_A_ROW = 120;
    private static final int BYTES_OF_A_FRAME = 48;
    private static final int MOST_OPEN_RUNS = 8;

    private final BedId bed;
    private final long sinceNanos;
    private final Map<Integer, Mark> before = new HashMap<>();
    private final NumericColumns numerics = new NumericColumns();
    private final Map<MetricCode, List<WaveRun>> runs = new HashMap<>();
    private final List<AlertRow> alerts = new ArrayList<>();
    private final List<GapRow> gaps = new ArrayList<>();
    private final List<LinkReport> links = new ArrayList<>();
    private final Map<SessionKey, SeenNumbers> sequences = new HashMap<>();
    private final List<EventHash> hashes = new ArrayList<>();
    private long bytes;

    PendingBed(BedId bed, long sinceNanos) {
        this.bed = bed;
        this.sinceNanos = sinceNanos;
    }

    void add(BedFrame frame) {
        switch (frame.id()) {
            case EventId.Sequenced(var source, long epoch, long sequence) ->
                    sequences
                            .computeIfAbsent(new SessionKey(source, epoch), _ -> new SeenNumbers())
                            .add(sequence);
            case EventId.Message message -> hashes.add(EventHash.of(message));
        }
        bytes += BYTES_OF_A_FRAME;
        SourceId source = frame.id().source();
        long sizeOfNumerics = numerics.bytes();
        for (Numeric numeric : frame.numerics()) {
            numerics.add(numeric, frame);
        }
        bytes += numerics.bytes() - sizeOfNumerics;
        for (SampleArray waveform : frame.waveforms()) {
            addWaveform(source, waveform, frame);
        }
        for (Alert alert : frame.alerts()) {
            alerts.add(
                    new AlertRow(source, alert, frame.axis(alert.since()), frame.axis(alert.at())));
            bytes += BYTES_OF_A_ROW;
        }
        for (Gap gap : frame.gaps()) {
            gaps.add(
                    new GapRow(
                            source,
                            gap.code(),
                            frame.axis(gap.from()),
                            frame.axis(gap.to()),
                            gap.reason()));
            bytes += BYTES_OF_A_ROW;
        }
    }

    void add(LinkReport link) {
        links.add(link);
        bytes += BYTES_OF_A_ROW;
    }

    private void addWaveform(SourceId source, SampleArray waveform, BedFrame frame) {
        List<WaveRun> open = runs.computeIfAbsent(waveform.code(), _ -> new ArrayList<>());
        for (int i = open.size() - 1; i >= Math.max(0, open.size() - MOST_OPEN_RUNS); i--) {
            WaveRun run = open.get(i);
            if (run.isContinuedBy(source, waveform, frame.clock())) {
                long size = run.bytes();
                run.append(waveform, frame.clock());
                bytes += run.bytes() - size;
                return;
            }
        }
        for (SampleArray piece : WavePieces.of(waveform)) {
            var run = new WaveRun(source, piece, frame.clock());
            open.add(run);
            bytes += run.bytes();
        }
    }

    public BedId bed() {
        return bed;
    }

    /// Where each partition stood before the first record in here.
    Map<Integer, Mark> before() {
        return before;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    long bytes() {
        return bytes;
    }

    /// In the order they came; a row is made when it is asked for.
    public List<NumericRow> numerics() {
        return Collections.unmodifiableList(numerics);
    }

    public List<AlertRow> alerts() {
        return Collections.unmodifiableList(alerts);
    }

    public List<GapRow> gaps() {
        return Collections.unmodifiableList(gaps);
    }

    public List<LinkReport> links() {
        return Collections.unmodifiableList(links);
    }

    public Map<SessionKey, SeenNumbers> sequences() {
        return Collections.unmodifiableMap(sequences);
    }

    public List<EventHash> hashes() {
        return Collections.unmodifiableList(hashes);
    }

    /// The runs of one code that touch `[from, to)`, copied.
    List<WaveBlock> blocks(MetricCode code, AxisTime from, AxisTime to) {
        List<WaveBlock> blocks = new ArrayList<>();
        for (WaveRun run : runs.getOrDefault(code, List.of())) {
            WaveHead head = run.head();
            if (head.startsAt().compareTo(to) < 0 && head.endsAt().compareTo(from) > 0) {
                blocks.add(run.snapshot());
            }
        }
        return blocks;
    }

    /// What the runs are, without their samples.
    public List<WaveHead> heads() {
        return runs.values().stream().flatMap(List::stream).map(WaveRun::head).toList();
    }

    /// Every run as a block, runs that go on in one another joined.
    public List<WaveBlock> blocks() {
        List<WaveBlock> blocks = new ArrayList<>();
        for (List<WaveRun> ofCode : runs.values()) {
            blocks.addAll(WavePieces.join(ofCode.stream().map(WaveRun::snapshot).toList()));
        }
        return blocks;
    }
}
