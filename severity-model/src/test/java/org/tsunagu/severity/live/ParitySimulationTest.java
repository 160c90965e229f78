// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.tsunagu.severity.live.WardFixture.BED;
import static org.tsunagu.severity.live.WardFixture.minute;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tsunagu.severity.feature.EncounterFeatures;
import org.tsunagu.severity.risk.Assessor;
import org.tsunagu.severity.stay.Descriptors;
import org.tsunagu.severity.stay.Observation;
import org.tsunagu.severity.stay.Sex;
import org.tsunagu.severity.stay.Stay;
import org.tsunagu.severity.stay.StayId;
import org.tsunagu.severity.stay.UnitType;
import org.tsunagu.severity.stay.Variable;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.SeverityReport;
import org.tsunagu.telemetry.record.SeverityReport.Learned;

/// Whatever the order in which a stay's records arrive, and however often the ward is asked in
/// between, what stands at the end for each minute is what the whole stay gives offline.
class ParitySimulationTest {
    private static final int HOURS = 30;

    private record Charted(Variable variable, String code, String unit, double typical) {}

    private static final List<Charted> DEVICE =
            List.of(
                    new Charted(Variable.HEART_RATE, "147842", "/min", 80),
                    new Charted(Variable.RESPIRATION, "151562", "/min", 16),
                    new Charted(Variable.SAO2, "150456", "%", 97),
                    new Charted(Variable.SYSTOLIC, "150037", "mm[Hg]", 120),
                    new Charted(Variable.CUFF_SYSTOLIC, "150021", "mm[Hg]", 118),
                    new Charted(Variable.TEMPERATURE, "150344", "Cel", 37));

    private static final List<Charted> LABORATORY =
            List.of(
                    new Charted(Variable.CREATININE, "LN:2160-0", "mg/dL", 1.1),
                    new Charted(Variable.PH, "LN:2744-1", "[pH]", 735),
                    new Charted(Variable.URINE, "LN:9187-6", "mL", 80),
                    new Charted(Variable.GCS, "LN:9269-2", "{score}", 14),
                    new Charted(Variable.FIO2, "LN:3150-0", "1", 0.4));

    private final WardFixture records = new WardFixture();
    private final List<Observation> observations = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shuffledArrivalGivesTheScoresOfTheWholeStay(long seed) {
        var random = new Random(seed);
        List<JournalRecord> arriving = stay(random);
        Collections.shuffle(arriving, random);
        SeverityWard ward = WardFixture.ward();
        Assessor assessor = WardFixture.assessor();
        Map<Long, SeverityReport> standing = new TreeMap<>();
        double now = HOURS * 60 + 2;
        for (JournalRecord record : arriving) {
            now += random.nextDouble() * 0.05;
            ward.take(record, minute(now).micros());
            if (random.nextInt(10) == 0) {
                now += 0.2;
                keep(standing, ward.step(minute(now).micros(), assessor));
            }
        }
        keep(standing, ward.step(minute(now + 0.5).micros(), assessor));

        Stay whole = new Stay(new StayId("e1"), descriptors(), observations);
        assertThat(standing).containsKeys(60L, 120L, HOURS * 60L);
        standing.forEach(
                (minute, report) -> {
                    var expected =
                            WardFixture.assess(
                                    EncounterFeatures.of(whole, minute.intValue()),
                                    report.completeness());
                    Learned learned = report.learned();
                    assertThat(learned == null ? OptionalDouble.empty() : risk(learned))
                            .as("seed %d, minute %d", seed, minute)
                            .isEqualTo(OptionalDouble.of(expected.risk()));
                });
    }

    private static OptionalDouble risk(Learned learned) {
        return OptionalDouble.of(learned.risk());
    }

    private static void keep(Map<Long, SeverityReport> standing, List<SeverityReport> reports) {
        for (SeverityReport report : reports) {
            SeverityReport before = standing.put(report.minute(), report);
            assertThat(report.supersedes()).isEqualTo(before != null);
        }
    }

    private static Descriptors descriptors() {
        return new Descriptors(
                OptionalDouble.of(76), Sex.FEMALE, OptionalDouble.empty(), UnitType.MEDICAL);
    }

    /// Rows with duplicates in a minute, impossible values, and a value at the last full hour.
    private List<JournalRecord> stay(Random random) {
        List<JournalRecord> arriving = new ArrayList<>();
        arriving.add(records.admitted());
        for (int at = 0; at <= HOURS * 60; at += 1 + random.nextInt(25)) {
            List<Object> device = new ArrayList<>();
            for (Charted charted : DEVICE) {
                int times = random.nextInt(5) == 0 ? 2 : random.nextInt(2);
                for (int i = 0; i < times; i++) {
                    double value = value(charted, random);
                    device.add(charted.code());
                    device.add(value);
                    observations.add(new Observation(at, charted.variable(), value));
                }
            }
            if (!device.isEmpty()) {
                arriving.add(records.frame(BED.value(), minute(at), null, device.toArray()));
            }
            for (Charted charted : LABORATORY) {
                if (random.nextInt(8) == 0) {
                    double value = value(charted, random);
                    arriving.add(records.result(charted.code(), charted.unit(), value, minute(at)));
                    observations.add(new Observation(at, charted.variable(), value));
                }
            }
        }
        arriving.add(records.result("LN:2524-7", "mmol/L", 2.5, minute(HOURS * 60)));
        observations.add(new Observation(HOURS * 60, Variable.LACTATE, 2.5));
        return arriving;
    }

    private static double value(Charted charted, Random random) {
        if (random.nextInt(20) == 0) {
            return 0;
        }
        double value = charted.typical() * (0.8 + random.nextDouble() * 0.4);
        return random.nextBoolean() ? Math.rint(value * 10) / 10 : value;
    }
}
