// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsunagu.video.srtp.SrtpSession.FORGED;
import static org.tsunagu.video.srtp.SrtpSession.MOST_OVERHEAD;
import static org.tsunagu.video.srtp.SrtpSession.NEAR_WRAP;
import static org.tsunagu.video.srtp.SrtpSession.REPLAYED;
import static org.tsunagu.video.srtp.SrtpSession.UNKNOWN;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What one side protects the other reads, once, and nobody else can make anything of it or for it.
class SrtpSessionTest {
    private static final int SSRC = 0x12345678;
    private static final int OFFSET = 7;

    private final Random random = new Random(4);

    private SrtpKeys keys(SrtpProfile profile) {
        byte[] exported = new byte[SrtpKeys.length(profile)];
        random.nextBytes(exported);
        return SrtpKeys.exported(profile, exported);
    }

    /// A packet at [#OFFSET] of a buffer with room behind it.
    private byte[] rtp(int ssrc, int sequence, int payload) {
        byte[] buffer = new byte[OFFSET + 12 + payload + MOST_OVERHEAD];
        random.nextBytes(buffer);
        ByteBuffer.wrap(buffer, OFFSET, 12)
                .put((byte) 0x80)
                .put((byte) 100)
                .putShort((short) sequence)
                .putInt(1000)
                .putInt(ssrc);
        return buffer;
    }

    /// A receiver report without blocks, then as many bytes as it takes to make it interesting.
    private byte[] rtcp(int ssrc) {
        byte[] buffer = new byte[OFFSET + 32 + MOST_OVERHEAD];
        random.nextBytes(buffer);
        ByteBuffer.wrap(buffer, OFFSET, 8)
                .put((byte) 0x81)
                .put((byte) 201)
                .putShort((short) 7)
                .putInt(ssrc);
        return buffer;
    }

