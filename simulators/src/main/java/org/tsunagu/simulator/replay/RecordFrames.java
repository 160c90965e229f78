// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.replay;

import java.io.Closeable;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tsunagu.simulator.device.BedContent;
import org.tsunagu.simulator.device.DeviceClock;
import org.tsunagu.simulator.device.Measured;
import org.tsunagu.simulator.wfdb.Chunk;
import org.tsunagu.simulator.wfdb.RecordReader;
import org.tsunagu.simulator.wfdb.SignalRun;
import org.tsunagu.simulator.wfdb.WfdbException;
import org.tsunagu.simulator.wfdb.WfdbRecord;
import org.tsunagu.simulator.wfdb.WfdbSignal;
import org.tsunagu.telemetry.axis.SampleRate;
import org.tsunagu.telemetry.signal.AbsentReason;
import org.tsunagu.telemetry.signal.Gap;
import org.tsunagu.telemetry.signal.GapReason;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.signal.SampleArray;
import org.tsunagu.telemetry.signal.Samples;
import org.tsunagu.telemetry.ward.BedId;

/// Cuts a record into the frames a device would have sent. The same record, bed, time, clock and
/// plan give the same frames, bit for bit.
final class RecordFrames implements Closeable {
    private static final long MICROS_PER_SECOND = 1_000_000;
    private static final int MOST_SAMPLES_PER_ARRAY = 20_000;

    private final BedId bed;
    private final SampleRate rate;
    private final long atMicros;
    private final DeviceClock clock;
    private final FramePlan plan;
    private final RecordReader reader;
    private final Map<String, Channel> channels = new HashMap<>();
    private final GapBook gaps;
    private final int mostFrames;
    private final ArrayDeque<PlannedFrame> ready = new ArrayDeque<>();
    private long position;
    private long cell;
    private long lastDueMicros;
    private boolean ended;

    /// @param atMicros true time of the first sample
    RecordFrames(WfdbRecord record, BedId bed, long atMicros, DeviceClock clock, FramePlan plan) {
        this.bed = bed;
        this.rate = record.frameRate();
        this.atMicros = atMicros;
        this.clock = clock;
        this.plan = plan;
        this.reader = record.reader();
        Channel.of(record.signals(), rate).forEach(c -> channels.put(c.name(), c));
        this.gaps = new GapBook(clock, plan.longestGapMicros());
        int widest =
                record.signals().stream().mapToInt(WfdbSignal::samplesPerFrame).max().orElse(1);
        this.mostFrames = MOST_SAMPLES_PER_ARRAY / widest;
    }

    /// The next frame; null at the end of the record.
    @Nullable PlannedFrame next() throws IOException, WfdbException {
        while (ready.isEmpty() && !ended) {
            Chunk chunk = reader.read(framesInCell());
            if (chunk == null) {
                ended = true;
                gaps.closeAll();
                List<Gap> rest = gaps.take();
                if (!rest.isEmpty()) {
                    ready.add(frame(List.of(), List.of(), rest, rate.microsOf(position)));
                }
            } else {
                add(chunk);
            }
        }
        return ready.pollFirst();
    }

    /// How many record frames are left in the present cell of the grid.
    private int framesInCell() {
        long end = firstFrameOf(cell);
        while (end <= position) {
            end = firstFrameOf(++cell);
        }
        return (int) Math.min(end - position, mostFrames);
    }

    /// The first record frame at or after the beginning of a cell.
    private long firstFrameOf(long index) {
        BigInteger[] whole =
                BigInteger.valueOf(index)
                        .multiply(BigInteger.valueOf(plan.frameMicros()))
                        .multiply(BigInteger.valueOf(rate.numerator()))
                        .divideAndRemainder(
                                BigInteger.valueOf(rate.denominator())
                                        .multiply(BigInteger.valueOf(MICROS_PER_SECOND)));
        return whole[0].longValueExact() + whole[1].signum();
    }

