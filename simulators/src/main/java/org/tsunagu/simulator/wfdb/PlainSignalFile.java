// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// A signal file of fixed-width samples: frame after frame, in each frame signal after signal.
final class PlainSignalFile implements SignalFile {
    private final InputStream bytes;
    private final SampleDecoder decoder;
    private final boolean differences;
    private final int[] samplesPerFrame;
    private final int[] last;

    PlainSignalFile(InputStream bytes, SignalFormat format, List<WfdbSignal> signals) {
        this.bytes = bytes;
        this.decoder = SampleDecoder.of(format, bytes);
        this.differences = format == SignalFormat.FORMAT_8;
        this.samplesPerFrame = signals.stream().mapToInt(WfdbSignal::samplesPerFrame).toArray();
        this.last = signals.stream().mapToInt(WfdbSignal::initialValue).toArray();
    }

    @Override
    public int readFrames(int[][] target, int frames) throws IOException {
        for (int frame = 0; frame < frames; frame++) {
            for (int signal = 0; signal < samplesPerFrame.length; signal++) {
                int count = samplesPerFrame[signal];
                for (int i = 0; i < count; i++) {
                    long sample = decoder.next();
                    if (sample == SampleDecoder.END) {
                        return frame;
                    }
                    if (differences) {
                        last[signal] += (int) sample;
                        sample = last[signal];
                    }
                    target[signal][frame * count + i] = (int) sample;
                }
            }
        }
        return frames;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
