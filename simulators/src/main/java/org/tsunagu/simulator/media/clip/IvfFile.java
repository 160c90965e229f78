// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.clip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.tsunagu.simulator.media.sdp.VideoCodec;

/// IVF, the plain container of VP8: a header of 32 bytes, then each frame with its size and its
/// time.
final class IvfFile {
    private static final int FOURCC_AT = 8;
    private static final int RATE_AT = 16;
    private static final int HEADER = 32;
    private static final int FRAME_HEADER = 12;

    private IvfFile() {}

    static boolean isIvf(byte[] content) {
        return content.length > HEADER && text(content, 0).equals("DKIF");
    }

    static Clip read(byte[] content) {
        if (!text(content, FOURCC_AT).equals("VP80")) {
            throw new IllegalArgumentException("IVF with something other than VP8");
        }
        ByteBuffer in = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        double rate = (double) in.getInt(RATE_AT) / in.getInt(RATE_AT + 4);
        in.position(HEADER);
        List<EncodedFrame> frames = new ArrayList<>();
        while (in.remaining() >= FRAME_HEADER) {
            int size = in.getInt();
            in.getLong();
            if (size <= 0 || size > in.remaining()) {
                throw new IllegalArgumentException("frame " + frames.size() + " is cut off");
            }
            byte[] data = new byte[size];
            in.get(data);
            frames.add(new EncodedFrame(data, (data[0] & 1) == 0)); // RFC 6386, section 9.1
        }
        return new Clip(VideoCodec.VP8, rate, frames, true);
    }

    private static String text(byte[] content, int at) {
        return new String(content, at, 4, StandardCharsets.US_ASCII);
    }
}
