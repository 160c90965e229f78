// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.telemetry.ward;

import org.jspecify.annotations.Nullable;

/// The person of an encounter as the admission message states it. Joined to telemetry at the door
/// only.
///
/// @param id PID-3
/// @param name PID-5 as written, family then given, or null
/// @param birthDate PID-7 as `YYYY-MM-DD`, or null
/// @param sex PID-8, or null
public record Patient(
        PersonId id, @Nullable String name, @Nullable String birthDate, @Nullable String sex) {
    /// Without the name, so that no log line ever carries it.
    @Override
    public String toString() {
        return "Patient[" + id + "]";
    }
}
