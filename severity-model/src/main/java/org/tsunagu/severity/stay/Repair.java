// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.severity.stay;

/// Units and decimal points that people and interfaces mix up, and can be told apart because the
/// ranges do not overlap. What could be either stays as it is: glucose 20 may be mmol/L or a
/// patient in danger.
public enum Repair {
    /// The unit arrives as it should.
    NONE {
        @Override
        public double apply(double raw) {
            return raw;
        }
    },
    /// pH 735 and 73.5 are 7.35: the decimal point was lost.
    LOST_POINT_PH {
        @Override
        public double apply(double raw) {
            if (raw >= 650 && raw <= 800) {
                return raw / 100;
            }
            return raw >= 65 && raw <= 80 ? raw / 10 : raw;
        }
    },
    /// Oxygen 21 to 100 is per cent; the variable is a fraction.
    PERCENT_TO_FRACTION {
        @Override
        public double apply(double raw) {
            return raw >= 21 && raw <= 100 ? raw / 100 : raw;
        }
    },
    /// 0.3 to 1 is a fraction; the variable is per cent.
    FRACTION_TO_PERCENT {
        @Override
        public double apply(double raw) {
            return raw >= 0.3 && raw <= 1 ? raw * 100 : raw;
        }
    },
    /// A body at 77 to 113 degrees was measured in Fahrenheit.
    FAHRENHEIT_TO_CELSIUS {
        @Override
        public double apply(double raw) {
            return raw >= 77 && raw <= 113 ? (raw - 32) / 1.8 : raw;
        }
    },
    /// A haematocrit of 0.1 to 0.7 is a fraction; the variable is per cent.
    HAEMATOCRIT_TO_PERCENT {
        @Override
        public double apply(double raw) {
            return raw >= 0.1 && raw <= 0.7 ? raw * 100 : raw;
        }
    },
    /// Height in metres, inches, millimetres or twice converted from inches; the descriptor is in
    /// centimetres.
    HEIGHT_TO_CENTIMETRES {
        @Override
        public double apply(double raw) {
            if (raw >= 1.2 && raw <= 2.3) {
                return raw * 100;
            }
            if (raw >= 48 && raw <= 90) {
                return raw * 2.54;
            }
            if (raw >= 1200 && raw <= 2300) {
                return raw / 10;
            }
            return raw >= 305 && raw <= 584 ? raw / 2.54 : raw;
        }
    };

    /// The value in the variable's own unit; what is not recognised comes back unchanged.
    public abstract double apply(double raw);
}
