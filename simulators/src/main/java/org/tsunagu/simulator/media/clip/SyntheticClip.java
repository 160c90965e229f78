// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.clip;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.tsunagu.simulator.media.sdp.VideoCodec;

/// Frames that look to a bridge like VP8 or H.264 of a camera and are nobody's picture: valid
/// headers, sizes that vary as an encoder's do, key frames that are four times as large. What is in
/// them is noise by a seed, so they may carry stamps.
public final class SyntheticClip {
    private static final double KEY_FACTOR = 4;
    private static final double SPREAD = 0.15;
    private static final double SMALLEST = 0.5;
    private static final int LEAST_BYTES = 200;
    private static final int BYTE_BITS = 8;
    private static final byte[] START_CODE = {0, 0, 0, 1};

    private SyntheticClip() {}

    /// What is asked of a clip.
    ///
    /// @param keyEverySeconds length of the clip, which begins with its key frame
    public record Shape(
            VideoCodec codec,
            int width,
            int height,
            int framesPerSecond,
            double megabitsPerSecond,
            int keyEverySeconds) {
        /// 1280×720 as our pages send it.
        public static Shape p720(double megabitsPerSecond) {
            return new Shape(VideoCodec.VP8, 1_280, 720, 60, megabitsPerSecond, 2);
        }

        /// 1920×1080 as a camera's own encoder sends it.
        public static Shape p1080(VideoCodec codec, double megabitsPerSecond) {
            return new Shape(codec, 1_920, 1_080, 60, megabitsPerSecond, 1);
        }
    }

    public static Clip of(Shape shape, long seed) {
        var random = new Random(seed);
        int count = shape.framesPerSecond() * shape.keyEverySeconds();
        double bytes = shape.megabitsPerSecond() * 1e6 * shape.keyEverySeconds() / BYTE_BITS;
        double mean = bytes / (count - 1 + KEY_FACTOR);
        List<EncodedFrame> frames = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean key = i == 0;
            double factor =
                    key ? KEY_FACTOR : Math.max(SMALLEST, 1 + SPREAD * random.nextGaussian());
            int size = Math.max(LEAST_BYTES, (int) (mean * factor));
            frames.add(new EncodedFrame(frame(shape, key, size, random), key));
        }
        return new Clip(shape.codec(), shape.framesPerSecond(), frames, false);
    }

    private static byte[] frame(Shape shape, boolean key, int size, Random random) {
        ByteBuffer frame = ByteBuffer.allocate(size);
        switch (shape.codec()) {
            case VP8 -> vp8Head(frame, shape, key);
            case H264 -> h264Head(frame, key);
        }
        byte[] noise = new byte[frame.remaining()];
        random.nextBytes(noise);
        for (int i = 0; i < noise.length; i++) {
            noise[i] |= 0x10; // nothing in it looks like a start code
        }
        return frame.put(noise).array();
    }

    /// Frame tag, and of a key frame start code and size (RFC 6386, section 9.1).
    private static void vp8Head(ByteBuffer frame, Shape shape, boolean key) {
        int shownVersion0 = 0x10;
        frame.put((byte) (shownVersion0 | (key ? 0 : 1))).put((byte) 1).put((byte) 0);
        if (key) {
            frame.put((byte) 0x9D).put((byte) 0x01).put((byte) 0x2A);
            frame.put((byte) shape.width()).put((byte) (shape.width() >> BYTE_BITS));
            frame.put((byte) shape.height()).put((byte) (shape.height() >> BYTE_BITS));
        }
    }

    /// Parameter sets before a key frame, then one slice.
    private static void h264Head(ByteBuffer frame, boolean key) {
        if (key) {
            frame.put(START_CODE).put(new byte[] {0x67, 0x42, (byte) 0xE0, 0x2A, (byte) 0x95});
            frame.put(START_CODE).put(new byte[] {0x68, (byte) 0xCE, 0x3C, (byte) 0x80});
        }
        frame.put(START_CODE).put((byte) (key ? 0x65 : 0x41)).put((byte) 0x88);
    }
}
