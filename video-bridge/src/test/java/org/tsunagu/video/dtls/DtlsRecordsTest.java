// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.video.dtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsunagu.video.dtls.DtlsBytes.ALERT;
import static org.tsunagu.video.dtls.DtlsBytes.CERTIFICATE_VERIFY;
import static org.tsunagu.video.dtls.DtlsBytes.CHANGE_CIPHER_SPEC;
import static org.tsunagu.video.dtls.DtlsBytes.CLIENT_HELLO;
import static org.tsunagu.video.dtls.DtlsBytes.HANDSHAKE;
import static org.tsunagu.video.dtls.DtlsBytes.fragment;
import static org.tsunagu.video.dtls.DtlsBytes.handshake;
import static org.tsunagu.video.dtls.DtlsBytes.record;
import static org.tsunagu.video.dtls.DtlsBytes.together;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What reaches the library is small and in the order it can bear.
class DtlsRecordsTest {
    private static final byte[] CHANGE = record(CHANGE_CIPHER_SPEC, 0, (byte) 1);

    private static boolean plausible(byte[] datagram) {
        byte[] shifted = new byte[datagram.length + 3];
        System.arraycopy(datagram, 0, shifted, 3, datagram.length);
        return DtlsRecords.arePlausible(shifted, 3, datagram.length);
    }

    @Test
    void recordsOfAHandshakeAreTaken() {
        assertThat(plausible(handshake(CLIENT_HELLO, 0, 1900, 0, 1000))).isTrue();
        assertThat(plausible(handshake(CLIENT_HELLO, 0, 1900, 1000, 900))).isTrue();
        assertThat(plausible(record(ALERT, 1, new byte[18]))).isTrue();
        byte[] flight =
                together(
                        record(
                                HANDSHAKE,
                                0,
                                together(fragment(11, 1, 300, 0, 300), fragment(16, 2, 66, 0, 66))),
                        handshake(CERTIFICATE_VERIFY, 3, 76, 0, 76),
                        CHANGE,
                        record(HANDSHAKE, 1, new byte[40]));
        assertThat(plausible(flight)).isTrue();
        for (int cut = 1; cut < flight.length; cut++) {
            assertThat(plausible(Arrays.copyOf(flight, cut)) == endsWithARecord(cut))
                    .as("cut at %d", cut)
                    .isTrue();
        }
    }

    private static boolean endsWithARecord(int at) {
        int first = 13 + 12 + 300 + 12 + 66;
        int second = first + 13 + 12 + 76;
        return at == first || at == second || at == second + CHANGE.length;
    }

    @Test
    void aMessageThatClaimsMuchNeverReachesTheLibrary() {
        assertThat(plausible(handshake(CLIENT_HELLO, 0, DtlsRecords.LARGEST_MESSAGE, 0, 10)))
                .isTrue();
        assertThat(plausible(handshake(CLIENT_HELLO, 0, DtlsRecords.LARGEST_MESSAGE + 1, 0, 10)))
                .isFalse();
        assertThat(plausible(handshake(CLIENT_HELLO, 0, 0xFFFFFF, 0, 10))).isFalse();
        assertThat(plausible(handshake(CLIENT_HELLO, DtlsRecords.LAST_MESSAGE + 1, 90, 0, 10)))
                .isFalse();
        byte[] behindAnother =
                record(
                        HANDSHAKE,
                        0,
                        together(fragment(11, 1, 30, 0, 30), fragment(16, 2, 0xFFFFFF, 0, 6)));
        assertThat(plausible(behindAnother)).isFalse();
    }

    @Test
    void whatIsNoRecordIsNotTaken() {
        byte[] hello = handshake(CLIENT_HELLO, 0, 100, 0, 100);
        assertThat(plausible(new byte[0])).isFalse();
        assertThat(plausible(new byte[13])).isFalse();
        assertThat(plausible(record(ALERT, 2, new byte[2]))).as("epoch").isFalse();
        assertThat(plausible(record(24, 0, new byte[2]))).as("heartbeat").isFalse();
        assertThat(plausible(record(ALERT, 0))).as("empty").isFalse();
        assertThat(plausible(handshake(CLIENT_HELLO, 0, 100, 50, 51))).as("end").isFalse();
        byte[] tls = hello.clone();
        tls[1] = 3;
        assertThat(plausible(tls)).isFalse();
    }

    @Test
    void theChangeOfKeysWaitsForTheProofOfTheKey() {
        EpochGate gate = new EpochGate();
        byte[] keyExchange = handshake(16, 2, 66, 0, 66);
        byte[] finished = record(HANDSHAKE, 1, new byte[40]);

        assertThat(gate.admit(CHANGE)).isZero();
        assertThat(gate.admit(together(keyExchange, CHANGE, finished)))
                .isEqualTo(keyExchange.length);
        assertThat(gate.admit(handshake(CERTIFICATE_VERIFY, 3, 260, 200, 60))).isEqualTo(85);
        assertThat(gate.admit(CHANGE)).as("a piece is not all").isZero();
        assertThat(gate.admit(handshake(CERTIFICATE_VERIFY, 3, 260, 0, 200))).isEqualTo(225);
        assertThat(gate.admit(CHANGE)).as("the piece behind it was before it").isZero();
        assertThat(gate.admit(handshake(CERTIFICATE_VERIFY, 3, 260, 200, 60))).isEqualTo(85);
        assertThat(gate.admit(CHANGE)).isEqualTo(CHANGE.length);
        assertThat(gate.admit(finished)).isEqualTo(finished.length);
    }

    @Test
    void aWholeFlightInOneDatagramPassesAtOnce() {
        byte[] flight =
                together(
                        handshake(16, 2, 66, 0, 66),
                        handshake(CERTIFICATE_VERIFY, 3, 76, 0, 76),
                        CHANGE,
                        record(HANDSHAKE, 1, new byte[40]));
        assertThat(new EpochGate().admit(flight)).isEqualTo(flight.length);
    }

    @Test
    void noGarbageThrowsOrClaimsMuch() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] real =
                together(
                        handshake(11, 1, 90, 0, 90),
                        handshake(CERTIFICATE_VERIFY, 3, 76, 0, 76),
                        CHANGE,
                        record(HANDSHAKE, 1, new byte[40]));
        int taken = 0;
        for (int round = 0; round < 300_000; round++) {
            byte[] datagram = real.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                datagram[random.nextInt(datagram.length)] = (byte) random.nextInt();
            }
            if (random.nextInt(4) == 0) {
                datagram = Arrays.copyOf(datagram, random.nextInt(datagram.length));
            }
            if (DtlsRecords.arePlausible(datagram, 0, datagram.length)) {
                taken++;
                assertThat(new EpochGate().admit(datagram))
                        .as("seed %d", seed)
                        .isBetween(0, datagram.length);
            }
        }
        assertThat(taken).as("seed %d: the check is reached on both sides", seed).isPositive();
    }
}
