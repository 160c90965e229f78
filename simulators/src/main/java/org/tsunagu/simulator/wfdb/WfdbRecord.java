// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.SampleRate;

/// A WFDB record on disk, its headers read and checked against each other; samples come from
/// [RecordReader].
///
/// @param folder where its files are
/// @param header of the record itself
/// @param signals every signal the record may have
/// @param segments at least one, in order
/// @param frames total length
/// @param warnings what is absent and will be a gap, for a person
public record WfdbRecord(
        Path folder,
        WfdbHeader header,
        List<WfdbSignal> signals,
        List<Segment> segments,
        long frames,
        List<String> warnings) {
    private static final long LARGEST_HEADER_BYTES = 16L << 20;
    private static final int COUNT_FRAMES = 4_096;

    /// A stretch of the record.
    ///
    /// @param frames its length
    /// @param header of the record that holds it, null where nothing was recorded
    public record Segment(long frames, @Nullable WfdbHeader header) {}

    public WfdbRecord {
        signals = List.copyOf(signals);
        segments = List.copyOf(segments);
        warnings = List.copyOf(warnings);
    }

    /// Reads the headers of the record at `path`, with or without `.hea`.
    ///
    /// @throws WfdbException when a header is absent, broken or contradicts another
    public static WfdbRecord open(Path path) throws IOException, WfdbException {
        Path file = path.toString().endsWith(".hea") ? path : Path.of(path + ".hea");
        if (!Files.isRegularFile(file)) {
            throw new WfdbException("no WFDB record at " + path + ": " + file + " is absent");
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new WfdbException(file + " lies in no folder");
        }
        WfdbHeader header = readHeader(file);
        return header.isMultiSegment() ? joined(folder, header) : single(folder, header);
    }

    public SampleRate frameRate() {
        return header.frameRate();
    }

    /// A reader from the first frame on.
    public RecordReader reader() {
        return new RecordReader(this);
    }

    /// Reads everything once and sums it up, signal by signal and segment by segment.
    public List<SignalChecksum> checksums() throws IOException, WfdbException {
        List<SignalChecksum> checksums = new ArrayList<>();
        for (Segment segment : segments) {
            if (segment.header() != null) {
                try (var reader = SegmentReader.open(folder, segment.header())) {
                    readAll(reader);
                    checksums.addAll(reader.checksums());
                }
            }
        }
        return checksums;
    }

    private static void readAll(SegmentReader reader) throws IOException, WfdbException {
        List<SignalRun> runs;
        do {
            runs = reader.read(COUNT_FRAMES);
        } while (!runs.isEmpty());
    }

    private static WfdbRecord single(Path folder, WfdbHeader header)
            throws IOException, WfdbException {
        if (header.signals().isEmpty()) {
            throw new WfdbException(header.name() + " has no signals");
        }
        for (WfdbSignal signal : header.signals()) {
            if (!Files.isRegularFile(folder.resolve(signal.file()))) {
                throw new WfdbException(
                        folder.resolve(signal.file())
                                + " is absent; the header of "
                                + header.name()
                                + " names it");
            }
        }
        long frames = header.frames();
        if (frames == WfdbHeader.UNKNOWN_LENGTH) {
            try (var reader = SegmentReader.open(folder, header)) {
                readAll(reader);
                frames = reader.takenFrames();
            }
        }
        var segment = new Segment(frames, header);
        return new WfdbRecord(
                folder, header, header.signals(), List.of(segment), frames, List.of());
    }

    private static WfdbRecord joined(Path folder, WfdbHeader header)
            throws IOException, WfdbException {
        List<Segment> segments = new ArrayList<>();
        List<WfdbSignal> signals = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        long frames = 0;
        for (WfdbSegment line : header.segments()) {
            WfdbHeader part = line.isGap() ? null : part(folder, header, line, warnings);
            if (part != null && (signals.isEmpty() || !header.hasLayout())) {
                addUnknown(signals, part.signals());
            }
            if (line.frames() > 0) {
                segments.add(new Segment(line.frames(), withFiles(folder, part, line, warnings)));
                frames += line.frames();
            }
        }
        if (signals.isEmpty() || segments.isEmpty()) {
            throw new WfdbException(header.name() + ": no segment with signals is present");
        }
        if (header.frames() >= 0 && header.frames() != frames) {
            warnings.add(
                    "%s announces %d frames, its segments have %d"
                            .formatted(header.name(), header.frames(), frames));
        }
        return new WfdbRecord(folder, header, signals, segments, frames, warnings);
    }

    private static void addUnknown(List<WfdbSignal> known, List<WfdbSignal> more) {
        for (WfdbSignal signal : more) {
            if (known.stream().noneMatch(k -> k.description().equals(signal.description()))) {
                known.add(signal);
            }
        }
    }

    private static @Nullable WfdbHeader part(
            Path folder, WfdbHeader whole, WfdbSegment line, List<String> warnings)
            throws IOException, WfdbException {
        Path file = folder.resolve(line.record() + ".hea");
        if (!Files.isRegularFile(file)) {
            warnings.add(file + " is absent: its segment becomes a gap");
            return null;
        }
        WfdbHeader part = readHeader(file);
        if (part.isMultiSegment()
                || part.signals().isEmpty()
                || !part.frameRate().equals(whole.frameRate())) {
            throw new WfdbException(
                    file + ": a segment is a plain record with signals, of the same frame rate");
        }
        if (line.frames() > 0 && part.frames() >= 0 && part.frames() != line.frames()) {
            throw new WfdbException(
                    "%s has %d frames, %s expects %d"
                            .formatted(file, part.frames(), whole.name(), line.frames()));
        }
        return part;
    }

    private static @Nullable WfdbHeader withFiles(
            Path folder, @Nullable WfdbHeader part, WfdbSegment line, List<String> warnings) {
        if (part == null) {
            return null;
        }
        for (WfdbSignal signal : part.signals()) {
            if (!Files.isRegularFile(folder.resolve(signal.file()))) {
                warnings.add(
                        "%s is absent: %d frames of %s become a gap"
                                .formatted(signal.file(), line.frames(), line.record()));
                return null;
            }
        }
        return part;
    }

    private static WfdbHeader readHeader(Path file) throws IOException, WfdbException {
        if (Files.size(file) > LARGEST_HEADER_BYTES) {
            throw new WfdbException(file + " is too large for a header");
        }
        // header(5) is ASCII; names in comments may be anything, so no byte may fail.
        return HeaderParser.parse(
                new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1), file.toString());
    }
}
