// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.store.database;

import org.tsunagu.telemetry.signal.AbsentReason;
import org.tsunagu.telemetry.signal.Reading;

/// A reading as the columns `value` and `decimals`: decimals below 0 say that there is no value and
/// why.
public final class Readings {
    private Readings() {}

    static double value(Reading reading) {
        return switch (reading) {
            case Reading.Value(double value, _) -> value;
            case Reading.Absent _ -> 0;
        };
    }

    static int decimals(Reading reading) {
        return switch (reading) {
            case Reading.Value(_, int decimals) -> decimals;
            case Reading.Absent(AbsentReason reason) -> numberOf(reason);
        };
    }

    public static Reading of(double value, int decimals) {
        return decimals >= 0
                ? new Reading.Value(value, decimals)
                : new Reading.Absent(reasonOf(decimals));
    }

    /// These numbers stand in databases: never change one.
    private static int numberOf(AbsentReason reason) {
        return switch (reason) {
            case NOT_MEASURED -> -1;
            case SENSOR_OFF -> -2;
            case CANNOT_MEASURE -> -3;
            case UNUSABLE -> -4;
        };
    }

    private static AbsentReason reasonOf(int number) {
        for (AbsentReason reason : AbsentReason.values()) {
            if (numberOf(reason) == number) {
                return reason;
            }
        }
        return AbsentReason.UNUSABLE;
    }
}
