// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RtxTest {
    @Test
    void whatWasWrappedComesOutAsItWasButForPadding() {
        byte[] original =
                Packets.hex("b0 e0 1234 00000005 0000aaaa bede 0001 10ff0000 deadbeef 0002");
        byte[] into = new byte[64];
        int length = Rtx.wrap(original, 0, original.length, 97, 0xBBBB, 9, into, 3);
        assertThat(length).isEqualTo(original.length - 2 + Rtx.OVERHEAD);
        assertThat(Rtp.wellFormed(into, 3, length)).isTrue();
        assertThat(Rtp.payloadType(into, 3)).isEqualTo(97);
        assertThat(Rtp.marker(into, 3)).isTrue();
        assertThat(Rtp.ssrc(into, 3)).isEqualTo(0xBBBB);
        assertThat(Rtp.sequence(into, 3)).isEqualTo(9);
        assertThat(into[3 + 20]).isEqualTo((byte) 0x12);
        int back = Rtx.unwrap(into, 3, length, 96, 0xAAAA);
        byte[] expected = original.clone();
        expected[0] = (byte) 0x90;
        assertThat(back).isEqualTo(original.length - 2);
        assertThat(java.util.Arrays.copyOfRange(into, 3, 3 + back))
                .isEqualTo(java.util.Arrays.copyOf(expected, back));
    }

    @Test
    void aProbeCarriesNoOriginal() {
        byte[] probe = Packets.hex("a0 61 0001 00000000 00000001 0000 0004");
        assertThat(Rtp.wellFormed(probe, 0, probe.length)).isTrue();
        assertThat(Rtx.unwrap(probe, 0, probe.length, 96, 1)).isEqualTo(-1);
    }

    @Test
    void whereThereIsNoRoomNothingIsWritten() {
        byte[] original = Packets.plain(1, 1, 10);
        byte[] into = new byte[original.length + 1];
        assertThat(Rtx.wrap(original, 0, original.length, 97, 1, 1, into, 0)).isEqualTo(-1);
        assertThat(into).containsOnly(0);
    }
}
