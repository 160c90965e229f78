// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtsp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tsunagu.video.rtp.Rtp;

class H264RewriterTest {
    private static final String SETS = "Z0LAH9oBQBbo,aM48gA==";
    private static final String SEQUENCE_SET = "6742c01fda014016e8";
    private static final String PICTURE_SET = "68ce3c80";
    private static final int ROUNDS = 100_000;

    private final List<byte[]> sent = new ArrayList<>();
    private final PictureSink sink =
            new PictureSink() {
                @Override
                public void rtp(byte[] packet, int length) {
                    sent.add(Arrays.copyOf(packet, length));
                }

                @Override
                public void senderReport(long ntp, long rtp, long packets, long octets) {}

                @Override
                public void flush() {}
            };
    private H264Rewriter rewriter = new H264Rewriter(sink, "", 65_534);
    private int sequence = 65_530;

    private void take(long timestamp, boolean marker, byte... payload) {
        byte[] packet = new byte[12 + payload.length + 1];
        packet[1] = (byte) 0x80;
        packet[2] = 96;
        packet[2] |= (byte) (marker ? 0x80 : 0);
        Rtp.setSequence(packet, 1, sequence);
        sequence = (sequence + 1) & 0xFFFF;
        for (int i = 0; i < 4; i++) {
            packet[5 + i] = (byte) (timestamp >> (24 - 8 * i));
        }
        System.arraycopy(payload, 0, packet, 13, payload.length);
        assertThat(Rtp.wellFormed(packet, 1, 12 + payload.length)).isTrue();
        rewriter.packet(packet, 1, 12 + payload.length);
    }

    private static byte[] unit(int header, int length) {
        byte[] unit = new byte[length];
        new Random(length).nextBytes(unit);
        unit[0] = (byte) header;
        unit[1] = (byte) 0x88;
        return unit;
    }

    private static byte[] fragment(byte[] unit, int from, int to) {
        byte[] part = new byte[2 + to - from];
        part[0] = (byte) ((unit[0] & 0xE0) | 28);
        part[1] =
                (byte) ((from == 1 ? 0x80 : 0) | (to == unit.length ? 0x40 : 0) | (unit[0] & 0x1F));
        System.arraycopy(unit, from, part, 2, to - from);
        return part;
    }

    private List<String> units() {
        var units = new Units();
        int expected = -1;
        for (byte[] packet : sent) {
            int number = Rtp.sequence(packet, 0);
            if (expected >= 0 && number != expected) {
                units.lose();
            }
            expected = (number + 1) & 0xFFFF;
            units.payload(Arrays.copyOfRange(packet, 12, packet.length));
        }
        return units.whole();
    }

    @Test
    void anyUnitGoesThroughPacketsOf1200BytesUnchanged() {
        byte[] key = unit(0x65, 60_000);
        take(7, false, unit(0x67, 20));
        take(7, false, unit(0x68, 5));
        take(7, true, key);
        byte[] other = unit(0x41, 5_000);
        take(8, false, fragment(other, 1, 1_400));
        take(8, false, fragment(other, 1_400, 2_801));
        take(8, true, fragment(other, 2_801, 5_000));
        assertThat(units())
                .containsExactly(
                        HexFormat.of().formatHex(unit(0x67, 20)),
                        HexFormat.of().formatHex(unit(0x68, 5)),
                        HexFormat.of().formatHex(key),
                        HexFormat.of().formatHex(other));
        assertThat(sent).allMatch(packet -> packet.length <= H264Rewriter.LARGEST_PACKET);
        assertThat(sent).allMatch(packet -> Rtp.wellFormed(packet, 0, packet.length));
        // Each frame's last packet is marked, no other; joined anew, not only cut.
        assertThat(sent.stream().filter(packet -> Rtp.marker(packet, 0)).count()).isEqualTo(2);
        assertThat(sent.stream().filter(packet -> Rtp.timestamp(packet, 0) == 8)).hasSize(5);
        assertThat(Rtp.sequence(sent.getFirst(), 0)).isEqualTo(65_534);
    }

