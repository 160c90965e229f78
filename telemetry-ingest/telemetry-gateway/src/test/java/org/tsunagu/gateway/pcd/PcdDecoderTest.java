// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.pcd;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.tsunagu.gateway.hl7.Damage;
import org.tsunagu.gateway.hl7.Fixtures;
import org.tsunagu.gateway.hl7.Hl7Message;
import org.tsunagu.gateway.hl7.Hl7Reader;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.anomaly.Decoded;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.signal.Numeric;
import org.tsunagu.telemetry.signal.Reading;

class PcdDecoderTest {
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ArrivalTime ARRIVED =
            new ArrivalTime(AxisTime.of(Instant.parse("2026-11-20T03:00:00.25Z")).micros());

    @Test
    void intervalValuesAreDatedAtTheEndOfTheirIntervalAndEpisodicOnesAtTheirOwnTime() {
        check("interval");
    }

    @Test
    void sentinelsAreAbsentWhereTheyCannotBeValues() {
        check("sentinels");
    }

    @Test
    void singleUnusableObservationsAreAnomaliesAndTheRestIsKept() {
        check("odd-values");
    }

    @Test
    void oldValuesInAMessageSentNowStayOld() {
        check("back-fill");
    }

    @Test
    void oneMessageMayCarrySeveralPatients() {
        check("two-patients");
    }

    @Test
    void withoutAnyTimeTheArrivalDatesTheValues() {
        check("no-time");
    }

    @Test
    void randomDamageNeverThrows() {
        long seed = new Random().nextLong();
        var random = new Random(seed);
        byte[] good = Fixtures.text("pcd01/odd-values.hl7").getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 5_000; round++) {
            byte[] bytes = Damage.of(good, random);
            try {
                Hl7Message message = Hl7Reader.read(bytes).value();
                if (message != null) {
                    PcdDecoder.decode(message, TOKYO, ARRIVED, Set.of());
                }
            } catch (RuntimeException thrown) {
                throw new AssertionError("seed " + seed + " round " + round, thrown);
            }
        }
    }

    private static void check(String name) {
        byte[] bytes =
                Fixtures.text("pcd01/" + name + ".hl7")
                        .replace('\n', '\r')
                        .getBytes(StandardCharsets.UTF_8);
        Hl7Message message = Hl7Reader.read(bytes).value();
        Decoded<PcdReport> decoded = PcdDecoder.decode(message, TOKYO, ARRIVED, Set.of());
        List<String> lines = new ArrayList<>();
        for (BedObservations bed : decoded.value().beds()) {
            lines.add(line(bed));
            bed.numerics().forEach(numeric -> lines.add(line(numeric)));
        }
        for (Anomaly anomaly : decoded.anomalies()) {
            lines.add("! " + anomaly.kind());
        }
        assertThat(lines)
                .containsExactlyElementsOf(
                        Fixtures.text("pcd01/" + name + ".txt").lines().toList());
    }

    private static String line(BedObservations bed) {
        return "%s %s %s %s person=%s interval=%d widened=%d"
                .formatted(
                        bed.place().facility(),
                        bed.place().unit(),
                        bed.place().room(),
                        bed.place().bed(),
                        bed.person(),
                        bed.intervalMicros() / 1_000_000,
                        bed.uncertaintyMicros() / 1_000_000);
    }

    private static String line(Numeric numeric) {
        String reading =
                switch (numeric.reading()) {
                    case Reading.Value value -> value.value() + "/" + value.decimals();
                    case Reading.Absent absent -> absent.reason().wireName();
                };
        return "%s %s %s %s stale=%d"
                .formatted(
                        numeric.code().id(),
                        new AxisTime(numeric.measuredAt().micros()).toRfc3339(),
                        reading,
                        numeric.unit(),
                        numeric.staleAfterMicros() / 1_000_000);
    }
}
