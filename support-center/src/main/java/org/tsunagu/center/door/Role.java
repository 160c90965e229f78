// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.center.door;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a person is to a facility.
public enum Role {
    /// Watches over the beds of several hospitals from the support center.
    INTENSIVIST,
    /// Nurses, at the center or at the bedside.
    NURSE,
    /// Advises an operation from afar.
    MENTOR,
    /// Keeps devices and links alive; needs no history of a patient.
    TECHNICIAN;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Null when there is no such role.
    public static @Nullable Role ofWireName(String name) {
        for (Role role : values()) {
            if (role.wireName().equals(name)) {
                return role;
            }
        }
        return null;
    }
}
