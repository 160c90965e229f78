// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.occupancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.axis.ArrivalTime;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.BedMovement.Kind;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.record.SourceId;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.Patient;
import org.tsunagu.telemetry.ward.PersonId;

class OccupancyTest {
    private static final BedId ONE = new BedId("north:ICU-1");
    private static final BedId TWO = new BedId("north:ICU-2");
    private static final BedId ELSEWHERE = new BedId("south:ICU-1");
    private static final EncounterId ANNA = new EncounterId("e-anna");
    private static final EncounterId BEN = new EncounterId("e-ben");

    private final Occupancy occupancy = new Occupancy();
    private int messages;

    @Test
    void anAdmissionATransferAndADischargeMakeTwoStays() {
        assertThat(occupancy.apply(move(Kind.ADMIT, ANNA, ONE, 10))).isEmpty();
        assertThat(occupancy.apply(move(Kind.TRANSFER, ANNA, TWO, 20))).isEmpty();
        assertThat(occupancy.apply(move(Kind.DISCHARGE, ANNA, TWO, 30))).isEmpty();
        assertThat(occupancy.ofEncounter(ANNA))
                .containsExactly(stay(ONE, ANNA, 10, 20L), stay(TWO, ANNA, 20, 30L));
        assertThat(occupancy.at(ONE, time(9))).isNull();
        assertThat(occupancy.at(ONE, time(10))).isEqualTo(stay(ONE, ANNA, 10, 20L));
        assertThat(occupancy.at(ONE, time(20))).isNull();
        assertThat(occupancy.at(TWO, time(20))).isEqualTo(stay(TWO, ANNA, 20, 30L));
        assertThat(occupancy.at(TWO, time(30))).isNull();
    }

    @Test
    void aBackdatedTransferRelabelsThePast() {
        occupancy.apply(move(Kind.ADMIT, ANNA, ONE, 10));
        occupancy.apply(move(Kind.ADMIT, BEN, TWO, 40));
        assertThat(occupancy.at(ONE, time(35))).isEqualTo(stay(ONE, ANNA, 10, null));
        occupancy.apply(move(Kind.TRANSFER, ANNA, TWO, 30));
        assertThat(occupancy.at(ONE, time(35))).isNull();
        assertThat(occupancy.at(TWO, time(35))).isEqualTo(stay(TWO, ANNA, 30, 40L));
        assertThat(occupancy.at(TWO, time(45))).isEqualTo(stay(TWO, BEN, 40, null));
    }

    @Test
    void aNewAdmissionIntoAnOccupiedBedEndsTheEarlierStayAndSaysSo() {
        occupancy.apply(move(Kind.ADMIT, ANNA, ONE, 10));
        assertThat(occupancy.apply(move(Kind.ADMIT, BEN, ONE, 20)))
                .extracting(Anomaly::kind)
                .containsExactly("bed-taken-while-occupied");
        assertThat(occupancy.ofBed(ONE))
                .containsExactly(stay(ONE, ANNA, 10, 20L), stay(ONE, BEN, 20, null));
        assertThat(occupancy.apply(move(Kind.DISCHARGE, ANNA, ONE, 25))).isEmpty();
        assertThat(occupancy.ofBed(ONE))
                .containsExactly(stay(ONE, ANNA, 10, 20L), stay(ONE, BEN, 20, null));
    }

    @Test
    void aBackdatedDischargeFreesTheBedWithoutADoubt() {
        occupancy.apply(move(Kind.ADMIT, ANNA, ONE, 10));
        occupancy.apply(move(Kind.ADMIT, BEN, ONE, 20));
        occupancy.apply(move(Kind.DISCHARGE, ANNA, ONE, 15));
        assertThat(occupancy.at(ONE, time(17))).isNull();
    }

    @Test
    void theSameMessageAgainChangesNothing() {
        BedMovement admission = move(Kind.ADMIT, ANNA, ONE, 10);
        occupancy.apply(admission);
        List<Stay> before = occupancy.ofBed(ONE);
        assertThat(occupancy.apply(admission)).isEmpty();
        assertThat(occupancy.ofBed(ONE)).isEqualTo(before);
    }

    @Test
    void bedsOfEqualNameInTwoFacilitiesAreTwoBeds() {
        occupancy.apply(move(Kind.ADMIT, ANNA, ONE, 10));
        occupancy.apply(move(Kind.ADMIT, BEN, ELSEWHERE, 10));
        assertThat(occupancy.at(ONE, time(11)).encounter()).isEqualTo(ANNA);
        assertThat(occupancy.at(ELSEWHERE, time(11)).encounter()).isEqualTo(BEN);
    }

