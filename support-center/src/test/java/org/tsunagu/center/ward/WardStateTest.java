// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.ward;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.tsunagu.center.fake.FakeHistory;
import org.tsunagu.center.fake.Frames;
import org.tsunagu.store.history.LatestNumeric;
import org.tsunagu.store.history.StoredStay;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.JournalRecord;
import org.tsunagu.telemetry.record.LinkReport;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.signal.Alert;
import org.tsunagu.telemetry.signal.Reading;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.FacilityId;
import org.tsunagu.telemetry.ward.PersonId;

class WardStateTest {
    private static final long T = 1_772_366_400_000_000L;
    private static final AxisTime NOW = new AxisTime(T);
    private final WardState ward = new WardState(WardNames.NONE);

    private WardState.Change apply(JournalRecord record) {
        return ward.apply(record, NOW);
    }

    private BedView bed(String id) {
        return ward.view(new BedId(id), NOW);
    }

    private double heartRate(String id) {
        return ((Reading.Value) bed(id).numerics().getFirst().reading()).value();
    }

    @Test
    void theNewestByAxisTimeWinsWhateverTheOrderOfArrival() {
        long seed = new Random().nextLong();
        List<JournalRecord> frames = new ArrayList<>();
        for (int i = 1; i <= 50; i++) {
            frames.add(Frames.heartRate("b", i, T + i * 1_000L, i));
        }
        Collections.shuffle(frames, new Random(seed));
        frames.forEach(this::apply);
        assertThat(heartRate("b")).as("seed %d", seed).isEqualTo(50);
        assertThat(bed("b").lastAt()).isEqualTo(new AxisTime(T + 50_000));
    }

    @Test
    void anEventSentTwiceChangesNothing() {
        assertThat(apply(Frames.heartRate("b", 1, T, 70)).fresh()).isTrue();
        WardState.Change again = apply(Frames.heartRate("b", 1, T, 70));
        assertThat(again.fresh()).isFalse();
        assertThat(again.changed()).isEmpty();
    }

    @Test
    void aValueIsStaleOnlyPastItsTime() {
        apply(Frames.heartRate("b", 1, T, 70));
        LatestValue value = bed("b").numerics().getFirst();
        assertThat(value.staleAt(new AxisTime(T + Frames.STALE))).isFalse();
        assertThat(value.staleAt(new AxisTime(T + Frames.STALE + 1))).isTrue();
    }

    @Test
    void aValueFromTheFutureIsNotTheNewest() {
        apply(Frames.heartRate("b", 1, T, 70));
        apply(
                Frames.frame(
                        "b",
                        2,
                        T,
                        null,
                        List.of(Frames.numeric(Frames.HR, T + 3_600_000_000L, 99)),
                        List.of()));
        assertThat(heartRate("b")).isEqualTo(70);
    }

    @Test
    void whoLiesThereFollowsTheMovements() {
        apply(Frames.heartRate("b", 1, T, 70));
        assertThat(bed("b").status()).isEqualTo(BedStatus.UNKNOWN);
        apply(Frames.admit("b", "V1", "P1", T - 1_000_000));
        assertThat(bed("b").status()).isEqualTo(BedStatus.OCCUPIED);
        assertThat(bed("b").stay().encounter()).isEqualTo(new EncounterId("V1"));
        WardState.Change moved = apply(Frames.transfer("b", "c", "V1", "P1", T - 500_000));
        assertThat(moved.changed()).contains(new BedId("b"), new BedId("c"));
        assertThat(bed("b").status()).isEqualTo(BedStatus.EMPTY);
        assertThat(bed("c").stay().encounter()).isEqualTo(new EncounterId("V1"));
        apply(Frames.discharge("c", "V1", "P1", T - 100));
        assertThat(bed("c").status()).isEqualTo(BedStatus.EMPTY);
    }

    @Test
    void nothingFromBeforeTheEncounterIsShownAsItsOwn() {
        apply(Frames.heartRate("b", 1, T - 10_000_000, 70));
        apply(
                Frames.alerting(
                        "b",
                        2,
                        T - 10_000_000,
                        Frames.alert("a", Alert.Priority.HIGH, Alert.Phase.START, T - 10_000_000)));
        assertThat(bed("b").numerics()).hasSize(1);
        apply(Frames.admit("b", "V2", "P2", T - 5_000_000));
        assertThat(bed("b").numerics()).isEmpty();
        assertThat(bed("b").alerts()).isEmpty();
        apply(Frames.heartRate("b", 3, T - 1_000_000, 81));
        assertThat(heartRate("b")).isEqualTo(81);
        apply(Frames.discharge("b", "V2", "P2", T - 500_000));
        assertThat(bed("b").numerics()).as("the next one must not inherit them").isEmpty();
    }

