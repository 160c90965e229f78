// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.wfdb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.jflac.FLACDecoder;
import org.jflac.FrameDecodeException;
import org.jflac.frame.Frame;

/// A FLAC signal file (formats 508, 516, 524): one channel per signal.
final class FlacSignalFile implements SignalFile {
    /// Ends at the first damaged frame, where the decoder would look for the next one, sometimes
    /// for ever.
    private static final class StrictDecoder extends FLACDecoder {
        StrictDecoder(InputStream flac) {
            super(flac);
        }

        @Override
        public void readFrame() throws IOException {
            try {
                super.readFrame();
            } catch (FrameDecodeException damaged) {
                throw new IllegalStateException("damaged frame", damaged);
            }
        }
    }

    private final InputStream bytes;
    private final Path file;
    private final FLACDecoder decoder;
    private final int channels;
    private final int samplesPerFrame;
    private int blockLength;
    private int blockPosition;

    private FlacSignalFile(InputStream bytes, Path file, List<WfdbSignal> signals)
            throws IOException {
        this.bytes = bytes;
        this.file = file;
        this.decoder = new StrictDecoder(FlacPreamble.reduced(bytes));
        this.channels = signals.size();
        this.samplesPerFrame = signals.getFirst().samplesPerFrame();
    }

    static FlacSignalFile open(InputStream bytes, Path file, List<WfdbSignal> signals)
            throws IOException, WfdbException {
        int samplesPerFrame = signals.getFirst().samplesPerFrame();
        if (signals.stream().anyMatch(s -> s.samplesPerFrame() != samplesPerFrame)) {
            throw new WfdbException(file + ": signals of one FLAC file have one rate");
        }
        try {
            var flac = new FlacSignalFile(bytes, file, signals);
            flac.readMetadata();
            return flac;
        } catch (IOException damaged) {
            throw new WfdbException(file + " is not a FLAC file: " + damaged.getMessage(), damaged);
        }
    }

    private void readMetadata() throws IOException, WfdbException {
        try {
            decoder.readMetadata();
        } catch (RuntimeException broken) {
            // The decoder indexes with what it reads; a broken file ends in any unchecked
            // exception.
            throw new WfdbException(file + ": not a FLAC file", broken);
        }
        if (decoder.getStreamInfo() == null || decoder.getStreamInfo().getChannels() != channels) {
            throw new WfdbException(
                    file + ": the header names " + channels + " signals, the file has others");
        }
    }

    @Override
    public int readFrames(int[][] target, int frames) throws IOException, WfdbException {
        int wanted = frames * samplesPerFrame;
        int done = 0;
        while (done < wanted) {
            if (blockPosition == blockLength && !nextBlock()) {
                break;
            }
            int count = Math.min(wanted - done, blockLength - blockPosition);
            for (int channel = 0; channel < channels; channel++) {
                int[] output = decoder.getChannelData()[channel].getOutput();
                System.arraycopy(output, blockPosition, target[channel], done, count);
            }
            blockPosition += count;
            done += count;
        }
        return done / samplesPerFrame;
    }

    private boolean nextBlock() throws IOException, WfdbException {
        try {
            Frame frame = decoder.readNextFrame();
            if (frame == null) {
                return false;
            }
            if (frame.header.channels != channels) {
                throw new WfdbException(file + ": the number of channels changes");
            }
            blockLength = frame.header.blockSize;
            blockPosition = 0;
            return true;
        } catch (RuntimeException broken) {
            // As above: the decoder trusts its input.
            throw new WfdbException(file + ": a FLAC block is damaged", broken);
        }
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
