// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tsunagu.store.history.History.Scope;
import org.tsunagu.store.history.StoredStay;
import org.tsunagu.store.intake.PresentState;
import org.tsunagu.telemetry.axis.AxisTime;
import org.tsunagu.telemetry.ward.BedId;
import org.tsunagu.telemetry.ward.EncounterId;

/// A stretch of one bed with one occupant, or none: nothing crosses the border of a stay.
record Window(BedId bed, AxisTime from, AxisTime to, @Nullable EncounterId encounter) {
    /// The windows of a scope in `[from, to)`, in time order for each bed.
    static List<Window> of(Scope scope, AxisTime from, AxisTime to, PresentState present) {
        return switch (scope) {
            case Scope.OfBed(BedId bed) -> ofBed(bed, from, to, present.staysOf(bed));
            case Scope.OfEncounter(EncounterId encounter) ->
                    ofStays(from, to, present.staysOf(encounter));
        };
    }

    private static List<Window> ofStays(AxisTime from, AxisTime to, List<StoredStay> stays) {
        List<Window> windows = new ArrayList<>();
        for (StoredStay stay : stays) {
            AxisTime begin = max(from, stay.from());
            AxisTime end = stay.to() == null ? to : min(to, stay.to());
            if (begin.compareTo(end) < 0) {
                windows.add(new Window(stay.bed(), begin, end, stay.encounter()));
            }
        }
        return windows;
    }

    private static List<Window> ofBed(
            BedId bed, AxisTime from, AxisTime to, List<StoredStay> stays) {
        List<Window> windows = new ArrayList<>();
        AxisTime at = from;
        for (Window stay : ofStays(from, to, stays)) {
            if (at.compareTo(stay.from()) < 0) {
                windows.add(new Window(bed, at, stay.from(), null));
            }
            windows.add(stay);
            at = stay.to();
        }
        if (at.compareTo(to) < 0) {
            windows.add(new Window(bed, at, to, null));
        }
        return windows;
    }

    Window until(AxisTime end) {
        return new Window(bed, from, min(to, end), encounter);
    }

    private static AxisTime max(AxisTime a, AxisTime b) {
        return a.compareTo(b) >= 0 ? a : b;
    }

    private static AxisTime min(AxisTime a, AxisTime b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
