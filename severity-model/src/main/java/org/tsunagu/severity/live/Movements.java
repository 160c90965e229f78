// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.occupancy.Occupancy;
import org.tsunagu.telemetry.occupancy.Stay;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;
import org.tsunagu.telemetry.ward.PersonId;

/// Who lies where, and what the movements say of each encounter.
final class Movements {
    private static final Comparator<BedMovement> IN_TIME =
            Comparator.comparing(BedMovement::effectiveAt)
                    .thenComparing(BedMovement::arrivedAt)
                    .thenComparing(movement -> movement.id().toString());

    private static final long HALF_MINUTE_MICROS = 30_000_000;

    /// The first and the last movement of an encounter.
    private record Ends(BedMovement first, BedMovement last) {}

    private final Occupancy occupancy = new Occupancy();
    private final Map<EncounterId, Ends> ends = new HashMap<>();
    private final Map<PersonId, Set<EncounterId>> ofPerson = new HashMap<>();
    private final UnitTypes units;
    private final ZoneId zone;
    private @Nullable AxisTime lostUntil;

    Movements(UnitTypes units, ZoneId zone) {
        this.units = units;
        this.zone = zone;
    }

    /// What came before a time was lost: no encounter admitted before is wholly known.
    void lostUntil(AxisTime time) {
        lostUntil = time;
    }

    /// @return every encounter whose stays it may have changed
    Set<EncounterId> take(BedMovement movement) {
        EncounterId encounter = movement.encounter();
        Set<EncounterId> touched = new LinkedHashSet<>();
        Set<BedId> beds = new LinkedHashSet<>(List.of(movement.bed()));
        bedsOf(encounter, beds);
        occupants(beds, touched);
        occupancy.apply(movement);
        ends.merge(
                encounter,
                new Ends(movement, movement),
                (known, one) ->
                        new Ends(
                                earlier(known.first(), one.first()),
                                later(known.last(), one.last())));
        ofPerson.computeIfAbsent(movement.patient().id(), _ -> new LinkedHashSet<>())
                .add(encounter);
        bedsOf(encounter, beds);
        occupants(beds, touched);
        touched.add(encounter);
        return touched;
    }

    private static BedMovement earlier(BedMovement one, BedMovement other) {
        return IN_TIME.compare(one, other) <= 0 ? one : other;
    }

    private static BedMovement later(BedMovement one, BedMovement other) {
        return IN_TIME.compare(one, other) > 0 ? one : other;
    }

    private void bedsOf(EncounterId encounter, Set<BedId> beds) {
        occupancy.ofEncounter(encounter).forEach(stay -> beds.add(stay.bed()));
    }

    private void occupants(Set<BedId> beds, Set<EncounterId> touched) {
        beds.forEach(bed -> occupancy.ofBed(bed).forEach(stay -> touched.add(stay.encounter())));
    }

    /// Whose a value measured in a bed at a time is: of who lay there, else of who came within the
    /// half minute that rounds to the admission; a device's clock is not known to the second.
    @Nullable EncounterId at(BedId bed, AxisTime time) {
        Stay stay = stayAt(bed, time);
        return stay == null ? null : stay.encounter();
    }

    @Nullable PersonId personAt(BedId bed, AxisTime time) {
        Stay stay = stayAt(bed, time);
        return stay == null ? null : stay.person();
    }

    private @Nullable Stay stayAt(BedId bed, AxisTime time) {
        Stay stay = occupancy.at(bed, time);
        return stay == null ? occupancy.at(bed, time.plusMicros(HALF_MINUTE_MICROS)) : stay;
    }

    /// The encounter of a person that lasted at a time; null when there is none.
    @Nullable EncounterId of(PersonId person, AxisTime time) {
        for (EncounterId encounter : ofPerson.getOrDefault(person, Set.of())) {
            for (Stay stay : occupancy.ofEncounter(encounter)) {
                boolean there =
                        stay.covers(time) || stay.covers(time.plusMicros(HALF_MINUTE_MICROS));
                if (there && stay.person().equals(person)) {
                    return encounter;
                }
            }
        }
        return null;
    }

    /// What the movements say, null when they leave the encounter without a stay.
    @Nullable Admitted admitted(EncounterId encounter) {
        List<Stay> stays = new ArrayList<>(occupancy.ofEncounter(encounter));
        Ends known = ends.get(encounter);
        if (stays.isEmpty() || known == null) {
            return null;
        }
        BedMovement first = known.first();
        var who =
                new Who(
                        first.kind() == BedMovement.Kind.ADMIT,
                        known.last().patient().birthDate(),
                        known.last().patient().sex(),
                        units.of(first.unit(), first.service()));
        AxisTime lost = lostUntil;
        boolean whole = lost == null || lost.compareTo(stays.getFirst().from()) <= 0;
        return new Admitted(stays, who, zone, whole ? null : lost);
    }

    /// Forgets whoever left before a time.
    ///
    /// @return who that was
    List<EncounterId> forgetEndedBefore(AxisTime time) {
        occupancy.forgetEndedBefore(time);
        List<EncounterId> gone =
                ends.keySet().stream()
                        .filter(encounter -> occupancy.ofEncounter(encounter).isEmpty())
                        .filter(e -> endsBefore(e, time))
                        .toList();
        gone.forEach(ends::remove);
        ofPerson.values()
                .removeIf(
                        encounters -> {
                            gone.forEach(encounters::remove);
                            return encounters.isEmpty();
                        });
        return gone;
    }

    private boolean endsBefore(EncounterId encounter, AxisTime time) {
        Ends known = ends.get(encounter);
        return known != null && known.last().effectiveAt().compareTo(time) < 0;
    }
}
