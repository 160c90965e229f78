// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.signal.Samples;

class BlockCodecTest {
    private static int[] values(int count, IntUnaryOperator value) {
        int[] values = new int[count];
        Arrays.setAll(values, value);
        return values;
    }

    private static byte[] assertExact(String what, int[] values) {
        byte[] block = BlockCodec.encode(Samples.of(values));
        try {
            assertThat(BlockCodec.decode(block)).as(what).isEqualTo(Samples.of(values));
        } catch (CorruptBlockException broken) {
            throw new AssertionError(what, broken);
        }
        return block;
    }

    @Test
    void everyShapeOfSignalComesBackExactly() {
        for (long seed = 0; seed < 400; seed++) {
            var random = new Random(seed);
            int count = 1 + random.nextInt(4_000);
            int shape = random.nextInt(9);
            double step = 1 + random.nextDouble() * 30;
            int[] values =
                    switch (shape) {
                        case 0 -> values(count, _ -> random.nextInt());
                        case 1 -> values(count, _ -> 7);
                        case 2 -> values(count, i -> (int) (900 * Math.sin(i * 0.05)));
                        case 3 ->
                                values(
                                        count,
                                        _ ->
                                                random.nextBoolean()
                                                        ? Integer.MIN_VALUE
                                                        : Integer.MAX_VALUE);
                        case 4 -> values(count, _ -> (int) (random.nextGaussian() * 3));
                        case 5 ->
                                values(
                                        count,
                                        i ->
                                                (int)
                                                        Math.round(
                                                                step
                                                                        * (int)
                                                                                (90
                                                                                        * Math.sin(
                                                                                                i
                                                                                                        * 0.03))));
                        case 6 -> values(count, i -> i % 500 == 0 ? -32_768 : i % 100);
                        case 7 -> values(count, i -> Integer.MAX_VALUE - i);
                        default ->
                                values(
                                        count,
                                        i ->
                                                (int)
                                                        Math.round(
                                                                (i < count / 2 ? step : 5.3)
                                                                        * random.nextInt(40)));
                    };
            assertExact("seed " + seed + " shape " + shape + " of " + count, values);
        }
    }

    @Test
    void aSingleSampleOfAnyValueIsABlock() {
        for (int value : new int[] {0, 1, -1, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            assertExact("value " + value, new int[] {value});
            assertExact("twice " + value, new int[] {value, ~value});
        }
    }

    @Test
    void aFlatLineTakesLittleMoreThanABitASample() {
        byte[] block = assertExact("flat", values(3_000, _ -> 512));
        assertThat(block.length).isLessThan(3_000 / 8 + 100);
    }

    @Test
    void samplesScaledByAStepThatIsNoIntegerTakeTheBitsOfTheirConverter() {
        int[] converter =
                values(
                        1_500,
                        i -> (int) Math.round(120 * Math.sin(i * 0.31) + 9 * Math.sin(i * 1.7)));
        int[] scaled = values(1_500, i -> (int) Math.round(converter[i] * 7.03125));
        int plain = assertExact("converter", converter).length;
        int wide = assertExact("scaled", scaled).length;
        assertThat(wide).isLessThan(plain + 60);
    }

    /// Blocks of version 1 decode for ever.
    @Test
    void theGoldenBlockDecodes() throws CorruptBlockException {
        byte[] golden = HexFormat.of().parseHex(GOLDEN);
        assertThat(BlockCodec.decode(golden))
                .isEqualTo(Samples.of(1, 3, 6, 10, 15, 21, 28, 36, 45, -55));
        assertThat(BlockCodec.encode(Samples.of(1, 3, 6, 10, 15, 21, 28, 36, 45, -55)))
                .isEqualTo(golden);
    }

    private static final String GOLDEN = "010000000a030000000affffffc928c248a0820820800ec0f5d5da81";

    @Test
    void anyDamageIsFoundAndNothingHangs() {
        byte[] block =
                BlockCodec.encode(Samples.of(values(500, i -> (int) (900 * Math.sin(i * 0.05)))));
        for (long seed = 0; seed < 2_000; seed++) {
            var random = new Random(seed);
            byte[] damaged = block.clone();
            int bit = random.nextInt(damaged.length * 8);
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThatThrownBy(() -> BlockCodec.decode(damaged))
                    .as("seed %d bit %d", seed, bit)
                    .isInstanceOf(CorruptBlockException.class);
        }
        for (int length = 0; length < block.length; length++) {
            byte[] cut = Arrays.copyOf(block, length);
            assertThatThrownBy(() -> BlockCodec.decode(cut))
                    .isInstanceOf(CorruptBlockException.class);
        }
    }

    @Test
    void aForgedBlockWithARightChecksumIsRefusedOrDecodedButNeverHangs() {
        byte[] block =
                BlockCodec.encode(Samples.of(values(500, i -> (int) (900 * Math.sin(i * 0.05)))));
        for (long seed = 0; seed < 5_000; seed++) {
            var random = new Random(seed);
            byte[] forged = block.clone();
            for (int i = 0; i < 1 + random.nextInt(4); i++) {
                forged[random.nextInt(forged.length - 4)] = (byte) random.nextInt();
            }
            var crc = new java.util.zip.CRC32C();
            crc.update(forged, 0, forged.length - 4);
            java.nio.ByteBuffer.wrap(forged).putInt(forged.length - 4, (int) crc.getValue());
            try {
                assertThat(BlockCodec.decode(forged).length()).isPositive();
            } catch (CorruptBlockException refused) {
                assertThat(refused).hasMessageNotContaining("null");
            }
        }
    }
}
