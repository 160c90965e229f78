// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the signal files of one single-segment record side by side. Held by one thread.
final class SegmentReader implements Closeable {
    private static final int READ_AHEAD_FRAMES = 1_024;

    /// One signal file and the signals in it.
    private record Group(Path path, SignalFile file, List<SignalQueue> queues) {}

    private final WfdbHeader header;
    private final List<Group> groups = new ArrayList<>();
    private final List<SignalQueue> queues = new ArrayList<>();
    private long readFrames;
    private long takenFrames;
    private boolean ended;

    private SegmentReader(WfdbHeader header) {
        this.header = header;
    }

    static SegmentReader open(Path folder, WfdbHeader header) throws IOException, WfdbException {
        var reader = new SegmentReader(header);
        Map<String, List<SignalQueue>> byFile = new LinkedHashMap<>();
        for (WfdbSignal signal : header.signals()) {
            if (signal.format() == null) {
                throw new WfdbException(
                        header.name() + ": " + signal.description() + " has no file");
            }
            var queue = new SignalQueue(signal);
            reader.queues.add(queue);
            byFile.computeIfAbsent(signal.file(), f -> new ArrayList<>()).add(queue);
        }
        try {
            for (Map.Entry<String, List<SignalQueue>> entry : byFile.entrySet()) {
                Path path = folder.resolve(entry.getKey());
                List<WfdbSignal> signals =
                        entry.getValue().stream().map(SignalQueue::signal).toList();
                reader.groups.add(
                        new Group(path, SignalFile.open(path, signals), entry.getValue()));
            }
            return reader;
        } catch (IOException | WfdbException unusable) {
            reader.close();
            throw unusable;
        }
    }

    /// Up to `maxFrames` frames of every signal; empty at the end.
    ///
    /// @throws WfdbException when a file is shorter than its header says
    List<SignalRun> read(int maxFrames) throws IOException, WfdbException {
        while (!ended && queues.stream().anyMatch(queue -> queue.frames() < maxFrames)) {
            fill();
        }
        long left = ended ? readFrames - takenFrames : maxFrames;
        int frames = (int) Math.min(maxFrames, left);
        takenFrames += frames;
        return frames == 0 ? List.of() : queues.stream().map(q -> q.take(frames)).toList();
    }

    private void fill() throws IOException, WfdbException {
        long known = header.frames();
        int wanted =
                known < 0
                        ? READ_AHEAD_FRAMES
                        : (int) Math.min(READ_AHEAD_FRAMES, known - readFrames);
        int got = -1;
        for (Group group : groups) {
            int frames = fill(group, wanted);
            if (known >= 0 && frames < wanted) {
                throw new WfdbException(
                        "%s ends after %d of the %d frames its header names"
                                .formatted(group.path, readFrames + frames, known));
            }
            if (got >= 0 && frames != got) {
                throw new WfdbException(group.path + " is not as long as the other signal files");
            }
            got = frames;
        }
        readFrames += got;
        ended = got < READ_AHEAD_FRAMES;
    }

    private static int fill(Group group, int wanted) throws IOException, WfdbException {
        int[][] target = new int[group.queues.size()][];
        for (int i = 0; i < target.length; i++) {
            target[i] = new int[wanted * group.queues.get(i).signal().samplesPerFrame()];
        }
        int frames = group.file.readFrames(target, wanted);
        for (int i = 0; i < target.length; i++) {
            SignalQueue queue = group.queues.get(i);
            queue.append(target[i], frames * queue.signal().samplesPerFrame());
        }
        return frames;
    }

    /// Frames handed out so far.
    long takenFrames() {
        return takenFrames;
    }

    /// The checksums of what was read so far.
    List<SignalChecksum> checksums() {
        return queues.stream()
                .map(q -> new SignalChecksum(header.name(), q.signal(), q.checksum()))
                .toList();
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        for (Group group : groups) {
            try {
                group.file.close();
            } catch (IOException failed) {
                first = first == null ? failed : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
