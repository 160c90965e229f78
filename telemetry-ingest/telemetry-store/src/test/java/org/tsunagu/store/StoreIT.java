// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.tsunagu.store.Frames.HEART_RATE;
import static org.tsunagu.store.Frames.PRESSURE;
import static org.tsunagu.store.StoredSeconds.PATIENCE;
import static org.tsunagu.store.StoredSeconds.QUICK;
import static org.tsunagu.store.StoredSeconds.assertComplete;
import static org.tsunagu.store.StoredSeconds.heartRate;
import static org.tsunagu.store.StoredSeconds.pressure;
import static org.tsunagu.store.StoredSeconds.samples;
import static org.tsunagu.store.TestDatabase.count;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import org.tsunagu.store.history.AxisGap;
import org.tsunagu.store.history.History.Scope;
import org.tsunagu.store.history.NumericPage;
import org.tsunagu.store.history.Resolution;
import org.tsunagu.store.history.RollUpPage;
import org.tsunagu.store.history.WaveformPage;
import org.tsunagu.store.intake.Limits;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.GapReason;
import org.tsunagu.telemetry.signal.Samples;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.Patient;
import org.tsunagu.telemetry.ward.PersonId;

/// Journal to database and back, on real servers.
@ParameterizedClass
@MethodSource("org.tsunagu.store.TestDatabase#all")
class StoreIT {
    private static final AxisTime START = AxisTime.parse("2026-11-20T08:00:00Z");
    private static final Limits NEVER =
            new Limits(
                    64L << 20,
                    1L << 30,
                    8L << 20,
                    Duration.ofHours(1),
                    Duration.ofMillis(100),
                    Duration.ofHours(1));

    private final TestDatabase database;

    StoreIT(TestDatabase database) {
        this.database = database;
    }

    @AfterEach
    void dropDatabases() {
        database.dropAll();
    }