    @Test
    void aDeviceThatNamesSomebodyElseIsAConflictUntilItAgrees() {
        apply(Frames.admit("b", "V1", "P1", T - 1_000_000));
        apply(Frames.claiming("b", 1, T - 500_000, "P1"));
        assertThat(bed("b").status()).isEqualTo(BedStatus.OCCUPIED);
        apply(Frames.claiming("b", 2, T - 400_000, "P9"));
        assertThat(bed("b").status()).isEqualTo(BedStatus.CONFLICT);
        apply(Frames.claiming("b", 3, T - 300_000, "P1"));
        assertThat(bed("b").status()).isEqualTo(BedStatus.OCCUPIED);
    }

    @Test
    void aClaimFromBeforeTheAdmissionIsNoConflict() {
        apply(Frames.claiming("b", 1, T - 2_000_000, "P-before"));
        apply(Frames.admit("b", "V1", "P1", T - 1_000_000));
        assertThat(bed("b").status()).isEqualTo(BedStatus.OCCUPIED);
    }

    @Test
    void timeAloneChangesAStateAndTheTickTellsWhich() {
        apply(Frames.heartRate("b", 1, T, 70));
        assertThat(ward.tick(NOW)).containsExactly(new BedId("b"));
        assertThat(ward.tick(NOW)).isEmpty();
        AxisTime later = new AxisTime(T + WardState.QUIET_MICROS + 1);
        assertThat(ward.tick(later)).containsExactly(new BedId("b"));
        assertThat(ward.view(new BedId("b"), later).status()).isEqualTo(BedStatus.NO_DATA);
    }

    @Test
    void anAdmissionInTheFutureBeginsWhenItBegins() {
        apply(Frames.admit("b", "V1", "P1", T + 60_000_000));
        assertThat(bed("b").stay()).isNull();
        AxisTime later = new AxisTime(T + 60_000_000);
        assertThat(ward.tick(later)).contains(new BedId("b"));
        assertThat(ward.view(new BedId("b"), later).status()).isEqualTo(BedStatus.OCCUPIED);
    }

    @Test
    void alertsLiveUntilTheDeviceEndsThemAndLateNewsDoesNotOpenThemAgain() {
        apply(alert(1, "a", Alert.Priority.LOW, Alert.Phase.START, T));
        apply(alert(2, "b", Alert.Priority.HIGH, Alert.Phase.START, T + 1));
        assertThat(bed("b").alerts())
                .extracting(open -> open.alert().id())
                .containsExactly("b", "a");
        apply(alert(3, "b", Alert.Priority.HIGH, Alert.Phase.END, T + 3));
        assertThat(bed("b").alerts()).hasSize(1);
        apply(alert(4, "b", Alert.Priority.HIGH, Alert.Phase.CONTINUE, T + 2));
        assertThat(bed("b").alerts()).hasSize(1);
    }

    @Test
    void tooManyAlertsNeverPushOutAHighOne() {
        apply(alert(1, "high", Alert.Priority.HIGH, Alert.Phase.START, T));
        for (int i = 0; i < BedAlerts.MOST + 50; i++) {
            apply(alert(10 + i, "low" + i, Alert.Priority.LOW, Alert.Phase.START, T + 10 + i));
        }
        assertThat(bed("b").alerts()).hasSize(BedAlerts.MOST);
        assertThat(bed("b").alerts().getFirst().alert().id()).isEqualTo("high");
    }

    private static JournalRecord alert(
            long sequence, String id, Alert.Priority priority, Alert.Phase phase, long at) {
        return Frames.alerting("b", sequence, at, Frames.alert(id, priority, phase, at));
    }

    @Test
    void supervisionIsLostAndRestored() {
        apply(Frames.heartRate("b", 1, T, 70));
        apply(link("monitor@b", false, T + 1));
        assertThat(bed("b").lostSince()).isEqualTo(new AxisTime(T + 1));
        assertThat(apply(link("monitor@b", true, T + 2)).changed()).isNotEmpty();
        assertThat(bed("b").lostSince()).isNull();
        apply(link("monitor@b", false, T));
        assertThat(bed("b").lostSince()).as("older news").isNull();
    }

    @Test
    void aDeviceThatWasReplacedDoesNotKeepTheBedLost() {
        apply(Frames.heartRate("b", 1, T, 70));
        apply(link("old-device", false, T - 50));
        assertThat(bed("b").lostSince()).isNull();
    }

    private static LinkReport link(String source, boolean up, long at) {
        return new LinkReport(new SourceId(source), new BedId("b"), up, new ArrivalTime(at));
    }

