// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.published;

import java.util.Optional;

/// ACVPU of NEWS2; AVPU is the same without new confusion. The order is the one of
/// [Item#CONSCIOUSNESS].
@SuppressWarnings("EnumOrdinal") // The order is the item's value, as said above.
public enum Consciousness {
    ALERT,
    NEW_CONFUSION,
    VOICE,
    PAIN,
    UNRESPONSIVE;

    /// The level nearest to a GCS total, by the median totals A 15, V 13, P 8, U 3 of Kelly, Upex
    /// and Bateman (Ann Emerg Med 2004;44:108); between two, the worse one.
    public static Consciousness ofGcs(double total) {
        if (total > 14) {
            return ALERT;
        }
        if (total > 10.5) {
            return VOICE;
        }
        return total > 5.5 ? PAIN : UNRESPONSIVE;
    }

    /// The row of consciousness of any score: from what was observed, or from the GCS where that is
    /// newer or alone.
    ///
    /// @param byOrdinal points for each level
    static Part judge(String name, Ladder byOrdinal, Findings findings) {
        Optional<Measured> seen = findings.of(Item.CONSCIOUSNESS);
        Optional<Measured> gcs = findings.of(Item.GCS);
        if (gcs.isEmpty()) {
            return byOrdinal.judge(name, Item.CONSCIOUSNESS, findings);
        }
        if (seen.isPresent() && seen.get().ageMinutes() <= gcs.get().ageMinutes()) {
            return byOrdinal.judge(name, Item.CONSCIOUSNESS, findings);
        }
        int points = byOrdinal.points(ofGcs(gcs.get().value()).ordinal());
        return Part.of(name, points, Item.GCS, gcs.get());
    }
}
