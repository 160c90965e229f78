// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Examples of RFC 8949, appendix A, and what must be refused.
class CborReaderTest {
    private static CborReader of(String hex) {
        return new CborReader(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @Test
    void integersOfEveryWidthAreRead() throws IOException {
        assertThat(of("17").integer()).isEqualTo(23);
        assertThat(of("1818").integer()).isEqualTo(24);
        assertThat(of("1903e8").integer()).isEqualTo(1_000);
        assertThat(of("1a000f4240").integer()).isEqualTo(1_000_000);
        assertThat(of("1b000000e8d4a51000").integer()).isEqualTo(1_000_000_000_000L);
        assertThat(of("1b7fffffffffffffff").integer()).isEqualTo(Long.MAX_VALUE);
        assertThat(of("3b7fffffffffffffff").integer()).isEqualTo(Long.MIN_VALUE);
        assertThat(of("20").integer()).isEqualTo(-1);
        assertThat(of("3903e7").integer()).isEqualTo(-1_000);
        assertThat(of("f94900").integer()).isEqualTo(10);
    }

    @Test
    void realsOfEveryWidthAreRead() throws IOException {
        assertThat(of("f93e00").real()).isEqualTo(1.5);
        assertThat(of("f90001").real()).isEqualTo(5.960464477539063e-8);
        assertThat(of("fa47c35000").real()).isEqualTo(100_000.0);
        assertThat(of("fb3ff199999999999a").real()).isEqualTo(1.1);
        assertThat(of("f97c00").real()).isInfinite();
        assertThat(of("1864").real()).isEqualTo(100.0);
    }

    @Test
    void textsAndBytesMayComeInPieces() throws IOException {
        assertThat(of("7f 657374726561 646d696e67 ff").text()).isEqualTo("streaming");
        assertThat(of("7f 657374726561 646d696e67 ff").knownText()).isEqualTo("streaming");
        byte[] joined =
                of("d84d 5f 420102 43030405 ff")
                        .bytes(
                                (tag, bytes, from, length) -> {
                                    assertThat(tag).isEqualTo(77);
                                    return Arrays.copyOfRange(bytes, from, from + length);
                                });
        assertThat(joined).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void aTextThatComesAgainIsTheSameInstance() throws IOException {
        assertThat(of("63e6b0b4").knownText()).isEqualTo("水").isSameAs(of("63e6b0b4").knownText());
    }

    @Test
    void theSignForAnUnreadableLetterIsALetterToo() throws IOException {
        assertThat(of("63efbfbd").text()).isEqualTo("\uFFFD");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "18",
                "1903",
                "1c",
                "1f",
                "ff",
                "61",
                "6161",
                "61ff",
                "62c328",
                "7f61",
                "7f01ff",
                "1b8000000000000000",
                "3b8000000000000000",
                "9f01",
                "f4",
                "f6",
                "40",
                "fa7f800000",
                "fb43e0000000000000",
                "80",
                "a0",
                "c1",
                "f97e00"
            })
    void whatIsNoIntegerOrIsCutIsRefused(String hex) {
        assertThatThrownBy(() -> of(hex).integer()).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"61ff", "62c328", "7f61ffff", "7f01ff", "7f7f6161ffff", "63616", "01"})
    void whatIsNoTextIsRefused(String hex) {
        String whole = hex.length() % 2 == 0 ? hex : hex + "1";
        assertThatThrownBy(() -> of(whole).text()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> of(whole).knownText()).isInstanceOf(IOException.class);
    }

    @Test
    void aBreakBetweenANameAndItsValueIsRefused() throws IOException {
        CborReader in = of("bf 6161 ff ff");
        in.map();
        assertThat(in.field()).isEqualTo("a");
        assertThatThrownBy(in::skip).isInstanceOf(IOException.class);
    }

    @Test
    void depthIsBounded() {
        byte[] deep = new byte[100_000];
        for (byte opening : new byte[] {(byte) 0x81, (byte) 0x9f, (byte) 0xc1}) {
            Arrays.fill(deep, opening);
            assertThatThrownBy(() -> new CborReader(deep).skip()).isInstanceOf(IOException.class);
        }
    }

    @Test
    void whateverStandsThereIsPassedOver() throws IOException {
        for (long seed = 1; seed <= 2_000; seed++) {
            var random = new SplittableRandom(seed);
            var bytes = new ByteArrayOutputStream();
            try (CBORGenerator out = new CBORFactory().createGenerator(bytes)) {
                out.writeStartArray(null, 2);
                anything(random, out, 0);
                out.writeNumber(seed);
                out.writeEndArray();
            }
            var in = new CborReader(bytes.toByteArray());
            assertThat(in.array()).isEqualTo(2);
            assertThat(in.hasNext()).isTrue();
            in.skip();
            assertThat(in.hasNext()).isTrue();
            assertThat(in.integer()).as("seed %d", seed).isEqualTo(seed);
            assertThat(in.hasNext()).isFalse();
        }
    }

    @Test
    void noiseIsNothingButAnIoException() {
        for (long seed = 1; seed <= 20_000; seed++) {
            byte[] noise = new byte[new SplittableRandom(seed).nextInt(0, 60)];
            new SplittableRandom(seed).nextBytes(noise);
            try {
                new CborReader(noise).skip();
            } catch (IOException refused) {
                assertThat(refused).as("seed %d", seed).hasMessageMatching(".+");
            }
        }
    }

    private static void anything(SplittableRandom random, CBORGenerator out, int depth)
            throws IOException {
        switch (random.nextInt(depth > 5 ? 7 : 9)) {
            case 0 -> out.writeNumber(random.nextLong() >> random.nextInt(64));
            case 1 -> out.writeNumber(random.nextDouble());
            case 2 -> out.writeString("x".repeat(random.nextInt(300)));
            case 3 -> out.writeBinary(new byte[random.nextInt(300)]);
            case 4 -> out.writeBoolean(random.nextBoolean());
            case 5 -> out.writeNull();
            case 6 -> {
                out.writeTag(random.nextInt(100_000));
                out.writeNumber(1);
            }
            case 7 -> {
                int size = random.nextInt(5);
                out.writeStartArray(null, size);
                for (int i = 0; i < size; i++) {
                    anything(random, out, depth + 1);
                }
                out.writeEndArray();
            }
            default -> {
                out.writeStartObject();
                for (int i = random.nextInt(5); i > 0; i--) {
                    out.writeFieldName("field" + i);
                    anything(random, out, depth + 1);
                }
                out.writeEndObject();
            }
        }
    }
}
