// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.occupancy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.record.BedMovement;
import org.tsunagu.telemetry.record.EventId;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;

/// Who lay where, from movements in any order of arrival; a backdated one rewrites the past. The
/// result depends on the set of movements only, never on their order. Pure, not thread-safe.
///
/// An admission or transfer opens a stay at its effective time and ends the encounter's stay
/// elsewhere; a discharge ends it; a later stay of somebody else in the same bed ends the earlier.
///
/// Bound: [#MOST_MOVEMENTS]; beyond it a movement is refused with the anomaly `occupancy-full`,
/// until [#forgetEndedBefore(AxisTime)] makes room.
public final class Occupancy {
    public static final int MOST_MOVEMENTS = 200_000;

    private static final Comparator<BedMovement> IN_TIME =
            Comparator.comparing(BedMovement::effectiveAt)
                    .thenComparing(BedMovement::arrivedAt)
                    .thenComparing(movement -> movement.id().toString());

    private final Map<EncounterId, List<BedMovement>> movements = new HashMap<>();
    private final Map<EncounterId, List<Claim>> claims = new HashMap<>();
    private final Map<BedId, List<Claim>> claimsOfBed = new HashMap<>();
    private final Map<BedId, List<Stay>> stays = new HashMap<>();
    private final Set<EventId> known = new HashSet<>();

    /// Takes one movement; one known already changes nothing.
    ///
    /// @return what was odd about it
    public List<Anomaly> apply(BedMovement movement) {
        if (known.contains(movement.id())) {
            return List.of();
        }
        if (known.size() >= MOST_MOVEMENTS) {
            return List.of(new Anomaly("occupancy-full", "encounter " + movement.encounter()));
        }
        known.add(movement.id());
        EncounterId encounter = movement.encounter();
        List<BedMovement> ordered = movements.computeIfAbsent(encounter, _ -> new ArrayList<>());
        ordered.add(movement);
        ordered.sort(IN_TIME);
        List<Anomaly> anomalies = new ArrayList<>();
        replaceClaims(encounter, Claim.of(ordered, movement, anomalies));
        reportTakenBed(encounter, movement, anomalies);
        return List.copyOf(anomalies);
    }

    /// Who lay in a bed at a time, null when nobody did.
    public @Nullable Stay at(BedId bed, AxisTime time) {
        for (Stay stay : stays.getOrDefault(bed, List.of())) {
            if (stay.covers(time)) {
                return stay;
            }
        }
        return null;
    }

    /// The stays in a bed, oldest first; no two overlap.
    public List<Stay> ofBed(BedId bed) {
        return List.copyOf(stays.getOrDefault(bed, List.of()));
    }

    /// The stays of an encounter, oldest first, over all its beds.
    public List<Stay> ofEncounter(EncounterId encounter) {
        Set<BedId> beds = new LinkedHashSet<>();
        claims.getOrDefault(encounter, List.of()).forEach(claim -> beds.add(claim.bed()));
        return beds.stream()
                .flatMap(bed -> stays.getOrDefault(bed, List.of()).stream())
                .filter(stay -> stay.encounter().equals(encounter))
                .sorted(Comparator.comparing(Stay::from))
                .toList();
    }

    /// Movements remembered, at most [#MOST_MOVEMENTS].
    public int size() {
        return known.size();
    }

    /// Forgets every encounter whose last stay ended before `time`, with its movements; the store
    /// keeps them.
    public void forgetEndedBefore(AxisTime time) {
        for (EncounterId encounter : List.copyOf(claims.keySet())) {
            boolean ended =
                    claims.getOrDefault(encounter, List.of()).stream()
                            .allMatch(claim -> claim.endsBefore(time));
            if (ended) {
                replaceClaims(encounter, List.of());
                claims.remove(encounter);
                List<BedMovement> forgotten = movements.remove(encounter);
                if (forgotten != null) {
                    forgotten.forEach(movement -> known.remove(movement.id()));
                }
            }
        }
    }

    private void replaceClaims(EncounterId encounter, List<Claim> next) {
        Set<BedId> touched = new HashSet<>();
        for (Claim old : claims.getOrDefault(encounter, List.of())) {
            touched.add(old.bed());
        }
        touched.forEach(
                bed ->
                        claimsOfBed
                                .getOrDefault(bed, List.of())
                                .removeIf(claim -> claim.encounter().equals(encounter)));
        for (Claim claim : next) {
            claimsOfBed.computeIfAbsent(claim.bed(), _ -> new ArrayList<>()).add(claim);
            touched.add(claim.bed());
        }
        claims.put(encounter, next);
        for (BedId bed : touched) {
            List<Claim> ofBed = claimsOfBed.getOrDefault(bed, List.of());
            if (ofBed.isEmpty()) {
                claimsOfBed.remove(bed);
                stays.remove(bed);
            } else {
                stays.put(bed, Claim.settle(ofBed));
            }
        }
    }

    private void reportTakenBed(EncounterId encounter, BedMovement cause, List<Anomaly> anomalies) {
        if (cause.kind() == BedMovement.Kind.DISCHARGE) {
            return;
        }
        for (Claim own : claims.getOrDefault(encounter, List.of())) {
            for (Claim other : claimsOfBed.getOrDefault(own.bed(), List.of())) {
                if (own.from().equals(cause.effectiveAt())
                        && !other.encounter().equals(encounter)
                        && own.overlaps(other)) {
                    anomalies.add(
                            new Anomaly(
                                    "bed-taken-while-occupied",
                                    own.bed() + ": " + encounter + " and " + other.encounter()));
                }
            }
        }
    }
}
