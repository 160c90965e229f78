// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Random and mutated compound packets: nothing is thrown, and no more is told than bytes came.
class RtcpFuzzTest {
    private static final int ROUNDS = 400_000;
    private static final List<byte[]> VALID =
            List.of(
                    hex(
                            "81c8000ccafe0009e0000001800000000000000500000003000004"
                                    + "00cafe000140fffffe0001000300000010aabbccdd00008000"
                                    + "81ca00040000b00b010662726964676500000000"),
                    hex("80c900010000b00b81cd00040000b00bcafe0001fffa8001000b0000"),
                    hex("8fce00050000b00b0000000052454d420107d090cafe0001"),
                    hex("80cf00090000b00b04000002e00000018000000005000003cafe00011122334400010000"),
                    hex("84ce00040000b00b00000000cafe000102000000" + "81cb0001cafe0001"));

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }

    private static final class Counting implements RtcpVisitor {
        int told;

        @Override
        public void nack(int sender, int media, int sequence) {
            told += sequence >= 0 && sequence < 65_536 ? 1 : 1_000_000;
        }

        @Override
        public void remb(int sender, long bitsPerSecond, int media) {
            told += bitsPerSecond >= 0 ? 1 : 1_000_000;
        }

        @Override
        public void bye(int ssrc) {
            told++;
        }
    }

    @Test
    void nothingThrowsAndNothingIsMadeUp() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int odd = 0;
        for (int i = 0; i < ROUNDS; i++) {
            byte[] b = i % 4 == 0 ? noise(random) : mutated(random);
            int cut = random.nextInt(b.length + 1);
            var counting = new Counting();
            odd += RtcpReader.read(b, cut, b.length - cut, counting);
            if (counting.told > 5 * b.length) {
                throw new AssertionError("seed " + seed + " round " + i);
            }
            odd += RtcpReader.read(b, 0, b.length, counting);
        }
        assertThat(odd).as("seed %d", seed).isGreaterThan(ROUNDS / 10);
    }

    private static byte[] noise(Random random) {
        byte[] b = new byte[random.nextInt(120)];
        random.nextBytes(b);
        if (b.length > 4 && random.nextBoolean()) {
            b[0] = (byte) (0x80 | (b[0] & 0x1F));
            b[1] = (byte) (200 + random.nextInt(8));
            b[2] = 0;
            b[3] = (byte) random.nextInt(b.length / 4 + 1);
        }
        return b;
    }

    private static byte[] mutated(Random random) {
        byte[] b = VALID.get(random.nextInt(VALID.size())).clone();
        for (int k = random.nextInt(4); k > 0; k--) {
            b[random.nextInt(b.length)] = (byte) random.nextInt(256);
        }
        return b;
    }
}
