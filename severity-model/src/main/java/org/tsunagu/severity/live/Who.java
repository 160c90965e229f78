// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.live;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.tsunagu.severity.stay.Descriptors;
import org.tsunagu.severity.stay.UnitType;
import org.tsunagu.telemetry.axis.AxisTime;

/// What an encounter's admission says of the person.
///
/// @param admissionKnown false when the first thing heard of the encounter was not its admission
/// @param birthDate `YYYY-MM-DD`, or null
/// @param sex PID-8, or null
@SuppressWarnings("EnumOrdinal") // The order of UnitType is the Challenge's code.
record Who(
        boolean admissionKnown,
        @Nullable String birthDate,
        @Nullable String sex,
        UnitType unitType) {
    private static final double MISSING = -1;

    /// In whole years at admission, rounded down; empty when the birth date is missing or odd.
    OptionalInt age(AxisTime admission, ZoneId zone) {
        if (birthDate == null) {
            return OptionalInt.empty();
        }
        try {
            LocalDate day = admission.toInstant().atZone(zone).toLocalDate();
            int years = Period.between(LocalDate.parse(birthDate), day).getYears();
            return years >= 0 ? OptionalInt.of(years) : OptionalInt.empty();
        } catch (DateTimeException odd) {
            return OptionalInt.empty();
        }
    }

    /// Through the same door as a stay read from a file, so that both give the same bits.
    Descriptors descriptors(AxisTime admission, ZoneId zone, Optional<Double> height) {
        OptionalInt age = age(admission, zone);
        return Descriptors.ofChallenge(
                age.isPresent() ? age.getAsInt() : MISSING,
                sexCode(),
                height.orElse(MISSING),
                unitType == UnitType.UNKNOWN ? MISSING : unitType.ordinal() + 1);
    }

    private double sexCode() {
        if ("F".equals(sex)) {
            return 0;
        }
        return "M".equals(sex) ? 1 : MISSING;
    }
}