    @Test
    void bedsStandInTheWardsOwnOrder() {
        var names =
                new WardNames(
                        List.of(
                                new Facility(new FacilityId("west"), "西病院", null),
                                new Facility(new FacilityId("east"), "東病院", null)),
                        Map.of(new BedId("west:A-1"), new BedLabel("HCU", "はじめ")));
        WardState ordered = new WardState(names);
        for (String id :
                List.of("ICU-1", "east:ICU-10", "east:ICU-2", "west:A-1", "west:ICU-3", "z:1")) {
            ordered.apply(Frames.heartRate(id, 1, T, 70), NOW);
        }
        assertThat(ordered.views(NOW))
                .extracting(view -> view.bed().value())
                .containsExactly(
                        "west:ICU-3", "west:A-1", "east:ICU-2", "east:ICU-10", "z:1", "ICU-1");
        assertThat(ordered.view(new BedId("west:A-1"), NOW).name()).isEqualTo("はじめ");
    }

    @Test
    void naturalOrderIsAnOrder() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            names.add(
                    "ICU-".substring(0, random.nextInt(5))
                            + (random.nextBoolean() ? "0" : "")
                            + random.nextInt(30)
                            + (random.nextBoolean() ? "a" + random.nextInt(3) : ""));
        }
        for (String a : names.subList(0, 40)) {
            for (String b : names.subList(40, 80)) {
                assertThat(Integer.signum(BedOrder.natural(a, b)))
                        .as("seed %d: %s %s", seed, a, b)
                        .isEqualTo(-Integer.signum(BedOrder.natural(b, a)));
            }
        }
        names.sort(BedOrder::natural);
        for (int i = 0; i + 1 < names.size(); i++) {
            assertThat(BedOrder.natural(names.get(i), names.get(i + 1))).isLessThanOrEqualTo(0);
        }
    }

    @Test
    void whatTheStoreRemembersNeverReplacesWhatIsNewer() {
        FakeHistory history = new FakeHistory();
        history.latest.add(latest("b", T - 1_000, 60));
        history.latest.add(latest("c", T - 1_000, 61));
        history.beds.add(new BedId("quiet"));
        history.stays.add(stay("b", "V1", T - 9_000_000, T - 5_000_000L));
        history.stays.add(stay("c", "V1", T - 5_000_000, null));
        apply(Frames.heartRate("b", 1, T, 70));
        ward.seed(Seed.read(history, NOW), NOW);
        ward.seed(Seed.read(history, NOW), NOW);
        assertThat(heartRate("b")).isEqualTo(70);
        assertThat(heartRate("c")).isEqualTo(61);
        assertThat(bed("quiet").status()).isEqualTo(BedStatus.NO_DATA);
        assertThat(bed("b").status()).isEqualTo(BedStatus.EMPTY);
        assertThat(bed("c").stay().encounter()).isEqualTo(new EncounterId("V1"));
        apply(Frames.discharge("c", "V1", "P1", T - 10));
        assertThat(bed("c").status()).isEqualTo(BedStatus.EMPTY);
    }

    private static LatestNumeric latest(String bed, long at, double value) {
        return new LatestNumeric(
                new BedId(bed),
                Frames.HR,
                new AxisTime(at),
                new Reading.Value(value, 0),
                "/min",
                Frames.STALE,
                0,
                Frames.source(bed));
    }

    private static StoredStay stay(String bed, String encounter, long from, Long to) {
        return new StoredStay(
                new BedId(bed),
                new EncounterId(encounter),
                new PersonId("P1"),
                new AxisTime(from),
                to == null ? null : new AxisTime(to));
    }

    @Test
    void bedsAreBounded() {
        for (int i = 0; i <= WardState.MOST_BEDS; i++) {
            apply(lost(i));
        }
        assertThat(ward.bedCount()).isEqualTo(WardState.MOST_BEDS);
        assertThat(ward.notTaken()).isEqualTo(1);
    }

    private static LinkReport lost(int bed) {
        return new LinkReport(new SourceId("s"), new BedId("bed-" + bed), true, new ArrivalTime(T));
    }

    @Test
    void thereIsRoomForANewPatientHoweverManyCameBefore() {
        long old = T - 2 * WardState.STAYS_KEPT_MICROS;
        for (int hour = 0; hour < 3; hour++) {
            for (int i = 0; i <= WardState.MANY_MOVEMENTS / 2; i++) {
                String id = hour + "-" + i;
                apply(Frames.admit("b" + i % 997, "V" + id, "P" + id, old + i * 1_000L));
                apply(Frames.discharge("b" + i % 997, "V" + id, "P" + id, old + i * 1_000L + 500));
            }
            ward.tick(new AxisTime(T + hour * 3_600_000_000L));
        }
        apply(Frames.admit("b1", "V", "P", T - 1_000));
        assertThat(bed("b1").status()).isEqualTo(BedStatus.OCCUPIED);
    }
}