    @Test
    void whatIsOnlyInMemoryIsAnsweredSampleBySample() {
        var journal = new MemoryJournal(4);
        var frames = new Frames("H1:ICU-1", "monitor-1", 1, START);
        StoreConfig config = database.fresh(NEVER);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            frames.seconds(0, 30).forEach(journal::append);
            Await.until(
                    "read", PATIENCE, () -> heartRate(store, frames, 0, 30).points().size() == 30);
            assertComplete(store, frames, 0, 30);
            assertThat(count(config, "numeric_row")).isZero();
        }
        assertThat(count(config, "numeric_row")).isEqualTo(30);
    }

    @Test
    void whatIsStoredIsAnsweredSampleBySampleAndWhileItIsBeingStored() {
        var journal = new MemoryJournal(4);
        var frames = new Frames("H1:ICU-1", "monitor-1", 1, START);
        StoreConfig config = database.fresh(QUICK);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            for (int second = 0; second < 300; second++) {
                journal.append(frames.second(second));
                int seconds = second + 1;
                if (second % 7 == 0) {
                    Await.until(
                            "second " + second,
                            PATIENCE,
                            () -> heartRate(store, frames, 0, seconds).points().size() >= seconds);
                    assertComplete(store, frames, 0, seconds);
                }
            }
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 300);
            assertComplete(store, frames, 0, 300);
            assertComplete(store, frames, 17, 211);
        }
    }

    @Test
    void theSameSentTwiceWithRestartsBetweenIsOnce() {
        var journal = new MemoryJournal(4);
        var frames = new Frames("H1:ICU-1", "monitor-1", 1, START);
        StoreConfig config = database.fresh(QUICK);
        var random = new Random(20_261_120);
        for (int start = 0; start < 4; start++) {
            try (TelemetryStore store = TelemetryStore.open(config, journal)) {
                for (int second = 0; second < 120; second++) {
                    journal.append(frames.second(random.nextInt(120)));
                }
                if (start == 3) {
                    frames.seconds(0, 120).forEach(journal::append);
                }
                Await.until(
                        "read",
                        PATIENCE,
                        () -> store.state() instanceof StoreState.Ok && store.duplicates() > 0);
            }
        }
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            Await.until(
                    "all", PATIENCE, () -> heartRate(store, frames, 0, 120).points().size() >= 120);
            assertComplete(store, frames, 0, 120);
        }
        assertThat(count(config, "numeric_row")).isEqualTo(120);
    }

    @Test
    void lateAndDisorderedFramesMakeOneGapFreeRecord() {
        var journal = new MemoryJournal(4);
        var frames = new Frames("H1:ICU-1", "monitor-1", 1, START);
        StoreConfig config = database.fresh(QUICK);
        List<Integer> order = new ArrayList<>();
        for (int second = 0; second < 200; second++) {
            order.add(second);
        }
        Collections.shuffle(order, new Random(7));
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            for (int second : order) {
                journal.append(frames.second(second));
            }
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 200);
            assertComplete(store, frames, 0, 200);
        }
    }

    @Test
    void aHoleIsAGapWithTheReasonTheSourceGave() {
        var journal = new MemoryJournal(4);
        var frames = new Frames("H1:ICU-1", "monitor-1", 1, START);
        StoreConfig config = database.fresh(QUICK);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            frames.seconds(0, 20).forEach(journal::append);
            journal.append(
                    frames.second(30, 31, List.of(frames.gap(20, 30, GapReason.NOT_RECORDED))));
            frames.seconds(31, 40).forEach(journal::append);
            frames.seconds(50, 60).forEach(journal::append);
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 40);
            List<AxisGap> expected =
                    List.of(
                            new AxisGap(frames.at(20), frames.at(30), GapReason.NOT_RECORDED),
                            new AxisGap(frames.at(40), frames.at(50), GapReason.UNKNOWN));
            assertThat(pressure(store, frames, 0, 60).gaps()).isEqualTo(expected);
            assertThat(pressure(store, frames, 0, 60).segments()).hasSize(3);
            assertThat(heartRate(store, frames, 0, 60).gaps())
                    .extracting(AxisGap::reason)
                    .containsExactly(GapReason.NOT_RECORDED, GapReason.UNKNOWN);
        }
    }

    @Test
    void bedsAreKnownAfterARestart() {
        var journal = new MemoryJournal(4);
        StoreConfig config = database.fresh(QUICK);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            for (int bed = 0; bed < 20; bed++) {
                var frames = new Frames("H1:ICU-" + bed, "monitor-" + bed, 1, START);
                frames.seconds(0, 5).forEach(journal::append);
            }
            Await.until("read", PATIENCE, () -> store.history().latestNumerics().size() == 20);
        }
        journal.replace();
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            assertThat(store.history().beds()).hasSize(20).contains(new BedId("H1:ICU-7"));
            assertThat(store.history().latestNumerics())
                    .hasSize(20)
                    .allSatisfy(
                            latest ->
                                    assertThat(latest.at())
                                            .isEqualTo(START.plusMicros(4 * Frames.SECOND)));
        }
    }

    private static BedMovement movement(
            BedMovement.Kind kind, String encounter, String bed, AxisTime at, int number) {
        return new BedMovement(
                new EventId.Message(new SourceId("adt"), "m" + number, "20261120", "hash" + number),
                kind,
                new EncounterId(encounter),
                new Patient(new PersonId("p-" + encounter), "Test^Person", "1950-01-02", "F"),
                new BedId(bed),
                null,
                at,
                new ArrivalTime(at.micros()));
    }

    @Test
    void aBackdatedTransferRelabelsWhatWasStoredAndTheEncounterFollowsItsPatient() {
        var journal = new MemoryJournal(4);
        var one = new Frames("H1:ICU-1", "monitor-1", 1, START);
        var two = new Frames("H1:ICU-2", "monitor-2", 1, START);
        StoreConfig config = database.fresh(QUICK);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            one.seconds(0, 60).forEach(journal::append);
            two.seconds(0, 60).forEach(journal::append);
            journal.append(movement(BedMovement.Kind.ADMIT, "E1", "H1:ICU-1", one.at(10), 1));
            Await.until("stored", PATIENCE, () -> count(config, "movement") == 1);
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 120);
            assertThat(ofEncounter(store, "E1", one).points()).hasSize(50);
            journal.append(movement(BedMovement.Kind.TRANSFER, "E1", "H1:ICU-2", one.at(40), 2));
            Await.until("stored", PATIENCE, () -> count(config, "movement") == 2);
        }
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            List<NumericPage.Point> points = ofEncounter(store, "E1", one).points();
            assertThat(points).hasSize(50);
            assertThat(points.subList(0, 30))
                    .allSatisfy(point -> assertThat(point.bed()).isEqualTo(one.bed()));
            assertThat(points.subList(30, 50))
                    .allSatisfy(point -> assertThat(point.bed()).isEqualTo(two.bed()));
            WaveformPage ofBed = pressure(store, one, 0, 60);
            assertThat(ofBed.segments())
                    .extracting(WaveformPage.Segment::encounter)
                    .containsExactly(null, new EncounterId("E1"), null);
            assertThat(ofBed.segments())
                    .extracting(segment -> segment.samples().length())
                    .containsExactly(1_250, 3_750, 2_500);
            assertThat(ofBed.gaps()).isEmpty();
            assertThat(store.history().encounter(new EncounterId("E1")))
                    .satisfies(
                            encounter -> {
                                assertThat(encounter.patient().name()).isEqualTo("Test^Person");
                                assertThat(encounter.stays()).hasSize(2);
                            });
            assertThat(store.history().stays(10)).hasSize(2);
        }
    }

    private static NumericPage ofEncounter(TelemetryStore store, String encounter, Frames frames) {
        return store.history()
                .numerics(
                        new Scope.OfEncounter(new EncounterId(encounter)),
                        HEART_RATE,
                        frames.at(0),
                        frames.at(60),
                        1_000);
    }

    @Test
    void rollUpsEqualWhatTheRawValuesGiveHoweverLateTheyCome() {
        var journal = new MemoryJournal(4);
        var frames = new Frames("H1:ICU-1", "monitor-1", 1, START.plusMicros(7_300_000));
        StoreConfig config = database.fresh(QUICK);
        List<Integer> order = new ArrayList<>();
        for (int second = 0; second < 1_500; second++) {
            order.add(second);
        }
        Collections.shuffle(order, new Random(11));
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            for (int second : order.subList(0, 1_200)) {
                journal.append(frames.second(second));
            }
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 1_200);
            for (int second : order.subList(1_200, 1_500)) {
                journal.append(frames.second(second));
            }
            Await.until(
                    "read",
                    PATIENCE,
                    () -> heartRate(store, frames, 0, 1_500).points().size() == 1_500);
            for (Resolution resolution :
                    List.of(
                            Resolution.ONE_SECOND,
                            Resolution.ONE_MINUTE,
                            Resolution.FIFTEEN_MINUTES)) {
                assertRollUps(store, frames, resolution);
            }
        }
    }

    private static void assertRollUps(TelemetryStore store, Frames frames, Resolution resolution) {
        long width = resolution.bucketMicros();
        Map<Long, DoubleSummaryStatistics> expected = new TreeMap<>();
        for (long second = 0; second < 1_500; second++) {
            long bucket = Math.floorDiv(frames.at(second).micros(), width) * width;
            expected.computeIfAbsent(bucket, _ -> new DoubleSummaryStatistics())
                    .accept(Frames.rate(second));
        }
        RollUpPage page =
                store.history()
                        .rollUps(
                                new Scope.OfBed(frames.bed()),
                                HEART_RATE,
                                resolution,
                                frames.at(0),
                                frames.at(1_500),
                                10_000);
        assertThat(page.next()).isNull();
        assertThat(page.buckets()).hasSize(expected.size());
        for (RollUpPage.Bucket bucket : page.buckets()) {
            DoubleSummaryStatistics of = expected.get(bucket.at().micros());
            assertThat(bucket.count()).isEqualTo(of.getCount());
            assertThat(bucket.min()).isEqualTo(of.getMin());
            assertThat(bucket.max()).isEqualTo(of.getMax());
            assertThat(bucket.mean()).isCloseTo(of.getAverage(), within(1e-9));
        }
    }

    @Test
    void pagesOfWaveformsAndNumericsAddUpToTheWhole() {
        var journal = new MemoryJournal(4);
        var frames = new Frames("H1:ICU-1", "monitor-1", 1, START);
        StoreConfig config = database.fresh(QUICK);
        try (TelemetryStore store = TelemetryStore.open(config, journal)) {
            frames.seconds(0, 50).forEach(journal::append);
            Await.until("stored", PATIENCE, () -> count(config, "numeric_row") == 50);
            frames.seconds(50, 60).forEach(journal::append);
            Await.until(
                    "read", PATIENCE, () -> heartRate(store, frames, 0, 60).points().size() == 60);
            var scope = new Scope.OfBed(frames.bed());
            List<Integer> found = new ArrayList<>();
            AxisTime from = frames.at(0);
            while (from != null) {
                WaveformPage page =
                        store.history().waveforms(scope, PRESSURE, from, frames.at(60), 1_234);
                page.segments()
                        .forEach(
                                segment -> {
                                    for (int value : segment.samples().toInts()) {
                                        found.add(value);
                                    }
                                });
                from = page.next();
            }
            assertThat(Samples.of(found.stream().mapToInt(i -> i).toArray()))
                    .isEqualTo(samples(0, 60 * 125));
            int points = 0;
            from = frames.at(0);
            while (from != null) {
                NumericPage page =
                        store.history().numerics(scope, HEART_RATE, from, frames.at(60), 7);
                points += page.points().size();
                from = page.next();
            }
            assertThat(points).isEqualTo(60);
        }
    }
}
