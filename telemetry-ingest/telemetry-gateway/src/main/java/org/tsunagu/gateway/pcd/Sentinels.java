// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.pcd;

import org.tsunagu.telemetry.signal.MetricCode;

/// Numbers that mean "no value". Listed in `docs/protocols/mllp.md`; met in messages of real
/// gateways.
final class Sentinels {
    private static final double NAN_OF_11073 = 8_388_607;

    private Sentinels() {}

    /// Whether a number sent for this code in this unit cannot be a value.
    ///
    /// @param unit UCUM
    static boolean isSentinel(double value, MetricCode code, String unit) {
        if (value == -999
                || value == -99.9
                || value == -9_999
                || value == -10_000
                || value == NAN_OF_11073
                || value == -NAN_OF_11073 - 1) {
            return true;
        }
        if (value == -100) {
            return cannotBeNegative(unit) || unit.equals("Cel") || unit.equals("mm[Hg]");
        }
        if (value == -1) {
            return cannotBeNegative(unit) || unit.equals("Cel") || isArterial(code);
        }
        return false;
    }

    /// Rates, saturations and fractions. Pressures, ST levels, base excess and scores can be -1.
    private static boolean cannotBeNegative(String unit) {
        return unit.equals("/min") || unit.equals("/s") || unit.equals("%");
    }

    /// Arterial and cuff pressures; a venous or pulmonary one can be -1 mmHg.
    private static boolean isArterial(MetricCode code) {
        return switch (code.mdc()) {
            case 150016,
                    150017,
                    150018,
                    150019,
                    150020,
                    150021,
                    150022,
                    150023,
                    150032,
                    150033,
                    150034,
                    150035,
                    150036,
                    150037,
                    150038,
                    150039,
                    150300,
                    150301,
                    150302,
                    150303 ->
                    true;
            default -> false;
        };
    }
}
