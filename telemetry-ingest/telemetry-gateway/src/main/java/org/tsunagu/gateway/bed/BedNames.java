// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.bed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.anomaly.Anomaly;
import org.tsunagu.telemetry.anomaly.Decoded;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.FacilityId;

/// Names beds: `facility:bed`, plain `bed` where no facility was ever given. The same bed component
/// with another unit or room in one facility is never merged: the later place becomes
/// `facility:unit.room.bed` and the anomaly `bed-id-conflict`, until the site file names it.
///
/// A unit or room left empty is not another unit or room: such a place is the one known place of
/// that bed name, when there is exactly one. Places once named keep their ids; the caller keeps
/// [#places()] over restarts. Single-threaded, pure.
///
/// Bound: [#MOST_PLACES]; a new place beyond it gets nothing and the anomaly `bed-names-full`.
public final class BedNames {
    public static final int MOST_PLACES = 20_000;
    public static final String CONFLICT = "bed-id-conflict";

    private final Map<String, BedId> givenByHand;
    private final Map<PointOfCare, BedId> places = new LinkedHashMap<>();
    private final Map<String, List<PointOfCare>> byBedName = new HashMap<>();
    private final Set<FacilityId> facilities = new LinkedHashSet<>();
    private long changes;

    /// @param givenByHand ids of the site file by `unit^room^bed^facility`
    /// @param known places named before, in the order they were named
    public BedNames(Map<String, BedId> givenByHand, Map<PointOfCare, BedId> known) {
        this.givenByHand = Map.copyOf(givenByHand);
        known.forEach(this::keep);
        changes = 0;
    }

    /// The id of a place, nothing when it names no bed. A place met for the first time is kept.
    ///
    /// @param defaultFacility for a place without a facility, or null
    public Decoded<BedId> resolve(PointOfCare asSent, @Nullable FacilityId defaultFacility) {
        PointOfCare place = withBed(asSent, defaultFacility);
        BedId byHand = byHand(asSent, place);
        if (byHand != null) {
            return Decoded.clean(byHand);
        }
        BedId known = places.get(place);
        if (known != null) {
            return isConflict(place, known)
                    ? new Decoded<>(known, List.of(conflict(place, known)))
                    : Decoded.clean(known);
        }
        if (place.isNowhere()) {
            return Decoded.nothing("pv1-names-no-bed", "PV1-3 has no unit, room or bed");
        }
        if (places.size() >= MOST_PLACES) {
            return Decoded.nothing("bed-names-full", "more than " + MOST_PLACES + " places");
        }
        return name(place);
    }

    /// Every place named so far, in order.
    public Map<PointOfCare, BedId> places() {
        return new LinkedHashMap<>(places);
    }

    /// Facilities of the places named so far.
    public Set<FacilityId> facilities() {
        return Collections.unmodifiableSet(facilities);
    }

    /// Rises with each new place, so that a keeper knows when to write.
    public long changes() {
        return changes;
    }

    private Decoded<BedId> name(PointOfCare place) {
        List<PointOfCare> sameName = byBedName.getOrDefault(nameKey(place), List.of());
        List<PointOfCare> compatible = sameName.stream().filter(p -> compatible(p, place)).toList();
        BedId plain = id(place.facility(), place.bed());
        boolean taken = places.containsValue(plain) || givenByHand.containsValue(plain);
        BedId id;
        if (sameName.isEmpty() && !taken) {
            id = plain;
        } else if (compatible.size() == 1 && sameName.size() == 1) {
            BedId same = places.get(compatible.getFirst());
            id = same == null ? plain : same;
        } else {
            id = id(place.facility(), place.unit() + "." + place.room() + "." + place.bed());
        }
        keep(place, id);
        return isConflict(place, id)
                ? new Decoded<>(id, List.of(conflict(place, id)))
                : Decoded.clean(id);
    }

    private @Nullable BedId byHand(PointOfCare asSent, PointOfCare place) {
        BedId sent = givenByHand.get(asSent.asWritten());
        return sent != null ? sent : givenByHand.get(place.asWritten());
    }

    private void keep(PointOfCare place, BedId id) {
        places.put(place, id);
        byBedName.computeIfAbsent(nameKey(place), _ -> new ArrayList<>()).add(place);
        if (!place.facility().isEmpty()) {
            facilities.add(new FacilityId(place.facility()));
        }
        changes++;
    }

    /// A place that names a unit or room only is a place all the same: its last given part is taken
    /// for the bed.
    private static PointOfCare withBed(PointOfCare p, @Nullable FacilityId defaultFacility) {
        String facility = p.facility();
        if (facility.isEmpty() && defaultFacility != null) {
            facility = defaultFacility.value();
        }
        if (!p.bed().isEmpty()) {
            return new PointOfCare(p.unit(), p.room(), p.bed(), facility);
        }
        return p.room().isEmpty()
                ? new PointOfCare("", "", p.unit(), facility)
                : new PointOfCare(p.unit(), "", p.room(), facility);
    }

    private static boolean compatible(PointOfCare one, PointOfCare other) {
        return compatible(one.unit(), other.unit()) && compatible(one.room(), other.room());
    }

    private static boolean compatible(String one, String other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    private static boolean isConflict(PointOfCare place, BedId id) {
        return !id.equals(id(place.facility(), place.bed()));
    }

    private static Anomaly conflict(PointOfCare place, BedId id) {
        return new Anomaly(CONFLICT, place.asWritten() + " is now " + id.value());
    }

    private static String nameKey(PointOfCare place) {
        return place.facility() + ":" + place.bed();
    }

    private static BedId id(String facility, String bed) {
        return new BedId(facility.isEmpty() ? bed : facility + ":" + bed);
    }
}
