// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

import java.util.OptionalDouble;

/// What is known of the patient at admission. Weight is not here: it is weighed again and so a
/// [Variable].
///
/// @param ageYears 0 to 130, or absent
/// @param heightCentimetres 100 to 230, or absent
public record Descriptors(
        OptionalDouble ageYears, Sex sex, OptionalDouble heightCentimetres, UnitType unitType) {

    private static final Limits AGE = new Limits(0, 130);
    private static final Limits HEIGHT = new Limits(100, 230);

    public static final Descriptors NOTHING_KNOWN =
            new Descriptors(
                    OptionalDouble.empty(), Sex.UNKNOWN, OptionalDouble.empty(), UnitType.UNKNOWN);

    public Descriptors {
        if (ageYears.isPresent() && !AGE.contain(ageYears.getAsDouble())) {
            throw new IllegalArgumentException("age " + ageYears.getAsDouble());
        }
        if (heightCentimetres.isPresent() && !HEIGHT.contain(heightCentimetres.getAsDouble())) {
            throw new IllegalArgumentException("height " + heightCentimetres.getAsDouble());
        }
    }

    /// From the Challenge's numbers: -1, and whatever no patient has, is missing; heights in other
    /// units are repaired.
    public static Descriptors ofChallenge(
            double age, double gender, double height, double icuType) {
        return new Descriptors(
                within(AGE, age),
                Sex.ofChallenge(gender),
                within(HEIGHT, Repair.HEIGHT_TO_CENTIMETRES.apply(height)),
                UnitType.ofChallenge(icuType));
    }

    private static OptionalDouble within(Limits limits, double value) {
        return limits.contain(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
