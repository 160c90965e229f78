// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TransportFeedbackTest {
    private static final long MS = TimeUnit.MILLISECONDS.toNanos(1);
    private final TransportFeedback feedback = new TransportFeedback();
    private final byte[] into = new byte[1_500];

    /// Reads feedback as the draft draws it, apart from what writes it.
    private record Told(int base, int count, int feedbackNumber, Map<Integer, Long> arrivals) {
        static Told read(byte[] b, int off, int len) {
            assertThat(b[off] & 0xFF).isEqualTo(0x8F);
            assertThat(b[off + 1] & 0xFF).isEqualTo(205);
            assertThat(4 * (Bits.u16(b, off + 2) + 1)).isEqualTo(len);
            int base = Bits.u16(b, off + 12);
            int count = Bits.u16(b, off + 14);
            long time = (Bits.i32(b, off + 16) >> 8) * 64_000L;
            int[] symbols = new int[count + 14];
            int at = off + 20;
            int i = 0;
            while (i < count) {
                int chunk = Bits.u16(b, at);
                at += 2;
                if (chunk >> 15 == 0) {
                    int run = chunk & 0x1FFF;
                    Arrays.fill(symbols, i, i + run, (chunk >> 13) & 3);
                    i += run;
                } else if ((chunk >> 14 & 1) == 0) {
                    for (int bit = 13; bit >= 0; bit--) {
                        symbols[i++] = (chunk >> bit) & 1;
                    }
                } else {
                    for (int bit = 12; bit >= 0; bit -= 2) {
                        symbols[i++] = (chunk >> bit) & 3;
                    }
                }
            }
            var arrivals = new HashMap<Integer, Long>();
            for (int k = 0; k < count; k++) {
                if (symbols[k] == 1) {
                    time += 250L * (b[at++] & 0xFF);
                } else if (symbols[k] == 2) {
                    time += 250L * (short) Bits.u16(b, at);
                    at += 2;
                }
                if (symbols[k] != 0) {
                    arrivals.put((base + k) & 0xFFFF, time);
                }
            }
            assertThat(len - (at - off)).isBetween(0, 3);
            return new Told(base, count, b[off + 19] & 0xFF, arrivals);
        }
    }

    private Told told(long now) {
        int length = feedback.write(into, 4, 1, 2, now);
        assertThat(length).isPositive();
        return Told.read(into, 4, length);
    }

    @Test
    void threePacketsAndAGapAreWrittenAsDrawn() {
        feedback.onPacket(65_535, 64 * MS);
        feedback.onPacket(0, 65 * MS);
        feedback.onPacket(2, 165 * MS);
        assertThat(feedback.write(into, 0, 0xB, 0xC, 100 * MS)).isZero();
        int length = feedback.write(into, 0, 0xB, 0xC, 165 * MS);
        assertThat(HexFormat.of().formatHex(Arrays.copyOf(into, length)))
                .isEqualTo(
                        "8fcd00060000000b0000000cffff000400000100"
                                + "d480"
                                + "0004"
                                + "0190"
                                + "0000");
    }

    @Test
    void nothingIsToldBeforeItIsTimeAndNothingTwice() {
        feedback.onPacket(5, 0);
        assertThat(feedback.write(into, 0, 1, 2, TransportFeedback.INTERVAL_NANOS - 1)).isZero();
        assertThat(told(TransportFeedback.INTERVAL_NANOS).arrivals()).containsOnlyKeys(5);
        assertThat(feedback.write(into, 0, 1, 2, 10 * TransportFeedback.INTERVAL_NANOS)).isZero();
    }

    @Test
    void manyPacketsAreToldEarlier() {
        for (int i = 0; i < TransportFeedback.MOST_WAITING; i++) {
            feedback.onPacket(i, i);
        }
        assertThat(told(TransportFeedback.MOST_WAITING).count())
                .isEqualTo(TransportFeedback.MOST_WAITING);
    }

    @Test
    void aPacketThatComesAfterItWasToldLostIsToldAgain() {
        feedback.onPacket(1, 0);
        feedback.onPacket(3, MS);
        assertThat(told(50 * MS).arrivals()).containsOnlyKeys(1, 3);
        feedback.onPacket(2, 60 * MS);
        Told again = told(110 * MS);
        assertThat(again.base()).isEqualTo(2);
        assertThat(again.arrivals()).containsOnlyKeys(2, 3);
        assertThat(again.arrivals().get(2)).isEqualTo(60_000);
        assertThat(again.arrivals().get(3)).isEqualTo(1_000);
        assertThat(again.feedbackNumber()).isEqualTo(1);
    }

    @Test
    void aSilenceTooLongForADeltaBeginsAnotherPacket() {
        feedback.onPacket(1, 0);
        feedback.onPacket(2, 9_000 * MS);
        assertThat(told(9_050 * MS).arrivals()).containsOnlyKeys(1);
        assertThat(told(9_050 * MS).arrivals()).containsOnlyKeys(2).containsValue(9_000_000L);
    }

    @Test
    void whatArrivedIsToldExactlyThroughLossReorderingAndWraps() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        var sent = new HashMap<Long, Long>();
        var told = new HashMap<Integer, Long>();
        long now = 0;
        int packets = 0;
        for (long sequence = 60_000; sequence < 200_000; sequence++) {
            now += random.nextInt(3) * 400_000L;
            if (random.nextInt(10) == 0) {
                continue;
            }
            long which = random.nextInt(20) == 0 ? sequence - random.nextInt(30) : sequence;
            if (which >= 60_000 && sent.putIfAbsent(which, now / 250_000 * 250) == null) {
                feedback.onPacket((int) which & 0xFFFF, now);
                packets++;
            }
            for (int length; (length = feedback.write(into, 0, 1, 2, now)) > 0; ) {
                assertThat(length).isLessThanOrEqualTo(TransportFeedback.LARGEST);
                told.putAll(Told.read(into, 0, length).arrivals());
            }
            if (sequence % 10_000 == 0) {
                for (long old = sequence - 200; old > sequence - 5_000; old--) {
                    Long at = sent.get(old);
                    assertThat(told.get((int) old & 0xFFFF) == null)
                            .as("seed %d sequence %d", seed, old)
                            .isEqualTo(at == null);
                    if (at != null) {
                        assertThat(told.get((int) old & 0xFFFF))
                                .as("seed %d sequence %d", seed, old)
                                .isEqualTo(at);
                    }
                }
                told.clear();
                sent.keySet().removeIf(old -> true);
            }
        }
        assertThat(packets).isGreaterThan(100_000);
    }

    @Test
    void anySequenceAtAnyTimeStaysBounded() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int length = 0;
        for (int i = 0; i < 200_000; i++) {
            feedback.onPacket(
                    random.nextInt(random.nextBoolean() ? 100 : 70_000), random.nextLong());
            if (i % 50 == 0) {
                length = Math.max(length, feedback.write(into, 0, 1, 2, random.nextLong()));
            }
        }
        assertThat(length).as("seed %d", seed).isBetween(1, TransportFeedback.LARGEST);
    }
}
