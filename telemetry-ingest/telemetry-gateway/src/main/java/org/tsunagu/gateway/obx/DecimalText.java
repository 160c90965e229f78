// SPDX-License-Identifier: Apache-2.0
package org.tsunagu.gateway.obx;

import org.jspecify.annotations.Nullable;
import org.tsunagu.telemetry.signal.Reading;

/// Numbers as HL7 v2 writes them (NM, chapter 2A): an optional sign, digits, an optional point.
/// Nothing else is guessed: no exponent, no decimal comma, no grouping.
public final class DecimalText {
    private static final int LONGEST = 32;
    private static final int MOST_DECIMALS = 9;

    private DecimalText() {}

    /// The value with the decimals it was written with, or null when it is no number.
    public static Reading.@Nullable Value parse(String text) {
        String number = text.strip();
        if (number.isEmpty() || number.length() > LONGEST) {
            return null;
        }
        int digits = 0;
        int point = -1;
        for (int i = 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c >= '0' && c <= '9') {
                digits++;
            } else if (c == '.' && point < 0) {
                point = i;
            } else if (i > 0 || (c != '-' && c != '+')) {
                return null;
            }
        }
        if (digits == 0) {
            return null;
        }
        int decimals = point < 0 ? 0 : number.length() - point - 1;
        return new Reading.Value(Double.parseDouble(number), Math.min(decimals, MOST_DECIMALS));
    }
}