    @Test
    void aKeyPictureHasItsParameterSetsBeforeIt() {
        rewriter = new H264Rewriter(sink, SETS, 0);
        byte[] key = unit(0x65, 30);
        take(1, false, key); // two slices of one picture
        take(1, true, key);
        take(2, true, unit(0x41, 30));
        take(3, true, key);
        String slice = HexFormat.of().formatHex(key);
        assertThat(units())
                .containsExactly(
                        SEQUENCE_SET,
                        PICTURE_SET,
                        slice,
                        slice,
                        HexFormat.of().formatHex(unit(0x41, 30)),
                        SEQUENCE_SET,
                        PICTURE_SET,
                        slice);
    }

    @Test
    void setsOfTheStreamAreNotSaidTwiceAndReplaceThoseOfTheDescription() {
        rewriter = new H264Rewriter(sink, SETS, 0);
        byte[] own = HexFormat.of().parseHex("6742c01fda0140ffff");
        byte[] key = unit(0x65, 30);
        take(1, false, own);
        take(1, true, key);
        take(2, true, key);
        assertThat(units())
                .containsExactly(
                        HexFormat.of().formatHex(own),
                        HexFormat.of().formatHex(key),
                        HexFormat.of().formatHex(own),
                        PICTURE_SET,
                        HexFormat.of().formatHex(key));
    }

    @Test
    void aPacketTheCameraLeftOutIsAHoleForViewersToo() {
        byte[] cut = unit(0x41, 4_000);
        take(1, false, fragment(cut, 1, 1_400));
        sequence++;
        take(1, true, fragment(cut, 2_000, 4_000));
        take(2, true, unit(0x41, 40));
        assertThat(units()).containsExactly(HexFormat.of().formatHex(unit(0x41, 40)));
        assertThat(rewriter.holes()).isEqualTo(1);
        int first = Rtp.sequence(sent.getFirst(), 0);
        int last = Rtp.sequence(sent.getLast(), 0);
        assertThat((last - first) & 0xFFFF).isEqualTo(sent.size());
    }

    @Test
    void aggregatesAreTakenApart() {
        byte[] one = unit(0x06, 12);
        byte[] two = unit(0x41, 9);
        byte[] both = new byte[1 + 2 + 12 + 2 + 9];
        both[0] = 0x78;
        both[2] = 12;
        System.arraycopy(one, 0, both, 3, 12);
        both[16] = 9;
        System.arraycopy(two, 0, both, 17, 9);
        take(1, true, both);
        assertThat(units())
                .containsExactly(HexFormat.of().formatHex(one), HexFormat.of().formatHex(two));
        assertThat(Rtp.marker(sent.getFirst(), 0)).isFalse();
        assertThat(Rtp.marker(sent.getLast(), 0)).isTrue();
    }

    @Test
    void picturesThatNeedLaterOnesAreNoticed() {
        take(1, true, (byte) 0x01, (byte) 0x9E, (byte) 9); // ue 0, ue 6
        take(2, true, (byte) 0x41, (byte) 0x9A, (byte) 9); // ue 0, ue 5
        assertThat(rewriter.backwardPictures()).isEqualTo(1);
    }

    @Test
    void noiseThrowsNothingAndNoPacketIsTooLarge() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        rewriter = new H264Rewriter(sink, SETS, 0);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] packet = new byte[12 + random.nextInt(i % 50 == 0 ? 3_000 : 60)];
            random.nextBytes(packet);
            packet[0] = (byte) 0x80;
            if (packet.length > 13 && i % 2 == 0) {
                packet[12] = (byte) (i % 4 == 0 ? 28 : 24);
            }
            Rtp.setSequence(packet, 0, random.nextInt(20) == 0 ? random.nextInt(65_536) : i);
            packet[1] &= 0x7F;
            if (Rtp.wellFormed(packet, 0, packet.length)) {
                rewriter.packet(packet, 0, packet.length);
            }
            assertThat(sent)
                    .as("seed %d round %d", seed, i)
                    .allMatch(out -> out.length <= H264Rewriter.LARGEST_PACKET);
            sent.clear();
        }
    }
}
