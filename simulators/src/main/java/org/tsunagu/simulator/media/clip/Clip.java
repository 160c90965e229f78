// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.clip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tsunagu.simulator.media.sdp.VideoCodec;

/// Frames to play in a loop; the first is a key frame.
///
/// @param framesPerSecond more than 0, at most 240
/// @param decodable whether it is a picture; what is none may carry stamps
public record Clip(
        VideoCodec codec, double framesPerSecond, List<EncodedFrame> frames, boolean decodable) {
    private static final double FASTEST = 240;

    /// @throws IllegalArgumentException for no frames, no key frame at the beginning, no frame rate
    public Clip {
        frames = List.copyOf(frames);
        if (frames.isEmpty() || !frames.getFirst().isKey()) {
            throw new IllegalArgumentException("a clip begins with a key frame");
        }
        if (!(framesPerSecond > 0 && framesPerSecond <= FASTEST)) {
            throw new IllegalArgumentException(framesPerSecond + " frames a second are no clip");
        }
    }

    /// Reads a file: IVF with VP8, or anything else as H.264 in Annex B.
    ///
    /// @param framesPerSecond of an Annex B file, which does not say it
    /// @throws IOException where it cannot be read or is no clip; the message says which
    public static Clip read(Path file, double framesPerSecond) throws IOException {
        byte[] content = Files.readAllBytes(file);
        try {
            return IvfFile.isIvf(content)
                    ? IvfFile.read(content)
                    : AnnexBFile.read(content, framesPerSecond);
        } catch (IllegalArgumentException | IndexOutOfBoundsException odd) {
            throw new IOException(file + " is no clip: " + odd.getMessage(), odd);
        }
    }

    /// The next key frame at or behind a place, counted in a loop.
    public int keyFrameAt(int from) {
        for (int i = 0; i < frames.size(); i++) {
            int at = (from + i) % frames.size();
            if (frames.get(at).isKey()) {
                return at;
            }
        }
        return 0;
    }
}
