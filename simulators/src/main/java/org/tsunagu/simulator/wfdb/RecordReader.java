// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads a record front to back, segment by segment. Held by one thread.
public final class RecordReader implements Closeable {
    private final WfdbRecord record;
    private int segment;
    private long segmentStart;
    private long position;
    private @Nullable SegmentReader open;

    RecordReader(WfdbRecord record) {
        this.record = record;
    }

    /// The next frames: at most `maxFrames`, never across the end of a segment.
    ///
    /// @return null at the end of the record
    /// @throws WfdbException when a signal file is broken or shorter than its header says
    public @Nullable Chunk read(int maxFrames) throws IOException, WfdbException {
        if (segment == record.segments().size()) {
            return null;
        }
        WfdbRecord.Segment here = record.segments().get(segment);
        long left = segmentStart + here.frames() - position;
        int frames = (int) Math.min(maxFrames, left);
        WfdbHeader header = here.header();
        List<SignalRun> runs = List.of();
        List<WfdbSignal> notRecorded = record.signals();
        if (header != null) {
            if (open == null) {
                open = SegmentReader.open(record.folder(), header);
            }
            runs = open.read(frames);
            int got = runs.isEmpty() ? 0 : runs.getFirst().samples().length();
            if (got != frames * header.signals().getFirst().samplesPerFrame()) {
                throw new WfdbException(
                        header.name()
                                + " is shorter than the "
                                + here.frames()
                                + " frames expected");
            }
            notRecorded = without(header);
        }
        var chunk = new Chunk(position, frames, runs, notRecorded);
        position += frames;
        if (frames == left) {
            close();
            segment++;
            segmentStart = position;
        }
        return chunk;
    }

    private List<WfdbSignal> without(WfdbHeader present) {
        return record.signals().stream()
                .filter(
                        wanted ->
                                present.signals().stream()
                                        .noneMatch(
                                                s -> s.description().equals(wanted.description())))
                .toList();
    }

    @Override
    public void close() throws IOException {
        if (open != null) {
            open.close();
            open = null;
        }
    }
}
