// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.simulator.media.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ArrivalFeedbackTest {
    private static final long MILLI = 1_000_000;
    private final ArrivalFeedback feedback = new ArrivalFeedback();
    private final byte[] buffer = new byte[1_280];

    /// Sequence numbers and arrivals in quarters of a millisecond, as a sender reads them.
    private Map<Integer, Long> told() {
        int length = feedback.write(buffer, 1, 2);
        ByteBuffer in = ByteBuffer.wrap(buffer, 0, length);
        assertThat(in.getShort()).isEqualTo((short) 0x8FCD);
        assertThat(4 * (in.getShort() + 1)).isEqualTo(length);
        in.position(12);
        int base = in.getShort() & 0xFFFF;
        int count = in.getShort() & 0xFFFF;
        long time = (in.getInt() >>> 8) * 256L;
        int deltas = 20 + 2 * ((count + 6) / 7);
        Map<Integer, Long> told = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            int chunk = ByteBuffer.wrap(buffer).getShort(20 + 2 * (i / 7));
            int symbol = chunk >> (12 - 2 * (i % 7)) & 3;
            if (symbol == 1) {
                time += buffer[deltas++] & 0xFF;
            } else if (symbol == 2) {
                time += ByteBuffer.wrap(buffer).getShort(deltas);
                deltas += 2;
            }
            if (symbol != 0) {
                told.put((base + i) & 0xFFFF, time);
            }
        }
        return told;
    }

    @Test
    void arrivalsAreToldToAQuarterOfAMillisecond() {
        feedback.arrived(10, 1_000 * MILLI);
        feedback.arrived(11, 1_001 * MILLI);
        feedback.arrived(13, 1_200 * MILLI);

        assertThat(told())
                .containsExactly(
                        Map.entry(10, 4_000L), Map.entry(11, 4_004L), Map.entry(13, 4_800L));
    }

    @Test
    void whatOvertookAnotherIsToldInTheOrderOfNumbers() {
        feedback.arrived(65_535, 900 * MILLI);
        feedback.arrived(1, 901 * MILLI);
        feedback.arrived(0, 902 * MILLI);

        assertThat(told())
                .containsEntry(65_535, 3_600L)
                .containsEntry(0, 3_608L)
                .containsEntry(1, 3_604L);
    }

    @Test
    void whatWasLostBetweenTwoFeedbacksIsToldByTheSecond() {
        feedback.arrived(5, 100 * MILLI);
        assertThat(told()).containsOnlyKeys(5);
        feedback.arrived(8, 110 * MILLI);

        assertThat(told()).containsOnlyKeys(8);
        assertThat(ByteBuffer.wrap(buffer).getShort(12)).isEqualTo((short) 6);
        assertThat(feedback.write(buffer, 1, 2)).isZero();
    }
}
