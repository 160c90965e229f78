// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.published;

/// ACVPU of NEWS2; AVPU is the same without new confusion. The order is the one of
/// [Item#CONSCIOUSNESS].
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
}