    @Test
    void whatDoesNotFitIsReportedAndStillUsed() {
        assertThat(occupancy.apply(move(Kind.TRANSFER, ANNA, ONE, 10)))
                .extracting(Anomaly::kind)
                .containsExactly("transfer-without-admission");
        assertThat(occupancy.at(ONE, time(11))).isEqualTo(stay(ONE, ANNA, 10, null));
        assertThat(occupancy.apply(move(Kind.DISCHARGE, ANNA, TWO, 20)))
                .extracting(Anomaly::kind)
                .containsExactly("discharge-from-another-bed");
        assertThat(occupancy.at(ONE, time(21))).isNull();
        assertThat(occupancy.apply(move(Kind.DISCHARGE, BEN, TWO, 20)))
                .extracting(Anomaly::kind)
                .containsExactly("discharge-without-admission");
        assertThat(occupancy.apply(move(Kind.ADMIT, ANNA, ONE, 40, "p-other")))
                .extracting(Anomaly::kind)
                .containsExactly("encounter-person-conflict");
    }

    @Test
    void goingBackToABedIsAStayOfItsOwn() {
        occupancy.apply(move(Kind.ADMIT, ANNA, ONE, 10));
        occupancy.apply(move(Kind.TRANSFER, ANNA, TWO, 20));
        occupancy.apply(move(Kind.TRANSFER, ANNA, ONE, 30));
        assertThat(occupancy.ofEncounter(ANNA))
                .containsExactly(
                        stay(ONE, ANNA, 10, 20L),
                        stay(TWO, ANNA, 20, 30L),
                        stay(ONE, ANNA, 30, null));
    }

    @Test
    void endedEncountersCanBeForgotten() {
        occupancy.apply(move(Kind.ADMIT, ANNA, ONE, 10));
        occupancy.apply(move(Kind.DISCHARGE, ANNA, ONE, 20));
        occupancy.apply(move(Kind.ADMIT, BEN, ONE, 30));
        occupancy.forgetEndedBefore(time(25));
        assertThat(occupancy.ofEncounter(ANNA)).isEmpty();
        assertThat(occupancy.ofBed(ONE)).containsExactly(stay(ONE, BEN, 30, null));
    }

    @Test
    void anyOrderOfArrivalGivesTheSameStaysAndNoTwoOverlap() {
        for (long seed = 1; seed <= 300; seed++) {
            List<BedMovement> movements = history(new SplittableRandom(seed));
            var inOrder = new Occupancy();
            movements.forEach(inOrder::apply);
            List<BedMovement> shuffled = new ArrayList<>(movements);
            Collections.shuffle(shuffled, new Random(seed));
            var outOfOrder = new Occupancy();
            shuffled.forEach(outOfOrder::apply);
            shuffled.forEach(outOfOrder::apply);
            for (BedId bed : List.of(ONE, TWO, ELSEWHERE)) {
                List<Stay> stays = inOrder.ofBed(bed);
                assertThat(outOfOrder.ofBed(bed)).as("seed %d", seed).isEqualTo(stays);
                for (int i = 1; i < stays.size(); i++) {
                    assertThat(stays.get(i - 1).to())
                            .as("seed %d: %s", seed, stays)
                            .isNotNull()
                            .isLessThanOrEqualTo(stays.get(i).from());
                }
            }
        }
    }

    private List<BedMovement> history(SplittableRandom random) {
        List<BedId> beds = List.of(ONE, TWO, ELSEWHERE);
        List<BedMovement> movements = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            movements.add(
                    move(
                            Kind.values()[random.nextInt(3)],
                            new EncounterId("e-" + random.nextInt(5)),
                            beds.get(random.nextInt(3)),
                            random.nextInt(30)));
        }
        return movements;
    }

    private BedMovement move(Kind kind, EncounterId encounter, BedId bed, long at) {
        return move(kind, encounter, bed, at, "p-" + encounter);
    }

    private BedMovement move(Kind kind, EncounterId encounter, BedId bed, long at, String person) {
        messages++;
        return new BedMovement(
                new EventId.Message(new SourceId("his"), "m" + messages, "20260921", "00"),
                kind,
                encounter,
                new Patient(new PersonId(person), null, null, null),
                bed,
                null,
                time(at),
                new ArrivalTime(1_000_000 + messages));
    }

    private static Stay stay(BedId bed, EncounterId encounter, long from, Long to) {
        return new Stay(
                bed,
                encounter,
                new PersonId("p-" + encounter),
                time(from),
                to == null ? null : time(to));
    }

    private static AxisTime time(long micros) {
        return new AxisTime(micros);
    }
}
