// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class RtcpWriterTest {
    private static final int BRIDGE = 0x0000_B00B;
    private static final int MEDIA = 0xCAFE_0001;
    private final byte[] into = new byte[256];

    private String written(int from, int end) {
        return HexFormat.of().formatHex(Arrays.copyOfRange(into, from, end));
    }

    @Test
    void aCompoundPacketIsWrittenPartBehindPart() {
        int at =
                RtcpWriter.receiverReport(
                        into, 0, BRIDGE, MEDIA, 64, -2, 65_539, 16, 0xAABB_CCDD, 32_768);
        assertThat(written(0, at))
                .isEqualTo("81c900070000b00bcafe000140fffffe0001000300000010aabbccdd00008000");
        int described = RtcpWriter.description(into, at, BRIDGE, "bridge");
        assertThat(written(at, described))
                .isEqualTo("81ca00040000b00b0106627269646765" + "00000000");
        int asked = RtcpWriter.pictureLoss(into, described, BRIDGE, MEDIA);
        assertThat(written(described, asked)).isEqualTo("81ce00020000b00bcafe0001");
        assertThat(Heard.of(into, 0, asked)).hasSize(2).last().isEqualTo("pli b00b cafe0001");
    }

    @Test
    void everyDescriptionEndsWithAZeroAndOnFourBytes() {
        for (int length = 0; length < 20; length++) {
            Arrays.fill(into, (byte) -1);
            int end = RtcpWriter.description(into, 0, BRIDGE, "x".repeat(length));
            assertThat(end % 4).isZero();
            assertThat(end).isGreaterThanOrEqualTo(10 + length + 1);
            assertThat(into[10 + length]).isZero();
            assertThat(into[end - 1]).isZero();
        }
    }

    @Test
    void missingPacketsArePackedBySeventeens() {
        int[] sequences = {65_530, 65_531, 10, 11, 500};
        int end = RtcpWriter.nack(into, 0, BRIDGE, MEDIA, sequences, 5);
        assertThat(written(0, end))
                .isEqualTo("81cd00050000b00bcafe0001" + "fffa8001" + "000b0000" + "01f40000");
        assertThat(Heard.of(into, 0, end))
                .containsExactly(
                        "nack b00b cafe0001 65530",
                        "nack b00b cafe0001 65531",
                        "nack b00b cafe0001 10",
                        "nack b00b cafe0001 11",
                        "nack b00b cafe0001 500");
    }

    @Test
    void theOtherRequestsAreWrittenAsTheStandardsDraw() {
        int end = RtcpWriter.fullIntra(into, 0, BRIDGE, MEDIA, 258);
        assertThat(written(0, end)).isEqualTo("84ce00040000b00b00000000cafe000102000000");
        end = RtcpWriter.remb(into, 0, BRIDGE, 500_000, new int[] {MEDIA}, 1);
        assertThat(written(0, end)).isEqualTo("8fce00050000b00b0000000052454d420107d090cafe0001");
        end = RtcpWriter.referenceTime(into, 0, BRIDGE, 0xE000_0001_8000_0000L);
        assertThat(written(0, end)).isEqualTo("80cf00040000b00b04000002e000000180000000");
        end = RtcpWriter.referenceAnswer(into, 0, BRIDGE, MEDIA, 0x1122_3344, 65_536);
        assertThat(written(0, end)).isEqualTo("80cf00050000b00b05000003cafe00011122334400010000");
        end = RtcpWriter.senderReport(into, 0, MEDIA, 1L << 32, 5, 6, 7);
        assertThat(Heard.of(into, 0, end)).containsExactly("sr cafe0001 100000000 5 6 7");
        end = RtcpWriter.bye(into, 0, MEDIA);
        assertThat(written(0, end)).isEqualTo("81cb0001cafe0001");
        end = RtcpWriter.emptyReport(into, 0, BRIDGE);
        assertThat(written(0, end)).isEqualTo("80c900010000b00b");
    }

    @Test
    void aLargeBitrateLosesOnlyItsLastDigits() {
        for (long bits = 1; bits < 1L << 50; bits = bits * 3 + 7) {
            int end = RtcpWriter.remb(into, 0, BRIDGE, bits, new int[] {MEDIA}, 1);
            String heard = Heard.of(into, 0, end).getFirst();
            long read = Long.parseLong(heard.split(" ")[2]);
            assertThat(read).isLessThanOrEqualTo(bits).isGreaterThan(bits - bits / 100_000 - 1);
        }
    }

    @Test
    void whereThereIsNoRoomNothingIsWritten() {
        byte[] small = new byte[20];
        int at = 12;
        int[] media = {MEDIA};
        assertThat(RtcpWriter.receiverReport(small, at, 1, 2, 0, 0, 0, 0, 0, 0)).isEqualTo(at);
        assertThat(RtcpWriter.senderReport(small, at, 1, 2, 3, 4, 5)).isEqualTo(at);
        assertThat(RtcpWriter.description(small, at, 1, "a")).isEqualTo(at);
        assertThat(RtcpWriter.nack(small, at, 1, 2, media, 1)).isEqualTo(at);
        assertThat(RtcpWriter.pictureLoss(small, at, 1, 2)).isEqualTo(at);
        assertThat(RtcpWriter.fullIntra(small, at, 1, 2, 3)).isEqualTo(at);
        assertThat(RtcpWriter.remb(small, at, 1, 2, media, 1)).isEqualTo(at);
        assertThat(RtcpWriter.referenceTime(small, at, 1, 2)).isEqualTo(at);
        assertThat(RtcpWriter.referenceAnswer(small, at, 1, 2, 3, 4)).isEqualTo(at);
        assertThat(small).containsOnly(0);
        assertThat(RtcpWriter.bye(small, at, 1)).isEqualTo(20);
    }

    @Test
    void moreNacksThanFitAreCutAndStillReadable() {
        byte[] small = new byte[20];
        int[] sequences = {0, 100, 200, 300, 400};
        int end = RtcpWriter.nack(small, 0, 1, 2, sequences, 5);
        assertThat(end).isEqualTo(20);
        assertThat(Heard.of(small, 0, end)).containsExactly("nack 1 2 0", "nack 1 2 100");
    }
}
