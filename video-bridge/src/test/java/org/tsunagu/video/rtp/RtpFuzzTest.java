// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tsunagu.video.sdp.Codec;
import org.tsunagu.video.sdp.HeaderExtension;
import org.tsunagu.video.sdp.Negotiated;

/// Random and mutated packets through everything that reads or rewrites one.
class RtpFuzzTest {
    private static final int ROUNDS = 300_000;
    private static final byte[] VALID =
            Packets.hex(
                    "b1 e0 fffe 80000001 cafebabe 01020304 bede 0004"
                            + "10ff 57 0011223344556677 31 0007 00 00 90e0812345600000 000003");
    private static final List<String> CODECS = List.of("VP8", "VP9", "H264", "AV1", "opus");

    private final PacketRing ring = new PacketRing(64);
    private final LossWatch watch = new LossWatch();
    private final ReceptionFigures figures = new ReceptionFigures(90_000);
    private final HeaderMap map =
            HeaderMap.between(stream(96, Map.of()), stream(100, extensions()));
    private final byte[] into = new byte[256];
    private final int[] asked = new int[8];

    private static Map<String, Integer> extensions() {
        return Map.of(HeaderExtension.ABS_SEND_TIME, 2, HeaderExtension.ABS_CAPTURE_TIME, 5);
    }

    private static Negotiated.Stream stream(int payloadType, Map<String, Integer> extensions) {
        Codec codec = new Codec(payloadType, "VP8", 90_000, 1, 97, Map.of(), List.of());
        return new Negotiated.Stream("0", List.of(codec), extensions, null);
    }

    @Test
    void nothingThrowsAndWhatIsRewrittenStaysWellFormed() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int wellFormed = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] b = i % 4 == 0 ? noise(random) : mutated(random);
            int off = random.nextInt(4);
            byte[] at = new byte[off + b.length];
            System.arraycopy(b, 0, at, off, b.length);
            Rtp.isRtcp(at, off, b.length);
            if (Rtp.wellFormed(at, off, b.length)) {
                wellFormed++;
                exercise(at, off, b.length, random, "seed " + seed + " round " + i);
            }
        }
        assertThat(wellFormed).as("seed %d", seed).isGreaterThan(ROUNDS / 10);
    }

    private void exercise(byte[] b, int off, int len, Random random, String where) {
        long now = random.nextLong(1L << 40);
        Rtp.extension(b, off, random.nextInt(256));
        ring.put(b, off, len, now);
        ring.find(random.nextInt(65_536), now);
        watch.onPacket(Rtp.sequence(b, off), now);
        figures.onPacket(Rtp.sequence(b, off), Rtp.timestamp(b, off), now);
        int payload = Rtp.payloadLength(b, off, len);
        for (String codec : CODECS) {
            KeyFrames.startsKeyFrame(codec, b, Rtp.payloadOffset(b, off), payload);
        }
        if (watch.due(now, asked) > asked.length || payload < 0 || payload > len) {
            throw new AssertionError(where);
        }
        Rtp.setPayloadType(b, off, 96);
        int copied = map.copy(b, off, len, into, 1, now);
        if (copied >= 0 && !Rtp.wellFormed(into, 1, copied)) {
            throw new AssertionError(where);
        }
        int wrapped = Rtx.wrap(b, off, len, 97, 1, 2, into, 0);
        if (!Rtp.wellFormed(into, 0, wrapped)
                || Rtx.unwrap(into, 0, wrapped, 96, 3) != wrapped - Rtx.OVERHEAD) {
            throw new AssertionError(where);
        }
        if (!map.apply(b, off) || !Rtp.wellFormed(b, off, len)) {
            throw new AssertionError(where);
        }
    }

    private static byte[] noise(Random random) {
        byte[] b = new byte[random.nextInt(80)];
        random.nextBytes(b);
        if (b.length > 0 && random.nextBoolean()) {
            b[0] = (byte) (0x80 | (b[0] & 0x3F));
        }
        return b;
    }

    private static byte[] mutated(Random random) {
        byte[] b = java.util.Arrays.copyOf(VALID, VALID.length - random.nextInt(3) * 5);
        for (int k = random.nextInt(4); k > 0; k--) {
            b[random.nextInt(b.length)] = (byte) random.nextInt(256);
        }
        return b;
    }
}
