// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.tsunagu.video.sdp.Codec;
import org.tsunagu.video.sdp.HeaderExtension;
import org.tsunagu.video.sdp.Negotiated;

class HeaderMapTest {
    private static final Map<String, Integer> PUBLISHERS =
            Map.of(
                    HeaderExtension.AUDIO_LEVEL, 1,
                    HeaderExtension.TRANSPORT_CC, 3,
                    HeaderExtension.ABS_CAPTURE_TIME, 5);

    /// Extensions 1 (ff), 5 (eight bytes), 3 (0007).
    private static final byte[] PACKET =
            Packets.hex(
                    "90 e0 fffe 80000001 cafebabe bede 0004"
                            + "10ff 57 0011223344556677 31 0007 00 00 deadbeef");

    private static Codec codec(int payloadType, String name, Map<String, String> parameters) {
        return new Codec(payloadType, name, 90_000, 1, payloadType + 1, parameters, List.of());
    }

    private static Negotiated.Stream stream(Map<String, Integer> extensions, Codec... codecs) {
        return new Negotiated.Stream("0", List.of(codecs), extensions, null);
    }

    private static HeaderMap to(Map<String, Integer> viewers) {
        return HeaderMap.between(
                stream(PUBLISHERS, codec(96, "VP8", Map.of())),
                stream(viewers, codec(120, "VP8", Map.of())));
    }

    @Test
    void numbersBecomeTheViewersAndTheRestPadding() {
        byte[] b = PACKET.clone();
        HeaderMap map = to(Map.of(HeaderExtension.ABS_CAPTURE_TIME, 9));
        assertThat(map.isIdentity()).isFalse();
        assertThat(map.apply(b, 0)).isTrue();
        assertThat(Rtp.payloadType(b, 0)).isEqualTo(120);
        assertThat(Rtp.marker(b, 0)).isTrue();
        assertThat(Rtp.dataLength(Rtp.extension(b, 0, 9))).isEqualTo(8);
        assertThat(Rtp.extension(b, 0, 5)).isEqualTo(-1);
        assertThat(Rtp.extension(b, 0, 1)).isEqualTo(-1);
        assertThat(Rtp.extension(b, 0, 3)).isEqualTo(-1);
        assertThat(Rtp.headerLength(b, 0)).isEqualTo(32);
        assertThat(map.rtxPayloadType(96)).isEqualTo(121);
    }

    @Test
    void whatTheViewerCannotTakeIsSaid() {
        HeaderMap map = to(Map.of());
        byte[] b = PACKET.clone();
        Rtp.setPayloadType(b, 0, 97);
        assertThat(map.apply(b, 0)).isFalse();
        assertThat(map.copy(b, 0, b.length, new byte[100], 0, 0)).isEqualTo(-1);
        assertThat(map.payloadType(97)).isEqualTo(-1);
    }

    @Test
    void theSameNumbersNeedNoRewriting() {
        Negotiated.Stream both = stream(PUBLISHERS, codec(96, "VP8", Map.of()));
        assertThat(HeaderMap.between(both, both).isIdentity()).isTrue();
    }

    @Test
    void codecsMeetByWhatChangesTheBitsNotByLevel() {
        Codec one = codec(96, "H264", h264("42e01f", "1"));
        Codec other = codec(97, "H264", h264("42E034", "1"));
        Codec modeless = codec(98, "H264", h264("42e01f", "0"));
        Codec high = codec(99, "H264", h264("640c1f", "1"));
        HeaderMap map =
                HeaderMap.between(stream(Map.of(), one), stream(Map.of(), high, modeless, other));
        assertThat(map.payloadType(96)).isEqualTo(97);
    }

    private static Map<String, String> h264(String level, String mode) {
        return Map.of("profile-level-id", level, "packetization-mode", mode);
    }

    @Test
    void theTimeOfSendingIsAddedWhereTheViewerWantsIt() {
        HeaderMap map =
                to(
                        Map.of(
                                HeaderExtension.ABS_SEND_TIME, 2,
                                HeaderExtension.ABS_CAPTURE_TIME, 9));
        byte[] into = new byte[128];
        int length = map.copy(PACKET, 0, PACKET.length, into, 5, 1_500_000_000L);
        assertThat(Rtp.wellFormed(into, 5, length)).isTrue();
        long sent = Rtp.extension(into, 5, 2);
        assertThat(into[Rtp.dataOffset(sent)]).isEqualTo((byte) 6);
        assertThat(Rtp.dataLength(Rtp.extension(into, 5, 9))).isEqualTo(8);
        assertThat(Rtp.payloadLength(into, 5, length)).isEqualTo(4);
        assertThat(Arrays.copyOfRange(into, 5 + length - 4, 5 + length))
                .isEqualTo(Packets.hex("deadbeef"));
        assertThat(Rtp.payloadType(into, 5)).isEqualTo(120);
    }

    @Test
    void aPacketWithoutExtensionsGetsOneAndGrowsNoMoreThanSaid() {
        HeaderMap map = to(Map.of(HeaderExtension.ABS_SEND_TIME, 2));
        byte[] plain = Packets.plain(7, 3_000, 10);
        byte[] into = new byte[plain.length + HeaderMap.MOST_GROWTH];
        int length = map.copy(plain, 0, plain.length, into, 0, 0);
        assertThat(length).isEqualTo(into.length);
        assertThat(Rtp.wellFormed(into, 0, length)).isTrue();
        assertThat(Rtp.payloadLength(into, 0, length)).isEqualTo(10);
        assertThat(map.copy(plain, 0, plain.length, new byte[length - 1], 0, 0)).isEqualTo(-1);
    }

    @Test
    void aPacketWhoseExtensionsNobodyKnowsGoesWithoutAny() {
        byte[] into = new byte[128];
        int length = to(Map.of()).copy(PACKET, 0, PACKET.length, into, 0, 0);
        assertThat(length).isEqualTo(16);
        assertThat(Rtp.wellFormed(into, 0, length)).isTrue();
        assertThat(Rtp.headerLength(into, 0)).isEqualTo(12);
    }

    @Test
    void anExtensionOfAnotherFormIsEmptied() {
        byte[] b = Packets.hex("90 60 0001 00000001 00000001 abcd 0001 10aa10aa ff");
        assertThat(to(Map.of(HeaderExtension.AUDIO_LEVEL, 4)).apply(b, 0)).isTrue();
        assertThat(Arrays.copyOfRange(b, 16, 20)).containsOnly(0);
    }
}