    private void add(Chunk chunk) {
        List<Measured> numerics = new ArrayList<>();
        List<SampleArray> waveforms = new ArrayList<>();
        boolean waves = false;
        List<String> names = Channel.names(chunk.runs().stream().map(SignalRun::signal).toList());
        for (int i = 0; i < chunk.runs().size(); i++) {
            SignalRun run = chunk.runs().get(i);
            Channel channel = channels.get(names.get(i));
            if (channel == null) {
                continue;
            }
            if (channel.numeric()) {
                addNumerics(channel, run, chunk.firstFrame(), numerics);
            } else {
                waves = true;
                addWaveform(channel, run, chunk.firstFrame(), waveforms);
            }
        }
        long from = atMicros + rate.microsOf(chunk.firstFrame());
        position = chunk.firstFrame() + chunk.frames();
        for (WfdbSignal absent : chunk.notRecorded()) {
            Channel channel = channels.get(absent.description());
            if (channel != null) {
                long to = atMicros + rate.microsOf(position);
                gaps.missing(channel.code(), from, to, GapReason.NOT_RECORDED);
            }
        }
        long last = waves || numerics.isEmpty() ? position : chunk.firstFrame();
        emit(numerics, waveforms, rate.microsOf(last));
    }

    private void emit(List<Measured> numerics, List<SampleArray> waveforms, long dueMicros) {
        List<Gap> known = gaps.take();
        boolean empty = numerics.isEmpty() && waveforms.isEmpty() && known.isEmpty();
        while (plan.keepAlive() && dueMicros - lastDueMicros > FramePlan.KEEP_ALIVE_MICROS) {
            long quiet = lastDueMicros + FramePlan.KEEP_ALIVE_MICROS;
            ready.add(frame(List.of(), List.of(), List.of(), quiet));
        }
        boolean quietForLong =
                plan.keepAlive() && dueMicros - lastDueMicros >= FramePlan.KEEP_ALIVE_MICROS;
        if (!empty || quietForLong) {
            ready.add(frame(numerics, waveforms, known, dueMicros));
        }
    }

    private PlannedFrame frame(
            List<Measured> numerics, List<SampleArray> waveforms, List<Gap> known, long dueMicros) {
        lastDueMicros = dueMicros;
        return new PlannedFrame(
                new BedContent(bed, null, numerics, waveforms, List.of(), known),
                dueMicros,
                waveforms.stream().mapToLong(w -> w.samples().length()).sum(),
                numerics.stream().filter(n -> n.reading() instanceof Reading.Value).count());
    }

    private void addNumerics(
            Channel channel, SignalRun run, long firstFrame, List<Measured> target) {
        WfdbSignal signal = run.signal();
        SampleRate own = rate.times(signal.samplesPerFrame());
        for (int i = 0; i < run.samples().length(); i++) {
            int sample = run.samples().at(i);
            boolean missing = signal.isMissing(sample);
            if (missing && channel.isEpisodic()) {
                continue;
            }
            long index = firstFrame * signal.samplesPerFrame() + i;
            target.add(
                    new Measured(
                            channel.code(),
                            clock.at(atMicros + own.microsOf(index)),
                            missing
                                    ? new Reading.Absent(AbsentReason.NOT_MEASURED)
                                    : Decimals.reading(sample, signal),
                            SignalTable.ucum(signal.unit()),
                            own.microsOf(1)));
        }
    }

    /// Adds the measured stretches of a run, and notes the others as gaps.
    private void addWaveform(
            Channel channel, SignalRun run, long firstFrame, List<SampleArray> target) {
        WfdbSignal signal = run.signal();
        SampleRate own = rate.times(signal.samplesPerFrame());
        Samples samples = run.samples();
        long first = firstFrame * signal.samplesPerFrame();
        int from = 0;
        while (from < samples.length()) {
            boolean missing = signal.isMissing(samples.at(from));
            int to = from + 1;
            while (to < samples.length() && signal.isMissing(samples.at(to)) == missing) {
                to++;
            }
            long begins = atMicros + own.microsOf(first + from);
            if (missing) {
                long ends = atMicros + own.microsOf(first + to);
                gaps.missing(channel.code(), begins, ends, GapReason.NOT_MEASURED);
            } else {
                gaps.close(channel.code());
                target.add(
                        new SampleArray(
                                channel.code(),
                                clock.at(begins),
                                own,
                                signal.unitsPerStep(),
                                signal.valueOfZero(),
                                SignalTable.ucum(signal.unit()),
                                samples.slice(from, to)));
            }
            from = to;
        }
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
