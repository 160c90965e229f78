// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.adt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tsunagu.gateway.hl7.Damage;
import org.tsunagu.gateway.hl7.Fixtures;
import org.tsunagu.gateway.hl7.Hl7Message;
import org.tsunagu.gateway.hl7.Hl7Reader;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.BedMovement.Kind;

class AdtDecoderTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final String START = "MSH|^~\\&|ADT|S|||20261120120000||ADT^A01|1|P|2.5\r";

    @Test
    void aTransferNamesBothBedsAndWhenItHappened() {
        Hl7Message message = message(Fixtures.text("hl7/adt.hl7").replace('\n', '\r'));
        AdtEvent event = AdtDecoder.decode(message, Kind.TRANSFER, TOKYO).value();
        assertThat(event.visit()).isEqualTo("V-4711");
        assertThat(event.place().bed()).isEqualTo("HCU-3");
        assertThat(event.prior().bed()).isEqualTo("ICU-2");
        assertThat(event.patient().id().value()).isEqualTo("777");
        assertThat(event.patient().name()).isEqualTo("山田 太郎");
        assertThat(event.patient().birthDate()).isEqualTo("1948-02-29");
        assertThat(event.patient().sex()).isEqualTo("M");
        assertThat(new AxisTime(event.effectiveAt().time().micros()).toRfc3339())
                .isEqualTo("2026-11-19T22:45:00.000000Z");
    }

    @Test
    void anAdmissionCountsFromPv144AndADischargeFromPv145WhenEvn6IsMissing() {
        String message =
                START
                        + "EVN||20261120120000\rPID|||1\rPV1||I|ICU^^1"
                        + "|".repeat(16)
                        + "V1"
                        + "|".repeat(25)
                        + "20261120100000|20261121110000\r";
        assertThat(effective(message, Kind.ADMIT)).isEqualTo("2026-11-20T10:00:00.000000Z");
        assertThat(effective(message, Kind.DISCHARGE)).isEqualTo("2026-11-21T11:00:00.000000Z");
        AdtEvent transfer =
                AdtDecoder.decode(message(message), Kind.TRANSFER, ZoneOffset.UTC).value();
        assertThat(transfer.effectiveAt()).isNull();
        assertThat(new AxisTime(transfer.recordedAt().time().micros()).toRfc3339())
                .isEqualTo("2026-11-20T12:00:00.000000Z");
    }

    @Test
    void withoutAVisitNumberPersonAndAdmissionMakeTheStay() {
        String message = START + "PID|||77\rPV1||I|ICU^^1" + "|".repeat(41) + "20261120100000\r";
        var decoded = AdtDecoder.decode(message(message), Kind.ADMIT, ZoneOffset.UTC);
        assertThat(decoded.value().visit()).isEqualTo("77@20261120100000");
        assertThat(decoded.anomalies())
                .extracting(Anomaly::kind)
                .containsExactly("adt-no-visit-number");
        String bare = START + "PID|||77\rPV1||I|ICU^^1\r";
        assertThat(AdtDecoder.decode(message(bare), Kind.ADMIT, ZoneOffset.UTC).value().visit())
                .isEqualTo("77");
    }

    @Test
    void theMedicalRecordNumberIsPreferred() {
        String message = START + "PID|||9^^^X^PI~8^^^X^MR~7\rPV1||I|ICU^^1\r";
        var event = AdtDecoder.decode(message(message), Kind.ADMIT, ZoneOffset.UTC).value();
        assertThat(event.patient().id().value()).isEqualTo("8");
    }

    @Test
    void withoutPersonOrPlaceThereIsNothing() {
        String nobody = START + "PV1||I|ICU^^1\r";
        assertThat(AdtDecoder.decode(message(nobody), Kind.ADMIT, TOKYO).value()).isNull();
        String nowhere = START + "PID|||1\rPV1||I|\r";
        assertThat(AdtDecoder.decode(message(nowhere), Kind.ADMIT, TOKYO).value()).isNull();
        String left = START + "PID|||1\rPV1||I||||ICU^^2\r";
        assertThat(AdtDecoder.decode(message(left), Kind.DISCHARGE, TOKYO).value().place().bed())
                .isEqualTo("2");
    }

    @Test
    void otherEventsAreNotServed() {
        assertThat(AdtDecoder.kindOf("A08")).isNull();
        assertThat(AdtDecoder.kindOf("")).isNull();
    }

    @Test
    void randomDamageNeverThrows() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        byte[] good = Fixtures.text("hl7/adt.hl7").getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = Damage.of(good, random);
            try {
                Hl7Message message = Hl7Reader.read(bytes).value();
                if (message != null) {
                    AdtDecoder.decode(message, Kind.values()[round % 3], TOKYO);
                }
            } catch (RuntimeException thrown) {
                throw new AssertionError("seed " + seed + " round " + round, thrown);
            }
        }
    }

    private static String effective(String message, Kind kind) {
        AdtEvent event = AdtDecoder.decode(message(message), kind, ZoneOffset.UTC).value();
        return new AxisTime(event.effectiveAt().time().micros()).toRfc3339();
    }

    private static Hl7Message message(String text) {
        return Hl7Reader.read(text.getBytes(StandardCharsets.UTF_8)).value();
    }
}
