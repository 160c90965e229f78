// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.clip;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tsunagu.simulator.media.rtp.AnnexB;
import org.tsunagu.simulator.media.sdp.VideoCodec;

/// H.264 as a stream of units with start codes (ITU-T H.264, Annex B), cut into frames: a frame
/// begins with what follows a slice and is no further slice of the same picture (section
/// 7.4.1.2.3).
final class AnnexBFile {
    private static final int SLICE = 1;
    private static final int IDR_SLICE = 5;

    private AnnexBFile() {}

    static Clip read(byte[] stream, double framesPerSecond) {
        List<EncodedFrame> frames = new ArrayList<>();
        int begin = AnnexB.startCodeAt(stream, 0);
        int at = begin;
        boolean sliced = false;
        boolean key = false;
        while (at < stream.length) {
            int unit = AnnexB.unitAt(stream, at);
            if (unit + 1 >= stream.length) {
                break;
            }
            int type = stream[unit] & 0x1F;
            boolean slice = type == SLICE || type == IDR_SLICE;
            boolean furtherSlice = slice && (stream[unit + 1] & 0x80) == 0; // first_mb_in_slice > 0
            if (sliced && !furtherSlice) {
                frames.add(new EncodedFrame(Arrays.copyOfRange(stream, begin, at), key));
                begin = at;
                sliced = false;
                key = false;
            }
            sliced |= slice;
            key |= type == IDR_SLICE;
            at = AnnexB.startCodeAt(stream, unit);
        }
        if (sliced) {
            frames.add(new EncodedFrame(Arrays.copyOfRange(stream, begin, stream.length), key));
        }
        return new Clip(VideoCodec.H264, framesPerSecond, frames, true);
    }
}