    private static byte[] content(byte[] buffer, int length) {
        return Arrays.copyOfRange(buffer, OFFSET, OFFSET + length);
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void aPacketComesOutAsItWentIn(SrtpProfile profile) {
        SrtpKeys keys = keys(profile);
        SrtpSession server = SrtpSession.server(keys);
        SrtpSession client = SrtpSession.client(keys);
        for (int sequence = 10; sequence < 200; sequence++) {
            byte[] buffer = rtp(SSRC, sequence, 1 + random.nextInt(1200));
            int length = buffer.length - OFFSET - MOST_OVERHEAD;
            byte[] clear = content(buffer, length);

            int secured = client.protectRtp(buffer, OFFSET, length);
            assertThat(secured).isEqualTo(length + profile.tagBytes());
            assertThat(content(buffer, 12)).as("the header stays").isEqualTo(content(clear, 12, 0));
            if (length > 40) {
                assertThat(content(buffer, length)).isNotEqualTo(clear);
            }
            assertThat(server.unprotectRtp(buffer, OFFSET, secured)).isEqualTo(length);
            assertThat(content(buffer, length)).isEqualTo(clear);
        }
    }

    private static byte[] content(byte[] bytes, int length, int from) {
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void rtcpComesOutAsItWentInAndGrowsAtMostAsMuchAsIsSaid(SrtpProfile profile) {
        SrtpKeys keys = keys(profile);
        SrtpSession server = SrtpSession.server(keys);
        SrtpSession client = SrtpSession.client(keys);
        for (int i = 0; i < 100; i++) {
            byte[] buffer = rtcp(SSRC);
            byte[] clear = content(buffer, 32);
            int secured = server.protectRtcp(buffer, OFFSET, 32);
            assertThat(secured)
                    .isEqualTo(32 + 4 + profile.tagBytes())
                    .isLessThanOrEqualTo(32 + MOST_OVERHEAD);
            assertThat(content(buffer, 32)).isNotEqualTo(clear);
            byte[] again = buffer.clone();
            assertThat(client.unprotectRtcp(buffer, OFFSET, secured)).isEqualTo(32);
            assertThat(content(buffer, 32)).isEqualTo(clear);
            assertThat(client.unprotectRtcp(again, OFFSET, secured)).isEqualTo(REPLAYED);
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void aChangedPacketIsForgedWhateverBitWasChanged(SrtpProfile profile) {
        SrtpKeys keys = keys(profile);
        SrtpSession server = SrtpSession.server(keys);
        SrtpSession client = SrtpSession.client(keys);
        byte[] buffer = rtp(SSRC, 500, 60);
        int secured = client.protectRtp(buffer, OFFSET, 72);
        byte[] report = rtcp(SSRC);
        int securedReport = client.protectRtcp(report, OFFSET, 32);
        for (int bit = 0; bit < secured * 8; bit++) {
            byte[] changed = buffer.clone();
            changed[OFFSET + bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(server.unprotectRtp(changed, OFFSET, secured)).as("bit " + bit).isNegative();
        }
        for (int bit = 0; bit < securedReport * 8; bit++) {
            byte[] changed = report.clone();
            changed[OFFSET + bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(server.unprotectRtcp(changed, OFFSET, securedReport))
                    .as("bit " + bit)
                    .isNegative();
        }
        assertThat(server.unprotectRtp(buffer, OFFSET, secured)).isEqualTo(72);
        assertThat(server.unprotectRtcp(report, OFFSET, securedReport)).isEqualTo(32);
    }

    @Test
    void whatOurOwnSideSentIsNotTakenForThePeers() {
        SrtpKeys keys = keys(SrtpProfile.AEAD_AES_128_GCM);
        byte[] buffer = rtp(SSRC, 1, 100);
        int secured = SrtpSession.server(keys).protectRtp(buffer, OFFSET, 112);

        assertThat(SrtpSession.server(keys).unprotectRtp(buffer, OFFSET, secured))
                .isEqualTo(FORGED);
    }

    @Test
    void rtcpThatIsNotEncryptedIsForgedEvenWithARightTag() {
        SrtpKeys keys = keys(SrtpProfile.AES128_CM_HMAC_SHA1_80);
        byte[] buffer = rtcp(SSRC);
        int secured = SrtpSession.client(keys).protectRtcp(buffer, OFFSET, 32);
        buffer[OFFSET + secured - 10 - 4] &= 0x7F; // the E bit

        assertThat(SrtpSession.server(keys).unprotectRtcp(buffer, OFFSET, secured))
                .isEqualTo(FORGED);
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void packetsMayComeAThousandTooLateButOnlyOnce(SrtpProfile profile) {
        SrtpKeys keys = keys(profile);
        SrtpSession server = SrtpSession.server(keys);
        SrtpSession client = SrtpSession.client(keys);
        byte[][] sent = new byte[1100][];
        int secured = 0;
        for (int i = 0; i < sent.length; i++) {
            sent[i] = rtp(SSRC, (60_000 + i * 8) & 0xFFFF, 20);
            secured = client.protectRtp(sent[i], OFFSET, 32);
        }
        assertThat(secured).isEqualTo(32 + profile.tagBytes());
        int last = sent.length - 1;
        assertThat(server.unprotectRtp(sent[0].clone(), OFFSET, secured)).isEqualTo(32);
        assertThat(server.unprotectRtp(sent[last].clone(), OFFSET, secured)).isEqualTo(32);
        for (int i = 0; i < sent.length; i++) {
            int late = (last - i) * 8;
            boolean taken = i != last && late < ReplayWindow.REACH;
            assertThat(server.unprotectRtp(sent[i].clone(), OFFSET, secured))
                    .as("packet %d, %d behind", i, late)
                    .isEqualTo(taken ? 32 : REPLAYED);
        }
        for (byte[] packet : sent) {
            assertThat(server.unprotectRtp(packet.clone(), OFFSET, secured)).isEqualTo(REPLAYED);
        }
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void aStreamGoesOnForManyRoundsOfSequenceNumbersWithLossAndReordering(SrtpProfile profile) {
        SrtpKeys keys = keys(profile);
        SrtpSession server = SrtpSession.server(keys);
        SrtpSession client = SrtpSession.client(keys);
        int sequence = 65_000;
        byte[] late = null;
        int behind = 0;
        for (int i = 0; i < 6_000; i++) {
            byte[] buffer = rtp(SSRC, sequence & 0xFFFF, 20);
            int secured = client.protectRtp(buffer, OFFSET, 32);
            assertThat(secured).as("sequence %d", sequence).isPositive();
            if (i > 0 && late == null && random.nextInt(4) == 0) {
                late = buffer;
                behind = 0;
            } else if (i == 0 || random.nextInt(10) > 0) { // the others are lost
                assertThat(server.unprotectRtp(buffer, OFFSET, secured)).isEqualTo(32);
            }
            if (late != null && ++behind > 5) {
                assertThat(server.unprotectRtp(late, OFFSET, secured)).isEqualTo(32);
                late = null;
            }
            sequence += 1 + random.nextInt(150);
        }
        assertThat(sequence).isGreaterThan(4 * 65_536);
    }

    @Test
    void theSameNumberIsNeverProtectedTwice() {
        SrtpSession client = SrtpSession.client(keys(SrtpProfile.AEAD_AES_128_GCM));
        assertThat(client.protectRtp(rtp(SSRC, 5, 20), OFFSET, 32)).isPositive();
        assertThat(client.protectRtp(rtp(SSRC, 6, 20), OFFSET, 32)).isPositive();
        assertThat(client.protectRtp(rtp(SSRC, 5, 20), OFFSET, 32)).isEqualTo(REPLAYED);
        assertThat(client.protectRtp(rtp(SSRC, 4, 20), OFFSET, 32)).isPositive();
        assertThat(client.protectRtp(rtp(SSRC, 65_535, 20), OFFSET, 32))
                .as("before the first round")
                .isEqualTo(REPLAYED);
    }

    @Test
    void aStreamDoesNotBeginShortBeforeItsNumbersStartAgain() {
        SrtpSession client = SrtpSession.client(keys(SrtpProfile.AEAD_AES_128_GCM));
        assertThat(client.protectRtp(rtp(SSRC, 65_500, 20), OFFSET, 32)).isEqualTo(NEAR_WRAP);
        assertThat(client.protectRtp(rtp(SSRC, 2, 20), OFFSET, 32)).isPositive();
        assertThat(client.protectRtp(rtp(SSRC + 1, 65_400, 20), OFFSET, 32)).isPositive();
        assertThat(client.protectRtp(rtp(SSRC + 1, 65_500, 20), OFFSET, 32)).isPositive();
    }

    @Test
    void aFloodOfInventedSourcesTakesNoRoomFromRealOnes() {
        SrtpKeys keys = keys(SrtpProfile.AEAD_AES_128_GCM);
        SrtpSession server = SrtpSession.server(keys);
        SrtpSession client = SrtpSession.client(keys);
        for (int i = 0; i < 10_000; i++) {
            assertThat(server.unprotectRtp(rtp(i, i & 0xFFFF, 40), OFFSET, 60)).isEqualTo(FORGED);
            byte[] report = rtcp(i);
            report[OFFSET + 48] |= (byte) 0x80;
            assertThat(server.unprotectRtcp(report, OFFSET, 52)).isEqualTo(FORGED);
        }
        for (int ssrc = 0; ssrc < Streams.MOST; ssrc++) {
            byte[] buffer = rtp(ssrc, 77, 20);
            int secured = client.protectRtp(buffer, OFFSET, 32);
            assertThat(server.unprotectRtp(buffer, OFFSET, secured)).isEqualTo(32);
        }
    }

    @Test
    void oneSourceTooManyIsRefusedAndTheOthersGoOn() {
        SrtpKeys keys = keys(SrtpProfile.AEAD_AES_128_GCM);
        SrtpSession client = SrtpSession.client(keys);
        SrtpSession server = SrtpSession.server(keys);
        for (int ssrc = 0; ssrc < Streams.MOST; ssrc++) {
            byte[] buffer = rtp(ssrc, 1, 20);
            int secured = client.protectRtp(buffer, OFFSET, 32);
            assertThat(server.unprotectRtp(buffer, OFFSET, secured)).isEqualTo(32);
        }
        assertThat(client.protectRtp(rtp(Streams.MOST, 1, 20), OFFSET, 32)).isEqualTo(UNKNOWN);
        byte[] other = rtp(Streams.MOST, 1, 20);
        int secured = SrtpSession.client(keys).protectRtp(other, OFFSET, 32);
        assertThat(server.unprotectRtp(other, OFFSET, secured)).isEqualTo(UNKNOWN);
        byte[] known = rtp(3, 2, 20);
        secured = client.protectRtp(known, OFFSET, 32);
        assertThat(server.unprotectRtp(known, OFFSET, secured)).isEqualTo(32);
    }

    @Test
    void nothingLeavesInTheClearWhenThereIsNoRoomForTheTag() {
        SrtpSession client = SrtpSession.client(keys(SrtpProfile.AEAD_AES_128_GCM));
        byte[] buffer = rtp(SSRC, 1, 20);
        byte[] tight = Arrays.copyOf(buffer, buffer.length - 1);

        assertThat(client.protectRtp(tight, OFFSET, 32)).isEqualTo(UNKNOWN);
        byte[] report = rtcp(SSRC);
        assertThat(client.protectRtcp(Arrays.copyOf(report, report.length - 1), OFFSET, 32))
                .isEqualTo(UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(SrtpProfile.class)
    void noGarbageIsBelievedOrThrows(SrtpProfile profile) {
        long seed = System.nanoTime();
        Random garbage = new Random(seed);
        SrtpKeys keys = keys(profile);
        SrtpSession server = SrtpSession.server(keys);
        SrtpSession client = SrtpSession.client(keys);
        byte[] real = rtp(SSRC, 100, 80);
        int secured = client.protectRtp(real, OFFSET, 92);
        byte[] buffer = new byte[160];
        for (int round = 0; round < 50_000; round++) {
            int length = garbage.nextInt(buffer.length - OFFSET);
            garbage.nextBytes(buffer);
            if (garbage.nextBoolean()) { // a real one with some bytes changed, cut or grown
                System.arraycopy(real, 0, buffer, 0, OFFSET + secured);
                for (int i = garbage.nextInt(4); i >= 0; i--) {
                    int at = OFFSET + garbage.nextInt(secured);
                    buffer[at] ^= (byte) (1 + garbage.nextInt(255));
                }
            }
            if (Arrays.equals(content(buffer, secured), content(real, secured))) {
                continue; // one change took back the other
            }
            assertThat(server.unprotectRtp(buffer, OFFSET, length))
                    .as("seed %d", seed)
                    .isNegative();
            assertThat(server.unprotectRtcp(buffer, OFFSET, length))
                    .as("seed %d", seed)
                    .isNegative();
        }
        assertThat(server.unprotectRtp(real, OFFSET, secured)).isEqualTo(92);
    }
}
