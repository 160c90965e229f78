// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RtpTest {
    /// Marker, payload type 111, one CSRC, one-byte extensions 1 (ff), 5 (8 bytes) and 3 (0007),
    /// payload of four bytes, padding of three.
    private static final byte[] RICH =
            Packets.hex(
                    "b1 ef fffe 80000001 cafebabe 01020304 bede 0004"
                            + "10ff 57 0011223344556677 31 0007 00 00 deadbeef 000003");

    @Test
    void everyFieldIsReadWhereItLies() {
        assertThat(Rtp.wellFormed(RICH, 0, RICH.length)).isTrue();
        assertThat(Rtp.marker(RICH, 0)).isTrue();
        assertThat(Rtp.payloadType(RICH, 0)).isEqualTo(111);
        assertThat(Rtp.sequence(RICH, 0)).isEqualTo(0xFFFE);
        assertThat(Rtp.timestamp(RICH, 0)).isEqualTo(0x8000_0001L);
        assertThat(Rtp.ssrc(RICH, 0)).isEqualTo(0xCAFE_BABE);
        assertThat(Rtp.headerLength(RICH, 0)).isEqualTo(36);
        assertThat(Rtp.payloadOffset(RICH, 0)).isEqualTo(36);
        assertThat(Rtp.payloadLength(RICH, 0, RICH.length)).isEqualTo(4);
    }

    @Test
    void anExtensionIsFoundByItsId() {
        long capture = Rtp.extension(RICH, 0, 5);
        assertThat(Rtp.dataOffset(capture)).isEqualTo(23);
        assertThat(Rtp.dataLength(capture)).isEqualTo(8);
        assertThat(Rtp.dataLength(Rtp.extension(RICH, 0, 1))).isEqualTo(1);
        assertThat(Rtp.dataLength(Rtp.extension(RICH, 0, 3))).isEqualTo(2);
        assertThat(Rtp.extension(RICH, 0, 2)).isEqualTo(-1);
        assertThat(Rtp.extension(RICH, 0, 0)).isEqualTo(-1);
    }

    @Test
    void twoByteExtensionsAreReadTooAndMayBeEmpty() {
        byte[] b = Packets.hex("90 60 0001 00000001 00000001 1000 0002 2800 00 c8 03 010203 aa");
        assertThat(Rtp.wellFormed(b, 0, b.length)).isTrue();
        assertThat(Rtp.dataLength(Rtp.extension(b, 0, 0x28))).isZero();
        assertThat(Rtp.dataLength(Rtp.extension(b, 0, 200))).isEqualTo(3);
    }

    @Test
    void idFifteenAndPaddingWithALengthEndTheReading() {
        byte[] fifteen = Packets.hex("90 60 0001 00000001 00000001 bede 0001 f0 00 10 aa");
        assertThat(Rtp.extension(fifteen, 0, 1)).isEqualTo(-1);
        byte[] zero = Packets.hex("90 60 0001 00000001 00000001 bede 0001 01 00 10 aa");
        assertThat(Rtp.extension(zero, 0, 1)).isEqualTo(-1);
        byte[] tooLong = Packets.hex("90 60 0001 00000001 00000001 bede 0001 1f 00 00 aa");
        assertThat(Rtp.extension(tooLong, 0, 1)).isEqualTo(-1);
    }

    @Test
    void everyTruncationIsSeen() {
        for (int length = 0; length < 36; length++) {
            assertThat(Rtp.wellFormed(RICH, 0, length)).as("length %d", length).isFalse();
        }
    }

    @Test
    void paddingMustLieInsideThePayload() {
        byte[] b = RICH.clone();
        b[b.length - 1] = 8;
        assertThat(Rtp.wellFormed(b, 0, b.length)).isFalse();
        b[b.length - 1] = 7;
        assertThat(Rtp.payloadLength(b, 0, b.length)).isZero();
        b[b.length - 1] = 0;
        assertThat(Rtp.wellFormed(b, 0, b.length)).isFalse();
    }

    @Test
    void rtcpIsToldFromRtpByItsType() {
        byte[] report = Packets.hex("80 c8 0006 11111111");
        assertThat(Rtp.isRtcp(report, 0, report.length)).isTrue();
        assertThat(Rtp.isRtp(report, 0, report.length)).isFalse();
        assertThat(Rtp.isRtp(RICH, 0, RICH.length)).isTrue();
        assertThat(Rtp.isRtcp(RICH, 0, RICH.length)).isFalse();
        byte[] stun = Packets.hex("0001 0000 2112a442 000000000000000000000000");
        assertThat(Rtp.isRtp(stun, 0, stun.length)).isFalse();
    }

    @Test
    void fieldsAreWrittenWithoutTouchingTheirNeighbours() {
        byte[] b = RICH.clone();
        Rtp.setPayloadType(b, 0, 96);
        Rtp.setSequence(b, 0, 1);
        Rtp.setSsrc(b, 0, 7);
        assertThat(Rtp.marker(b, 0)).isTrue();
        assertThat(Rtp.payloadType(b, 0)).isEqualTo(96);
        assertThat(Rtp.sequence(b, 0)).isEqualTo(1);
        assertThat(Rtp.timestamp(b, 0)).isEqualTo(0x8000_0001L);
        assertThat(Rtp.ssrc(b, 0)).isEqualTo(7);
        assertThat(Rtp.payloadLength(b, 0, b.length)).isEqualTo(4);
    }

    @Test
    void theTimeOfSendingIsTwentyFourBitsOfSeconds() {
        byte[] b = Packets.hex("90 60 0001 00000001 00000001 bede 0001 22 000000 aa");
        assertThat(Rtp.setAbsSendTime(b, 0, 2, 64_000_000_000L + 1_500_000_000L)).isTrue();
        assertThat(b[17]).isEqualTo((byte) 0x06);
        assertThat(b[18]).isZero();
        assertThat(Rtp.setAbsSendTime(b, 0, 3, 0)).isFalse();
    }
}
