// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// One signal file, read from the front. Held by one thread.
interface SignalFile extends Closeable {
    int BUFFER_BYTES = 1 << 16;

    /// Reads up to `frames` frames into `target`, one array per signal of the file.
    ///
    /// @return how many whole frames there were; fewer than asked only at the end
    int readFrames(int[][] target, int frames) throws IOException, WfdbException;

    /// Opens the file of `signals`, which share it.
    static SignalFile open(Path file, List<WfdbSignal> signals) throws IOException, WfdbException {
        WfdbSignal first = signals.getFirst();
        for (WfdbSignal signal : signals) {
            if (signal.format() != first.format() || signal.byteOffset() != first.byteOffset()) {
                throw new WfdbException(
                        file + ": signals of one file have one format and one byte offset");
            }
        }
        SignalFormat format = Objects.requireNonNull(first.format(), "a layout has no samples");
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
        try {
            bytes.skipNBytes(first.byteOffset());
            return format.isFlac()
                    ? FlacSignalFile.open(bytes, file, signals)
                    : new PlainSignalFile(bytes, format, signals);
        } catch (IOException | WfdbException unusable) {
            bytes.close();
            throw unusable;
        }
    }
}
