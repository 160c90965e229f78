// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.tsunagu.severity.stay.Descriptors;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.occupancy.Stay;
import org.tsunagu.telemetry.ward.BedId;

/// An encounter as its movements tell it.
///
/// @param stays in time, at least one
/// @param zone whose calendar says how old somebody is
/// @param lostUntil when what was known of it began anew, because the memory of what came before
///     was lost; null when everything since the admission is known
record Admitted(List<Stay> stays, Who who, ZoneId zone, @Nullable AxisTime lostUntil) {
    private static final long MINUTE_MICROS = 60_000_000;

    Admitted {
        stays = List.copyOf(stays);
        if (stays.isEmpty()) {
            throw new IllegalArgumentException("an admission has a stay");
        }
    }

    AxisTime admission() {
        return stays.getFirst().from();
    }

    long admissionMicros() {
        return admission().micros();
    }

    /// The end of the last stay, null while it lasts.
    @Nullable AxisTime end() {
        return stays.getLast().to();
    }

    /// The first minute from which on everything is known; 0 as a rule.
    int knownFrom() {
        AxisTime until = lostUntil;
        return until == null ? 0 : Math.max(0, minuteOf(until.micros()));
    }

    OptionalInt age() {
        return who.age(admission(), zone);
    }

    Descriptors descriptors(Optional<Double> height) {
        return who.descriptors(admission(), zone, height);
    }

    /// Rounded to nearest, as values are placed.
    int minuteOf(long micros) {
        return EncounterValues.minute(micros, admissionMicros());
    }

    /// Whole minutes that have passed at a time, rounded down, at most until the end of the stay.
    int minutesUntil(long micros) {
        AxisTime end = end();
        long until = end == null ? micros : Math.min(micros, end.micros());
        return Math.clamp(
                Math.floorDiv(until - admissionMicros(), MINUTE_MICROS), -1, Integer.MAX_VALUE);
    }

    AxisTime timeOf(int minute) {
        return admission().plusMicros(minute * MINUTE_MICROS);
    }

    /// Where the patient lay at a minute; between two beds, where it lay before.
    BedId bedAt(int minute) {
        AxisTime at = timeOf(minute);
        BedId bed = stays.getFirst().bed();
        for (Stay stay : stays) {
            if (stay.from().compareTo(at) <= 0) {
                bed = stay.bed();
            }
        }
        return bed;
    }

    /// Whether the patient lay in a bed at a time.
    boolean layIn(BedId bed, AxisTime at) {
        return stays.stream().anyMatch(stay -> stay.bed().equals(bed) && stay.covers(at));
    }
}
